"""How the words of each language become the words of the index.

These are Elasticsearch's own language analyzers without their stop words: "die" is an article in German
and a verb in English, and whoever looks for it should find it. The words that a question can do without
are left out of the question (`search.wording`). Accents go last, because stemmers need them.
Source: https://www.elastic.co/docs/reference/text-analysis/analysis-lang-analyzer
"""

from typing import Any

from elasticsearch.dsl import analyzer, token_filter

# Which articles are run together with the next word, in the list of Lucene's FrenchAnalyzer.
_ARTICLES = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"]

_english = analyzer(
    "portal_english",
    tokenizer="standard",
    filter=[
        token_filter("portal_english_possessive", "stemmer", language="possessive_english"),
        "lowercase",
        token_filter("portal_english_stemmer", "stemmer", language="english"),
        "asciifolding",
    ],
)
_french = analyzer(
    "portal_french",
    tokenizer="standard",
    filter=[
        token_filter("portal_french_elision", "elision", articles=_ARTICLES, articles_case=True),
        "lowercase",
        token_filter("portal_french_stemmer", "stemmer", language="light_french"),
        "asciifolding",
    ],
)
german = analyzer(
    "portal_german",
    tokenizer="standard",
    filter=[
        "lowercase",
        "german_normalization",
        token_filter("portal_german_stemmer", "stemmer", language="light_german"),
        "asciifolding",
    ],
)
_spanish = analyzer(
    "portal_spanish",
    tokenizer="standard",
    filter=["lowercase", token_filter("portal_spanish_stemmer", "stemmer", language="light_spanish"), "asciifolding"],
)
# A whole name as one word.
whole = "keyword"
# For what is ready as it comes: folded words, and the stems of Bulgarian ones.
ready = "whitespace"

LANGUAGES: dict[str, Any] = {"en": _english, "fr": _french, "de": german, "es": _spanish, "bg": ready}
# Words of a question are analysed for these; for the others they are stems already.
STEMMED_HERE = tuple(language for language, chosen in LANGUAGES.items() if chosen != ready)
