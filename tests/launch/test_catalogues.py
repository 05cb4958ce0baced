"""A catalogue follows the sources, and nothing half translated passes the check."""

import gettext
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.launch.messages.catalogues import Catalogue
from portal.launch.messages.extraction import Found, Key

SOURCES = {
    Key("Sign in"): Found(files={"network/views.py"}),
    Key("Hello %(name)s"): Found(files={"network/views.py"}),
    Key("%(n)s peer"): Found("%(n)s peers", {"network/views.py"}),
    Key("May", "month"): Found(files={"network/views.py"}),
}
TRANSLATIONS = {
    'msgid "Sign in"\nmsgstr ""': 'msgid "Sign in"\nmsgstr "Se connecter"',
    'msgid "Hello %(name)s"\nmsgstr ""': 'msgid "Hello %(name)s"\nmsgstr "Bonjour %(name)s"',
    'msgstr[0] ""': 'msgstr[0] "%(n)s pair"',
    'msgstr[1] ""': 'msgstr[1] "%(n)s pairs"',
    'msgid "May"\nmsgstr ""': 'msgid "May"\nmsgstr "mai"',
}


@pytest.fixture
def french(tmp_path: Path) -> Catalogue:
    """A French catalogue in which everything is translated."""
    catalogue = Catalogue("fr", tmp_path / "locale")
    catalogue.update(SOURCES)
    for empty, translated in TRANSLATIONS.items():
        rewrite(catalogue, empty, translated)
    return catalogue


def rewrite(catalogue: Catalogue, before: str, after: str) -> None:
    text = catalogue.po.read_text()
    assert before in text
    catalogue.po.write_text(text.replace(before, after))


def test_a_translated_catalogue_passes(french: Catalogue) -> None:
    assert list(french.complaints(SOURCES)) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgstr "Se connecter"', 'msgstr ""', "missing: 'Sign in'"),
        ('msgstr[1] "%(n)s pairs"', 'msgstr[1] ""', "missing: '%(n)s peer'"),
        ('msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"', "fuzzy: 'Sign in'"),
        ('msgid "Sign in"', 'msgid "Sign out"', "obsolete: 'Sign out'"),
        ('msgid "Sign in"', 'msgid "Sign out"', "not in the catalogue: 'Sign in'"),
        ("Bonjour %(name)s", "Bonjour %(nom)s", "placeholders differ: 'Hello %(name)s'"),
        ("%(n)s pairs", "%(m)s pairs", "placeholders differ: '%(n)s peer'"),
        ('msgctxt "month"\n', "", "not in the catalogue: 'May' (month)"),
    ],
)
def test_a_fault_is_named(french: Catalogue, before: str, after: str, fault: str) -> None:
    rewrite(french, before, after)
    assert any(line.startswith(f"fr: {fault}") for line in french.complaints(SOURCES))


def test_updating_keeps_translations_drops_the_obsolete_and_guesses_nothing(french: Catalogue) -> None:
    changed = {key: found for key, found in SOURCES.items() if key != Key("Sign in")} | {Key("Sign in!"): Found()}
    french.update(changed)

    text = french.po.read_text()
    assert "Bonjour %(name)s" in text
    assert "Se connecter" not in text
    assert list(french.complaints(changed)) == ["fr: missing: 'Sign in!'"]


def test_updating_twice_changes_nothing(french: Catalogue) -> None:
    before = french.po.read_bytes()
    french.update(SOURCES)
    assert french.po.read_bytes() == before


def test_a_compiled_catalogue_answers(french: Catalogue) -> None:
    french.compile()
    with french.mo.open("rb") as file:
        messages = gettext.GNUTranslations(file)
    assert messages.gettext("Sign in") == "Se connecter"
    assert messages.pgettext("month", "May") == "mai"
    # French counts nought as one.
    assert [messages.ngettext("%(n)s peer", "%(n)s peers", n) for n in (0, 2)] == ["%(n)s pair", "%(n)s pairs"]


def test_a_catalogue_is_compiled_anew_when_it_is_newer_than_what_was_made_of_it(french: Catalogue) -> None:
    assert not french.is_compiled()
    french.compile()
    assert french.is_compiled()
    os.utime(french.mo, (0, 0))
    assert not french.is_compiled()


def test_the_command_fails_on_an_incomplete_catalogue(tmp_path: Path) -> None:
    (tmp_path / "network").mkdir()
    (tmp_path / "network" / "__init__.py").write_text('_("Sign in")')
    with pytest.raises(CommandError, match=r"bg: not in the catalogue: 'Sign in' in network/__init__\.py"):
        call_command("messages", check=True, root=tmp_path)

    call_command("messages", update=True, root=tmp_path)

    with pytest.raises(CommandError, match=r"bg: missing: 'Sign in' in network/__init__\.py"):
        call_command("messages", check=True, root=tmp_path)
