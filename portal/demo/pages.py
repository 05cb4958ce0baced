"""The pages of the demonstration, read from `content/pages/`: each in all five languages."""

from pathlib import Path
from tomllib import loads
from typing import Any
from uuid import uuid4

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.pages.models import HomePage, StandardPage

PAGES = Path(__file__).parent / "content" / "pages"


def make_pages() -> list[StandardPage]:
    """Every page in every language, the languages of a page being each other's translations."""
    return [page for path in sorted(PAGES.glob("*.toml")) for page in _make_translations(path)]


def _make_translations(path: Path) -> list[StandardPage]:
    key, texts = uuid4(), loads(path.read_text(encoding="utf-8"))
    made = []
    for home in HomePage.objects.select_related("locale").order_by("path"):
        text = texts[home.locale.language_code]
        page = StandardPage(
            title=text["title"],
            slug=text["slug"],
            introduction=text["introduction"],
            search_description=text["search_description"],
            body=[("text", _html(section)) for section in text["sections"]],
            show_in_menus=True,
            locale=home.locale,
            translation_key=key,
        )
        made.append(home.add_child(instance=page))
    return made


def _html(section: dict[str, Any]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((item,) for item in section.get("items", ())))
    return format_html(
        "<h2>{}</h2>{}{}",
        section["heading"],
        format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in section["paragraphs"])),
        format_html("<ul>{}</ul>", items) if items else "",
    )
