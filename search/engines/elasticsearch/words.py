"""From the words of a question to what the index is asked: what says them, and how well."""

from dataclasses import replace
from typing import Any

from elasticsearch.dsl.query import Bool, ConstantScore, DisMax, Fuzzy, MultiMatch, Prefix, Query, Term

from search.correcting import allowed_typos
from search.engines.elasticsearch import boosts
from search.engines.elasticsearch.analysis import STEMMED_HERE
from search.queries import Query as Question
from search.wording import Alternative, Word
from search.wording import Term as Asked
from search.words.sounds import sound

_SHORTEST_START = 2
# Of how many words that differ in a letter or two the nearest are taken, in each field.
_NEAREST = 20


def said(question: Question) -> list[Query]:
    """What a thing must say, one query for each term, scored by how well it does."""
    return [_term(term, question) for term in question.terms]


def _term(term: Asked, question: Question) -> Query:
    typed, *others = term.alternatives
    ways = [_alternative(typed, question, 1.0)]
    ways += [_alternative(alternative, _to_the_letter(question), boosts.OTHER_WORDING) for alternative in others]
    return ways[0] if len(ways) == 1 else DisMax(queries=ways, tie_breaker=0.0)


def _alternative(alternative: Alternative, question: Question, boost: float) -> Query:
    words = [
        DisMax(queries=[*_as_typed(word), *_otherwise(word, question)], tie_breaker=boosts.FURTHER)
        for word in alternative
    ]
    return words[0] if len(words) == 1 and boost == 1.0 else Bool(must=words, boost=boost)


def said_somehow(question: Question) -> list[Query]:
    """The same things as `said` finds, without a score: `words` holds what all fields do that are written as typed."""
    terms = [_term_somehow(term, question) for term in question.terms]
    if question.required == len(terms):
        return terms
    return [Bool(should=terms, minimum_should_match=question.required)]


def _term_somehow(term: Asked, question: Question) -> Query:
    typed, *others = term.alternatives
    ways = [_alternative_somehow(typed, question)]
    ways += [_alternative_somehow(alternative, _to_the_letter(question)) for alternative in others]
    return _any_of(ways)


def _alternative_somehow(alternative: Alternative, question: Question) -> Query:
    return _all_of([_any_of([_start("words", word), *_otherwise(word, question)]) for word in alternative])


def _to_the_letter(question: Question) -> Question:
    """The question for words that nobody typed, and so nobody mistyped."""
    return replace(question, nearly=False) if question.nearly else question


def _as_typed(word: Word) -> list[Query]:
    ways: list[Query] = [
        Term("names", _worth(word, boosts.NAME)),
        Term("byline", _worth(word, boosts.BYLINE)),
        Term("keywords", _worth(word, boosts.KEYWORD)),
        Term("words", _worth(word, boosts.ANYWHERE)),
    ]
    if len(word.folded) >= _SHORTEST_START:
        ways += [
            Prefix("names", _worth(word, boosts.START_IN_NAMES)),
            Prefix("words", _worth(word, boosts.START_ANYWHERE)),
        ]
    return ways


def _otherwise(word: Word, question: Question) -> list[Query]:
    """The ways in which a thing can say a word in other letters."""
    ways = [_in_any_form(word, question.language), *_by_stem(word, question.language)]
    ways += [Term("labels", {"value": stem, "boost": boosts.LABEL}) for stem in word.stems]
    if heard := sound(word.folded):
        ways.append(_constant(Term(sounds=heard), boosts.SOUND))
    if question.may_be_mistyped(word.folded) and allowed_typos(word.folded):
        ways += _mistyped(word)
    return ways


def _worth(word: Word, boost: float) -> dict[str, Any]:
    return {"value": word.folded, "boost": boost}


def _in_any_form(word: Word, language: str) -> Query:
    """A word of which an analyzer leaves nothing is not said in that language."""
    return MultiMatch(
        query=word.typed,
        fields=[*_by_language(STEMMED_HERE, language), f"parts^{boosts.COMPOUND}"],
        type="best_fields",
        operator="and",
        tie_breaker=boosts.FURTHER,
    )


def _by_stem(word: Word, language: str) -> list[Query]:
    if not word.stem:
        return []
    fields = _by_language(("bg",), language)
    return [MultiMatch(query=word.stem, fields=fields, type="best_fields", tie_breaker=boosts.FURTHER)]


def _by_language(languages: tuple[str, ...], own: str) -> list[str]:
    worth = {language: boosts.OWN_LANGUAGE if language == own else 1.0 for language in languages}
    return [
        f"{field}.{language}^{boost * worth[language]:g}"
        for field, boost in (("leads", boosts.LEAD), ("texts", boosts.TEXT))
        for language in languages
    ]


def _mistyped(word: Word) -> list[Query]:
    """The first letter is hardly ever wrong, and keeping it spares most of the dictionary.

    Worth the same however rare the other word is, which says nothing about whether it was meant.
    """
    places = (("names", boosts.MISTYPED_NAME), ("words", boosts.MISTYPED))
    return [
        _constant(_nearly(field, word, typos), boost / typos)
        for typos in range(1, allowed_typos(word.folded) + 1)
        for field, boost in places
    ]


def _nearly(field: str, word: Word, typos: int) -> Query:
    differing = {"value": word.folded, "fuzziness": typos, "prefix_length": 1, "max_expansions": _NEAREST}
    return Fuzzy(field, differing)


def closeness(question: Question) -> list[Query]:
    """What lifts things whose names are what was typed over those that merely say it."""
    if not question.terms:
        return []
    whole = " ".join(question.words)
    in_names = [_start("names", word) for term in question.terms for word in term.alternatives[0]]
    tiers = [
        _constant(Term(name=whole), boosts.WHOLE_NAME),
        _constant(_all_of(in_names), boosts.ALL_IN_NAMES),
    ]
    if len(whole) >= _SHORTEST_START:
        tiers.append(_constant(Prefix(name=whole), boosts.START_OF_NAME))
    if len(in_names) > 1:
        tiers.append(_constant(_any_of(in_names), boosts.SOME_IN_NAMES))
    return tiers


def _start(field: str, word: Word) -> Query:
    """A word that begins with this one. A single letter is a word of its own, not the start of half of them all."""
    whole_or_start = Prefix if len(word.folded) >= _SHORTEST_START else Term
    return whole_or_start(**{field: word.folded})


def _constant(query: Query, boost: float) -> Query:
    return ConstantScore(filter=query, boost=boost)


def _all_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(filter=queries)


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(should=queries)
