"""What synonyms must be, said to those who write them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.synonyms import standing_elsewhere
from search.wording import LONGEST_PHRASE, Phrase, content, phrases
from search.words.stopwords import stop_words

FEWEST, MOST = 2, 20


class SynonymForm(WagtailAdminModelForm):
    """A group of synonyms. Whatever is wrong with it is said at once, each with the words concerned."""

    def clean_phrases(self) -> str:
        lines = [line for written in self.cleaned_data["phrases"].splitlines() if (line := " ".join(written.split()))]
        faults = [fault for line in lines if (fault := _fault_of(line))] or _faults_together(lines)
        if faults:
            raise ValidationError(faults)
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        lines = cleaned.get("phrases", "").splitlines()
        for line, other in standing_elsewhere(self.instance, lines, cleaned.get("language", "")).items():
            message = _("“%(phrase)s” stands with these already: %(others)s. Add your words there.")
            self.add_error("phrases", message % {"phrase": line, "others": other})
        return cleaned


def _fault_of(line: str) -> str:
    words = content(line)
    if not words:
        return _("“%(phrase)s” has nothing in it that could be searched for.") % {"phrase": line}
    if all(word.folded in stop_words() for word in words):
        return _("“%(phrase)s” has only small words like “of”, which a search leaves out.") % {"phrase": line}
    if len(words) > LONGEST_PHRASE:
        return _("“%(phrase)s” is too long: a phrase has %(most)s words at most.") % {
            "phrase": line,
            "most": LONGEST_PHRASE,
        }
    return ""


def _faults_together(lines: list[str]) -> list[str]:
    if len(lines) < FEWEST:
        return [_("Give at least two words or phrases that mean the same, one on each line.")]
    if len(lines) > MOST:
        return [_("These are too many: give %(most)s at most.") % {"most": MOST}]
    faults, known = [], dict[Phrase, str]()
    for line in lines:
        words = phrases(content(line))[0]
        if words in known:
            message = _("“%(one)s” and “%(other)s” are one for a search, which sees no capitals, accents or scripts.")
            faults.append(message % {"one": known[words], "other": line})
        known.setdefault(words, line)
    return faults
