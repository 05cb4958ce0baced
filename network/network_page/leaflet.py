"""A network's leaflet: one printed sheet, the same for whoever asks, with nobody on it who did not agree to that."""

from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from network.models import Network
from network.network_page.facts import NetworkFacts, coordinators_of, default_introduction, facts_of, words_of
from portal.operations.qr_code import qr_code
from portal.pages.addresses import absolute
from portal.pages.imprint import imprint_text
from portal.printing.typesetting import typeset
from search.queries import Viewer


def leaflet_of(network: Network, language: str) -> bytes:
    """The sheet as a PDF, in the language: of the network's own words, else of what is true of any network."""
    with override(language):
        words = words_of(network, language)
        url = absolute(network.get_absolute_url())
        facts = facts_of(network, Viewer(AnonymousUser()), language)
        named = [one.name for one in coordinators_of(network, AnonymousUser()) if one.is_featured]
        label = _("QR code of the network’s page")
        told = {
            "code": network.code,
            "european": network.is_european,
            "title": _title(network, language),
            "introduction": words.introduction
            if words and words.language == language
            else default_introduction(network),
            "figures": _figures(facts),
            "offers_title": _("What you find there"),
            "offers": [
                _("Colleagues by country, language and field of knowledge, whom you can write to at once."),
                _("Experiences with the portfolio of competences, from the field and in your language."),
                _("Partners for projects, training and events in other countries."),
            ],
            "joining_title": _("How to join"),
            "joining": [
                _("Make an account; nobody sees it."),
                _("Fill a profile in your own time and say who may see what."),
                _("Apply to the network. A coordinator answers you."),
            ],
            "qr": qr_code(url, label),
            "qr_label": label,
            "scan": _("Scan the code, or type:"),
            "url": url,
            "shown_url": _without_scheme(url),
            "coordinators": _("Coordination: %(names)s") % {"names": ", ".join(named)} if named else "",
            "imprint": " · ".join(imprint_text(language).splitlines()),
        }
        return typeset("network/leaflet.typ", told, language=language)


def _title(network: Network, language: str) -> str:
    return f"{network.get_kind_display()}: {network.name(language)}" if network.country else network.get_kind_display()


def _figures(facts: NetworkFacts) -> list[dict[str, str]]:
    """Of those whom everybody may find; nothing where there is nobody."""
    if not facts.total:
        return []
    return [
        {"number": str(facts.total), "label": ngettext("member to be found", "members to be found", facts.total)},
        {"number": str(facts.languages), "label": ngettext("language", "languages", facts.languages)},
        {
            "number": str(facts.expertises),
            "label": ngettext("field of knowledge", "fields of knowledge", facts.expertises),
        },
    ]


def _without_scheme(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"
