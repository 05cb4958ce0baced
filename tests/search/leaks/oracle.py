"""What a reader may read, from the rows alone. Nothing here asks the code that the tests are about."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from network.models import Member, Network
from network.querysets import Account
from portal.pages.models import ArticlePage, EditorialPage, EventPage
from search.folding import fold

Terms = Mapping[str, frozenset[str]]
# The groups of which a thing must have all terms that were chosen.
ADD_UP = {"language", "speaks"}
LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
PAGE_KINDS = (
    "articlepage",
    "eventpage",
    "standardpage",
    "articleindexpage",
    "eventindexpage",
    "legalpage",
    "contactpage",
)
_SCHEMES = {
    "public": {"visitor", "member", "peer"},
    "members": {"member", "peer"},
    "networks": {"peer"},
    "nobody": set[str](),
}


@dataclass(frozen=True)
class Thing:
    """One thing as a reader may see it: each word that stands there, and its terms."""

    key: str
    kind: str
    words: frozenset[str]
    terms: Terms
    ends: datetime | None = None


def readable_by(account: Account) -> list[Thing]:
    """Everything that the reader may find."""
    return [*_members(account), *_networks(), *_pages()]


def words_of(things: Iterable[Thing]) -> set[str]:
    return {word for thing in things for word in thing.words}


def chosen(things: Iterable[Thing], facets: Mapping[str, Collection[str]]) -> list[Thing]:
    return [
        thing
        for thing in things
        if all(_has(thing.terms.get(group, frozenset()), group, terms) for group, terms in facets.items())
    ]


def counted(things: Sequence[Thing], facets: Mapping[str, Collection[str]], group: str) -> dict[str, int]:
    """How many each term of a group would show; what is chosen in a group of alternatives does not narrow it."""
    kept = {name: terms for name, terms in facets.items() if name != group or group in ADD_UP}
    counts: dict[str, int] = {}
    for thing in chosen(things, kept):
        for term in thing.terms.get(group, ()):
            counts[term] = counts.get(term, 0) + 1
    return counts


def still_on(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing in things if thing.ends and thing.ends >= timezone.now()]


def _has(terms: frozenset[str], group: str, wanted: Collection[str]) -> bool:
    return set(wanted) <= terms if group in ADD_UP else bool(set(wanted) & terms)


def _members(account: Account) -> list[Thing]:
    mine = set[str]()
    if account.is_authenticated:
        own = Member.objects.filter(user_id=account.pk).first()
        mine = _active(own) if own is not None and account.is_active else mine
    found = []
    for member in Member.objects.prefetch_related(
        "texts", "countries", "languages", "expertises", "audiences", "memberships__network"
    ):
        networks = _active(member)
        if not networks or (member.user is not None and not member.user.is_active):
            continue
        reader = "visitor" if not mine else "peer" if mine & networks else "member"
        shown = {
            name.removesuffix("_visibility")
            for name in vars(member)
            if name.endswith("_visibility") and reader in _SCHEMES[getattr(member, name)]
        }
        if "profile" in shown:
            found.append(_member(member, shown, networks))
    return found


def _active(member: Member) -> set[str]:
    return {one.network.code for one in member.memberships.all() if one.state == "active"}


def _member(member: Member, shown: set[str], networks: set[str]) -> Thing:
    languages = list(member.languages.all()) if "languages" in shown else []
    countries = frozenset(row.country for row in member.countries.all() if "works_in" in shown)
    expertises = list(member.expertises.all()) if "expertises" in shown else []
    audiences = list(member.audiences.all()) if "audiences" in shown else []
    texts = [f"{text.headline} {text.bio}" for text in member.texts.all() if "introduction" in shown]
    organisation = member.organisation if "organisation" in shown else ""
    city = member.city if "city" in shown else ""
    labels = [
        getattr(term, f"label_{code}") for term in (*expertises, *audiences) for code in ("en", "fr", "de", "bg", "es")
    ]
    terms = {
        "works_in": countries,
        "country": countries,
        "speaks": frozenset(one.code for one in languages),
        "language": frozenset(
            f"{one.code}:{level}" for one in languages for level in LEVELS[: LEVELS.index(one.level) + 1]
        ),
        "expertise": frozenset(term.slug for term in expertises),
        "audience": frozenset(term.slug for term in audiences),
        "network": frozenset(networks if "networks" in shown else ()),
    }
    said = _words(member.name, member.name_other_script, organisation, city, *texts, *labels)
    return Thing(f"member:{member.pk}", "member", said, terms)


def _networks() -> list[Thing]:
    return [
        Thing(f"network:{one.pk}", "network", frozenset(), {"country": frozenset({one.country} - {""})})
        for one in Network.objects.all()
    ]


def _pages() -> list[Thing]:
    """Each page once: its editions that everybody may read, under the key of the oldest of all."""
    by_path = {page.path: page for page in Page.objects.all()}
    closed = {row.page.translation_key for row in PageViewRestriction.objects.select_related("page")}
    groups: dict[object, list[EditorialPage]] = {}
    for page in Page.objects.specific().order_by("pk"):
        if page._meta.model_name in PAGE_KINDS:
            groups.setdefault(page.translation_key, []).append(page)

    def is_open(page: Page) -> bool:
        above = [by_path[page.path[:end]] for end in range(4, len(page.path) + 1, 4)]
        return bool(page.live) and not any(one.translation_key in closed for one in above)

    found = []
    for editions in groups.values():
        public = [page for page in editions if is_open(page)]
        if public:
            found.append(_page(editions[0], public))
    return found


def _page(oldest: EditorialPage, public: list[EditorialPage]) -> Thing:
    first, kind = public[0], str(oldest._meta.model_name)
    texts = [f"{page.title} {page.introduction} {[block['value'] for block in page.body.raw_data]}" for page in public]
    terms = {"written_in": frozenset(page.locale.language_code for page in public)}
    by, ends = "", None
    if isinstance(first, (ArticlePage, EventPage)):
        terms["country"] = frozenset({first.country} - {""})
    if isinstance(first, ArticlePage):
        by, terms["year"] = first.author, frozenset({str(first.date.year)})
    if isinstance(first, EventPage):
        by, ends, terms["year"] = first.place, first.ends, frozenset({str(first.starts.year)})
    return Thing(f"{kind}:{oldest.pk}", kind, _words(by, *texts), terms, ends)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in fold(re.sub(r"<[^>]*>", " ", text)).split())
