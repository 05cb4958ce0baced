"""A call's card: shown to members, to visitors where the author says so, and to nobody who may not find her."""

from datetime import datetime, time

from django.conf import settings
from django.utils import timezone

from network.models import Call
from network.profile import Profile, profile_for
from network.visibility import READER_OF_FACE
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import in_each_language
from search.cards import Card, Content, Face, Text, card_key, faces


def call_card(call: Call) -> Card | None:
    author = call.author
    if not call.is_open or not author.active_memberships or not author.is_open or author.withheld:
        return None
    shown = {face: reader for face, reader in READER_OF_FACE.items() if call.is_public or face != Face.PUBLIC}
    return Card(
        key=card_key("call", call.pk),
        urls=in_each_language(call.get_absolute_url),
        date=call.published,
        faces=faces((face, _content(call, profile_for(author, reader))) for face, reader in shown.items()),
        peers=tuple(membership.network.code for membership in author.active_memberships),
    )


def _content(call: Call, author: Profile | None) -> Content | None:
    """Under the author's name: whoever may not know of her is shown nothing."""
    if author is None:
        return None
    last_moment = datetime.combine(call.deadline, time.max, timezone.get_default_timezone())
    summary = " ".join(call.text.split())
    return Content(
        title=call.title,
        byline=author.name,
        texts={call.language: Text(summary[:200], call.text, call.title)},
        keywords=tuple(_keywords(call)),
        facets={
            "call_kind": (call.kind,),
            "country": (call.country,) if call.country else (),
            "expertise": tuple(expertise.slug for expertise in call.expertises.all()),
            "written_in": (call.language,),
        },
        chips=(f"call_kind:{call.kind}", *([f"country:{call.country}"] if call.country else [])),
        starts=last_moment,
        ends=last_moment,
    )


def _keywords(call: Call) -> list[str]:
    labels = [label for expertise in call.expertises.all() for label in expertise.labels]
    names = [country_name(call.country, code) for code, _name in settings.LANGUAGES] if call.country else []
    return list(dict.fromkeys([*labels, *names]))
