"""The page of a profile, and the profile as a card for an address book."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.facets import TITLES
from network.models import Member
from network.profile import Profile, profile_for, reader_of
from network.profile_page.articles import articles_by
from network.profile_page.related import related_to
from network.profile_page.structured import profile_page_data
from network.profile_page.vcard import vcard_of
from network.visibility import Reader, Visibility
from portal.operations.qr_code import qr_code
from portal.pages.addresses import absolute
from portal.vocabulary.languages import current_language
from search.queries import Viewer


def member(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """One profile, as far as the reader may see it; somebody who hides is not found."""
    person, reader, profile = _seen(request, pk)
    if request.path != person.get_absolute_url():
        return redirect(person, permanent=True)
    language = current_language()
    text = profile.text(language)
    context = {
        "profile": profile,
        "reader": reader,
        "text": text,
        "other_texts": [other for other in profile.texts.values() if other != text],
        "titles": TITLES,
        "qr": qr_code(absolute(profile.url), _("QR code of this profile")),
        "related": related_to(profile, Viewer.of(request.user), language),
        "articles": articles_by(person, language),
        "is_public": person.profile_visibility == Visibility.PUBLIC,
        "structured": _structured(person, language),
    }
    return render(request, "network/member.html", context)


@require_safe
def vcard(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """What the reader may see of a profile, for her address book; its owner gets what she shows to her networks."""
    person, reader, profile = _seen(request, pk)
    if reader == Reader.OWNER:
        profile = profile_for(person, Reader.PEER) or profile
    response = HttpResponse(vcard_of(profile, person.edited, current_language()), content_type="text/vcard")
    response["Content-Disposition"] = f'attachment; filename="{person.slug.strip("-") or "member"}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _seen(request: HttpRequest, pk: int) -> tuple[Member, Reader, Profile]:
    person = get_object_or_404(Member.objects.visible_to(request.user).with_profile(), pk=pk)
    reader = reader_of(person, request.user)
    profile = profile_for(person, reader)
    if profile is None:
        raise Http404
    return person, reader, profile


def _structured(person: Member, language: str) -> dict[str, object] | None:
    """What search engines are told, and only of whom they may list: never more than visitors read."""
    public = profile_for(person, Reader.VISITOR)
    if public is None or not public.is_in_search_engines:
        return None
    return profile_page_data(public, joined=person.joined, edited=person.edited, language=language)
