"""News and the field blog."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.models import Page

from portal.pages.article_form import ArticlePageForm
from portal.pages.authors import profile_of
from portal.pages.choices import country_choices
from portal.pages.models.editorial import EditorialPage
from portal.vocabulary.languages import current_language

_A_PAGE = 10
_MORE = 3


class ArticleIndexPage(EditorialPage):
    """A list of articles, the newest first: the news, or the field blog of the experimentation."""

    page_description = _("A list of articles, the newest first: the news, or a field blog.")
    template = "pages/article_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ProjectPage"]
    subpage_types: ClassVar[list[str]] = ["pages.ArticlePage"]

    class Meta:
        verbose_name = _("list of articles")
        verbose_name_plural = _("lists of articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.below(self).read_in(current_language()).order_by("-date", "-pk")
        paginator = Paginator(articles.with_pictures(*ArticlePage.LIST_PICTURES), _A_PAGE)
        return context | {"articles": paginator.get_page(request.GET.get("page"))}


class ArticlePage(EditorialPage):
    """One piece of news, or one post of the field blog. The `writer` has a profile to which the author's name leads."""

    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.CharField(_("author"), max_length=120, blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("writer")
    )
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)

    page_description = _("A piece of news, or a post of the field blog.")
    template = "pages/article_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ArticlePageForm
    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("author"), FieldPanel("author_profile")]),
        *EditorialPage.text_panels,
    ]
    LIST_PICTURES: ClassVar[tuple[str, ...]] = ("fill-480x320|format-webp",)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = current_language()
        others = ArticlePage.objects.beside(self).read_in(language).exclude(translation_key=self.translation_key)
        newest_first = others.select_related("locale").order_by("-date", "-pk")
        return context | {
            "author_profile": profile_of(self.writer_id, request.user),
            "index": ArticleIndexPage.objects.above(self).read_in(language).first(),
            "older": newest_first.filter(Q(date__lt=self.date) | Q(date=self.date, pk__lt=self.pk)).first(),
            "newer": newest_first.filter(Q(date__gt=self.date) | Q(date=self.date, pk__gt=self.pk)).last(),
            "more": newest_first.with_pictures(*self.LIST_PICTURES)[:_MORE],
        }
