"""Which things a question is about: those of its kinds that its viewer may read and that have what was chosen."""

from datetime import datetime

from elasticsearch.dsl.query import Bool, Query, Range, Term, Terms

from search.cards import Face
from search.engines.elasticsearch.names import Part, Ring, sections
from search.queries import KIND, Sort, Viewer
from search.queries import Query as Question


def asked_parts(question: Question) -> list[Part]:
    """The indices in which there may be something; none where kinds were chosen that the question is not about."""
    section_of = sections()
    asked = dict.fromkeys(section_of[kind] for kind in _kinds(question))
    rings = Ring if question.viewer.networks else [Ring.OPEN]
    return [Part(section, ring) for section in asked for ring in rings]


def _kinds(question: Question) -> list[str]:
    chosen = question.facets.get(KIND)
    return [kind for kind in dict.fromkeys(question.kinds) if not chosen or kind in chosen]


def filters(question: Question, now: datetime) -> list[Query]:
    """Only what leaves something out: without a filter, counts are read off the index."""
    chosen = [
        one
        for group, terms in question.facets.items()
        if group != KIND
        for one in _has(group, terms, all_of_them=question.adds_up(group))
    ]
    return [*_of_kinds(_kinds(question)), *_not_over(question, now), *chosen, *_readable_by(question.viewer)]


def _of_kinds(kinds: list[str]) -> list[Query]:
    """Nothing where all kinds of every section are asked for."""
    section_of = sections()
    asked = {section_of[kind] for kind in kinds}
    present = {kind for kind, section in section_of.items() if section in asked}
    return [Terms(kind=sorted(kinds))] if present - set(kinds) else []


def _has(group: str, terms: tuple[str, ...], *, all_of_them: bool) -> list[Query]:
    field = f"facets.{group}"
    # Half a character can be typed into an address, but nothing has it and no server reads it.
    terms = tuple(term.encode(errors="replace").decode() for term in terms)
    if all_of_them or len(terms) == 1:
        return [Term(**{field: term}) for term in terms]
    return [Terms(field, list(terms))]


def _not_over(question: Question, now: datetime) -> list[Query]:
    return [Range("ends", {"gte": microseconds(now)})] if question.sort == Sort.SOONEST else []


def _readable_by(viewer: Viewer) -> list[Query]:
    """Exactly one face of each thing; visitors are asked for no filter, since theirs are alone in an index."""
    if not viewer.networks:
        return []
    meets = Terms(peers=sorted(viewer.networks))
    members = Bool(filter=[Term(face=Face.MEMBERS)], must_not=[meets])
    peers = Bool(filter=[Term(face=Face.PEERS), meets])
    return [Bool(should=[Term(face=Face.ANY), peers, members])]


def microseconds(moment: datetime) -> int:
    """A moment as the index holds it. Not by way of a float, which has too few digits."""
    whole = int(moment.timestamp() // 1)
    return whole * 1_000_000 + moment.microsecond
