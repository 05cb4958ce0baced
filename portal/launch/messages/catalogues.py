"""The catalogues under `locale/`, kept in step with what the sources say.

A catalogue carries no dates and no line numbers, so its diff shows changed messages only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.plurals import get_plural

from portal.launch.messages.extraction import Found, Key

_placeholder = re.compile(r"%%|%\(\w+\)[sdif]|%[sdif]|\{\w*\}")


@dataclass(frozen=True)
class Catalogue:
    """The messages of one language: a `.po` file that people edit, and the `.mo` made from it."""

    language: str
    folder: Path

    @property
    def po(self) -> Path:
        return self.folder / self.language / "LC_MESSAGES" / "django.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")

    def is_compiled(self) -> bool:
        return not self.po.exists() or (self.mo.exists() and self.mo.stat().st_mtime >= self.po.stat().st_mtime)

    def compile(self) -> None:
        """Write the `.mo`; messages that are empty or fuzzy stay out of it."""
        polib.pofile(str(self.po)).save_as_mofile(str(self.mo))

    def update(self, found: dict[Key, Found]) -> None:
        """Make the `.po` say what the sources say: translations kept, nothing guessed, obsolete ones gone."""
        known = self._entries()
        file = polib.POFile(wrapwidth=110)
        file.metadata = {
            "Language": self.language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": f"nplurals={self._forms()}; plural={get_plural(self.language).plural_expr};",
        }
        for key in sorted(found):
            file.append(self._entry(key, found[key], known.get(key)))
        self.po.parent.mkdir(parents=True, exist_ok=True)
        self.po.write_text(str(file).removeprefix("#\n").rstrip() + "\n", encoding="utf-8")

    def complaints(self, found: dict[Key, Found]) -> Iterator[str]:
        """A line for each message that a reader of this language would not get as meant."""
        known = self._entries()
        for key in sorted(found.keys() - known.keys()):
            yield self._complaint("not in the catalogue", key, found[key].files)
        for key in sorted(known.keys() - found.keys()):
            yield self._complaint("obsolete", key)
        for key in sorted(found.keys() & known.keys()):
            for fault in self._faults(known[key], found[key]):
                yield self._complaint(fault, key, found[key].files)

    def _entries(self) -> dict[Key, polib.POEntry]:
        if not self.po.exists():
            return {}
        return {Key(entry.msgid, entry.msgctxt or ""): entry for entry in polib.pofile(str(self.po)) if entry.msgid}

    def _entry(self, key: Key, message: Found, old: polib.POEntry | None) -> polib.POEntry:
        entry = polib.POEntry(
            msgid=key.singular,
            msgctxt=key.context or None,
            msgid_plural=message.plural,
            occurrences=[(file, "") for file in sorted(message.files)],
        )
        if message.plural:
            entry.msgstr_plural = dict.fromkeys(range(self._forms()), "")
        if set(_placeholder.findall(key.singular + message.plural)) - {"%%"}:
            entry.flags.append("python-brace-format" if "{" in key.singular else "python-format")
        if old and not old.obsolete and bool(old.msgid_plural) == bool(message.plural):
            entry.msgstr, entry.tcomment = old.msgstr, old.tcomment
            entry.msgstr_plural |= old.msgstr_plural
            entry.flags += ["fuzzy"] if old.fuzzy else []
        return entry

    def _faults(self, entry: polib.POEntry, message: Found) -> Iterator[str]:
        translations = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
        if entry.obsolete:
            yield "obsolete"
        elif entry.fuzzy:
            yield "fuzzy"
        elif bool(entry.msgid_plural) != bool(message.plural) or len(translations) != self._forms(message.plural):
            yield "not in the catalogue with the sources' plural"
        elif not all(translations):
            yield "missing"
        elif not all(_same_placeholders(entry.msgid, message.plural, text) for text in translations):
            yield "placeholders differ"

    def _forms(self, plural: str = "any") -> int:
        return get_plural(self.language).num_plurals if plural else 1

    def _complaint(self, fault: str, key: Key, files: Iterable[str] = ()) -> str:
        context = f" ({key.context})" if key.context else ""
        where = f" in {', '.join(sorted(files))}" if files else ""
        return f"{self.language}: {fault}: {key.singular!r}{context}{where}"


def _same_placeholders(singular: str, plural: str, translation: str) -> bool:
    """Whether `translation` can be filled in: a plural's form may leave out what only one of the two has."""
    has = Counter(_placeholder.findall(translation))
    if not plural:
        return has == Counter(_placeholder.findall(singular))
    of_one, of_many = (Counter(_placeholder.findall(text)) for text in (singular, plural))
    return of_one & of_many <= has <= of_one | of_many
