"""News and the field blog."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page

from portal.pages.models.editorial import EditorialPage


class ArticleIndexPage(EditorialPage):
    """A list of articles, the newest first: the news, or the field blog of the experimentation."""

    page_description = _("A list of articles, the newest first: the news, or a field blog.")
    template = "pages/article_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ProjectPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")


class ArticlePage(EditorialPage):
    """One piece of news, or one post of the field blog."""

    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.CharField(_("author"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)

    page_description = _("A piece of news, or a post of the field blog.")
    template = "pages/article_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("author"),
        FieldPanel("country"),
        *EditorialPage.text_panels,
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
