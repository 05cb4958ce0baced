"""The message ids are those that Django looks up at run time."""

from pathlib import Path

import pytest

from portal.launch.messages.extraction import Key, extract, messages_in


def messages(folder: Path, name: str, source: str) -> dict[Key, str]:
    path = folder / name
    path.write_text(source)
    return dict(messages_in(path))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("Sign in")', {Key("Sign in"): ""}),
        ('gettext_lazy("one " "text")', {Key("one text"): ""}),
        ('translation.gettext("attribute")', {Key("attribute"): ""}),
        ('_("Hello %(name)s") % {"name": _("stranger")}', {Key("Hello %(name)s"): "", Key("stranger"): ""}),
        ('ngettext("%(n)s peer", "%(n)s peers", n)', {Key("%(n)s peer"): "%(n)s peers"}),
        ('pgettext("month", "May")', {Key("May", "month"): ""}),
        ('npgettext_lazy("box", "one", "many", n)', {Key("one", "box"): "many"}),
        ('_(label); _(f"Hello {name}"); gettext("")', {}),
        ("""'_("in a string")'  # _("in a comment")""", {}),
    ],
)
def test_messages_of_python(tmp_path: Path, source: str, expected: dict[Key, str]) -> None:
    assert messages(tmp_path, "views.py", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('  <p title="{% translate "Title" %}">it\'s</p>', {Key("Title"): ""}),
        ('{% translate "May" context "month" as may %}', {Key("May", "month"): ""}),
        ('{% translate "100% free" %}', {Key("100%% free"): ""}),
        (
            '{{ value|default:_("nobody") }}{% include "a.html" with label=_("More") %}',
            {Key("nobody"): "", Key("More"): ""},
        ),
        ("{% blocktranslate %}Hello {{ name }}, 5%{% endblocktranslate %}", {Key("Hello %(name)s, 5%%"): ""}),
        ("{% blocktranslate trimmed %}\n  One\n  line\n{% endblocktranslate %}", {Key("One line"): ""}),
        (
            "{% blocktranslate count n=n trimmed %}\n a peer\n{% plural %}\n {{ n }} peers\n{% endblocktranslate %}",
            {Key("a peer"): "%(n)s peers"},
        ),
        ('{% blocktranslate context "menu" %}Home{% endblocktranslate %}', {Key("Home", "menu"): ""}),
        ('{% comment %}{% translate "hidden" %}{% endcomment %}(unbalanced', {}),
    ],
)
@pytest.mark.parametrize("name", ["page.html", "mail.txt"])
def test_messages_of_a_template(tmp_path: Path, name: str, source: str, expected: dict[Key, str]) -> None:
    assert messages(tmp_path, name, source) == expected


def test_rooms_and_templates_are_read_and_tests_are_not(tmp_path: Path) -> None:
    for room in ("network", "tests"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text(f'_("from {room}"); _("shared")')
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "page.html").write_text('{% translate "shared" %}')

    found = extract(tmp_path)

    assert found.keys() == {Key("from network"), Key("shared")}
    assert found[Key("shared")].files == {"network/__init__.py", "templates/pages/page.html"}
