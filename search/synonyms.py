"""Words that mean the same, which editors keep and every question is widened by."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from portal.operations.remembered import Remembered
from search.models import Synonym
from search.wording import LONGEST_PHRASE, Alternative, Meanings, Phrase, content, phrases

_made: Remembered[Meanings] = Remembered()


def meanings(language: str) -> Meanings:
    """For each phrase that means the same as others for readers of `language`, these others."""
    return _made.get(language, lambda: _meanings(language))


def _meanings(language: str) -> Meanings:
    found: dict[Phrase, list[Alternative]] = defaultdict(list)
    for group in Synonym.objects.filter(language__in=["", language]):
        alternatives = list(dict.fromkeys(map(_words, group.lines)))
        for typed in alternatives:
            for known_by in phrases(typed):
                found[known_by] += [words for words in alternatives if words != typed]
    return {known_by: tuple(alternatives) for known_by, alternatives in found.items() if known_by}


def standing_elsewhere(synonym: Synonym, lines: Iterable[str], language: str) -> dict[str, Synonym]:
    """Which of these phrases already stand in another group for readers whom both would concern."""
    others = Synonym.objects.exclude(pk=synonym.pk)
    if language:
        others = others.filter(Q(language="") | Q(language=language))
    known = {phrases(_words(line))[0]: other for other in others for line in other.lines}
    return {line: known[words] for line in lines if (words := phrases(_words(line))[0]) in known}


def _words(line: str) -> Alternative:
    return tuple(content(line)[:LONGEST_PHRASE])
