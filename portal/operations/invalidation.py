"""Which changes make cached pages stale, of those that Wagtail knows of. Rooms add theirs in `ready()`."""

from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, Site
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.operations.generation import advance_on_commit, advance_when_saved

# Privacy changes of a page send no publish signal; they are rows of a view restriction.
_MODELS = (Page, BaseViewRestriction, Site, Locale, AbstractSetting, AbstractImage, AbstractDocument, Redirect)


def watch_wagtail() -> None:
    """Have pages, their privacy, sites, languages, settings, images, documents and redirects advance the generation."""
    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(_on_page_signal, dispatch_uid="generation")
    for model in apps.get_models():
        if issubclass(model, _MODELS):
            advance_when_saved(model)


def _on_page_signal(**_: object) -> None:
    advance_on_commit()
