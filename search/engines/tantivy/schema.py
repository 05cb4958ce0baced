"""The fields of an index, and how the text in them falls apart into words."""

from functools import cache
from hashlib import sha256

import tantivy

from search.registry import registered_kinds, registration

# To be raised when what `documents` or `writing` put into a field changes and the fields do not.
_EDITION = 1

# The languages with stems of the library's making; Bulgarian stems are made in Python, see `search.words`.
STEMMED = {"en": "english", "fr": "french", "de": "german", "es": "spanish"}
BULGARIAN = "bg"
LANGUAGES = (*STEMMED, BULGARIAN)
PARTS = "parts"

# One term each: compared, never searched in. The first ones are sorted by or counted too.
_WHOLE_FAST = ("id", "key", "kind", "sort_name")
_WHOLE = ("face", "peers", "name")
# Folded words with a space between them.
_WORDS = ("names", "sounds", "byline", "keywords", "labels", "words")
# Integers: versions, and moments in microseconds since 1970.
_NUMBERS = ("version", "date", "starts", "ends")


@cache
def lead(language: str) -> str:
    """The field of titles and summaries in a language."""
    return f"lead_{language}"


@cache
def body(language: str) -> str:
    """The field of all other text in a language."""
    return f"text_{language}"


@cache
def facet(group: str) -> str:
    """The field of the terms of a facet group."""
    return f"facet_{group}"


def groups() -> tuple[str, ...]:
    """The facet groups of all kinds."""
    return _groups(tuple(registered_kinds()))


@cache
def _groups(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({group for kind in kinds for group in registration(kind).facet_groups}))


def schema() -> tantivy.Schema:
    """The fields as this version of the portal writes and reads them."""
    return _schema(groups())


@cache
def _schema(groups: tuple[str, ...]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*_WHOLE_FAST, *map(facet, groups)):
        # Keys are stored as well, because a page of them is read, and no other field.
        builder.add_text_field(name, stored=name == "key", fast=True, tokenizer_name="raw", index_option="basic")
    for name in _WHOLE:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*_WORDS, lead(BULGARIAN), body(BULGARIAN)):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for language in STEMMED:
        for name in (lead(language), body(language)):
            builder.add_text_field(name, tokenizer_name=language, index_option="freq")
    builder.add_text_field(PARTS, tokenizer_name="de", index_option="freq")
    for name in _NUMBERS:
        builder.add_integer_field(name, fast=True, indexed=name == "version")
    return builder.build()


def fingerprint() -> str:
    """The same for two indexes that one and the same program can read and write."""
    parts = (_EDITION, tantivy.tantivy.__version__, *_WORDS, *STEMMED.items(), *groups())
    return sha256(repr(parts).encode()).hexdigest()


@cache
def analyzer(language: str) -> tantivy.TextAnalyzer:
    """What makes stems of a text. Elisions fall apart (l'école); accents go last, as finding a stem needs them."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in (
        tantivy.Filter.remove_long(100),
        tantivy.Filter.lowercase(),
        tantivy.Filter.stemmer(STEMMED[language]),
        tantivy.Filter.ascii_fold(),
    ):
        builder = builder.filter(one)
    return builder.build()


def register_analyzers(index: tantivy.Index) -> None:
    """Has to be done to every index that is opened: they are not kept with it."""
    for language in STEMMED:
        index.register_tokenizer(language, analyzer(language))
