"""A profile for an address book: vCard 4.0 (RFC 6350), with what its reader may see and nothing else."""

from datetime import UTC, datetime

from django.conf import settings
from icalendar import Component
from icalendar.prop import vAdr, vN, vOrg, vText, vUri

from network.profile import Profile
from portal.pages.addresses import absolute
from portal.vocabulary.countries import country_name


class _VCard(Component):
    """The lines of a vCard are folded and escaped as those of a calendar."""

    name = "VCARD"

    def say(self, name: str, value: str, **parameters: str) -> None:
        """One line, unless there is nothing to say."""
        if value:
            self.add(name, vText(value), parameters=parameters)


def vcard_of(profile: Profile, edited: datetime, language: str) -> bytes:
    """The card as a file, with labels in `language`."""
    card = _VCard()
    card.say("version", "4.0")
    card.say("prodid", f"-//{settings.SITE_NAME}//Portal//EN")
    card.say("kind", "individual")
    card.say("fn", profile.name)
    # Nothing tells which part is the name of the family, and address books that sort need the property.
    card.add("n", vN(("", profile.name, "", "", "")))
    card.say("nickname", profile.name_other_script)
    if profile.organisation:
        card.add("org", vOrg((profile.organisation,)))
    card.say("title", profile.position)
    _say_where(card, profile, language)
    card.say("email", profile.contact_email)
    card.say("tel", profile.phone, VALUE="text")
    for spoken in profile.languages:
        card.say("lang", spoken.code)
    for term in profile.expertises:
        card.say("expertise", str(term), LANGUAGE=language)  # RFC 6715, 2.1
    if text := profile.text(language):
        card.say("note", text.headline, LANGUAGE=text.language)
    for address in (absolute(profile.url), *(link.url for link in profile.links)):
        card.add("url", vUri(address))
    card.add("uid", vUri(f"{settings.SITE_URL}/members/{profile.pk}"))
    card.say("rev", edited.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
    return bytes(card.to_ical(sorted=False))


def _say_where(card: _VCard, profile: Profile, language: str) -> None:
    country = country_name(profile.works_in[0], language) if profile.works_in else ""
    if profile.city or country:
        card.add("adr", vAdr(("", "", "", profile.city, "", "", country)), parameters={"TYPE": "work"})
