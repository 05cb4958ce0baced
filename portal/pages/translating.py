"""What editors are told of a page's other languages, and what they are kept from."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from portal.pages.models import LegalPage
from portal.pages.originals import NotTranslated, Original, OriginalIsDraft, original_of
from portal.pages.slugs import give_own_slug
from portal.pages.translations import editions


def before_translating(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answers "Publish" where it must not, or not yet, publish; None leaves the request to the translation editor."""
    original = original_of(page)
    if original is None:
        return None
    if request.method == "POST" and request.POST.get("action") == "publish":
        return _publish(request, page, original)
    if request.method != "POST" and not original.page.live:
        messages.warning(request, _outlook(original))
    return None


def _publish(request: HttpRequest, page: Page, original: Original) -> HttpResponse | None:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        original.check_publishing()
    except (NotTranslated, OriginalIsDraft) as refusal:
        messages.error(request, _refusal(refusal, original))
        return redirect(request.path)
    give_own_slug(page, original.translation)
    if original.goes_live_at is None:
        return None
    try:
        original.translation.save_target(user=request.user, publish=True)
    except ValidationError:
        return None  # the translation editor shows what is wrong, and where
    return redirect(request.path)


def _refusal(refusal: NotTranslated | OriginalIsDraft, original: Original) -> str:
    words = {
        "title": original.page.title,
        "original": original.page.locale.get_display_name(),
        "language": original.translation.target_locale.get_display_name(),
    }
    if isinstance(refusal, NotTranslated):
        return (
            _(
                "Not published: readers of %(language)s would get the words in %(original)s. "
                "Translate the title and at least one piece of the text first."
            )
            % words
        )
    return (
        _(
            "Not published: pieces of this translation are missing, and in their place visitors would read the "
            "draft “%(title)s”. Translate them all, or publish or schedule the original first."
        )
        % words
    )


def _outlook(original: Original) -> str:
    words = {
        "title": original.page.title,
        "original": original.page.locale.get_display_name(),
        "language": original.translation.target_locale.get_display_name(),
    }
    if time := original.goes_live_at:
        words["time"] = date_format(localtime(time), "DATETIME_FORMAT")
        if original.translation.get_target_instance().scheduled_revision:
            return _("“%(title)s” appears in %(language)s together with the original, on %(time)s.") % words
        return (
            _("The original in %(original)s appears on %(time)s. Once published, this translation appears with it.")
            % words
        )
    return (
        _("The original in %(original)s, “%(title)s”, is a draft. Publishing this translation leaves it one.") % words
    )


def say_what_stayed(request: HttpRequest, page: Page) -> None:
    """After a page was moved: name the languages in which it stands where it stood."""
    parent = Page.objects.get(pk=page.pk).get_parent()
    others = editions().filter(translation_key=page.translation_key).exclude(pk=page.pk)
    stayed = [
        other
        for other in others.select_related("locale").order_by("path")
        if other.get_parent().translation_key != parent.translation_key
    ]
    if stayed:
        messages.warning(
            request,
            _("“%(title)s” stands where it was in these languages: %(languages)s. Move it there too.")
            % {"title": page.title, "languages": _names(stayed)},
        )


def say_whose_terms_lag(request: HttpRequest, page: Page) -> None:
    """After the terms were published: who is asked now, and who will be once there is something to read."""
    if not isinstance(page, LegalPage) or page.subject != LegalPage.Subject.TERMS or not page.live:
        return
    editions_of_terms = LegalPage.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
    lagging = editions_of_terms.exclude(version=page.version, live=True).select_related("locale").order_by("path")
    if lagging:
        messages.warning(
            request,
            _(
                "Whoever reads the portal in %(language)s, you included, is asked from now on to accept version "
                "%(version)s. Readers of these languages are asked once their translation is published with it: "
                "%(languages)s."
            )
            % {"language": page.locale.get_display_name(), "version": page.version, "languages": _names(lagging)},
        )


def _names(pages: Iterable[Page]) -> str:
    return ", ".join(str(page.locale.get_display_name()) for page in pages)
