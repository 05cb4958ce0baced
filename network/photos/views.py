"""Sending portraits, and one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from network.actions.photos import remove_photo, set_photo
from network.models import Member
from network.my_profile.stations import after, route_of, station_named
from network.photos.files import SIZES, path
from network.photos.forms import PhotoForm
from network.profile import fields_shown, reader_of
from portal.accounts.models import User


def photo(request: HttpRequest, pk: int, digest: str, size: int) -> HttpResponseBase:
    """A portrait at one size, for whoever may see it now. Each look asks anew: hidden is gone at the next request."""
    pictured = Member.objects.visible_to(request.user).filter(photo__digest=digest)
    member = get_object_or_404(pictured, pk=pk)
    if size not in SIZES or "photo" not in fields_shown(member, reader_of(member, request.user)):
        raise Http404
    etag = f'"{digest}-{size}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            with default_storage.open(path(digest, size)) as file:
                response = HttpResponse(file.read(), content_type="image/webp")
        except FileNotFoundError:
            raise Http404 from None
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


@login_required
def my_photo(request: HttpRequest) -> HttpResponse:
    """One's own portrait: choosing one, and taking it away."""
    assert isinstance(request.user, User)
    station = station_named("photo")
    assert station is not None
    member = Member.objects.of(request.user).with_profile().first()
    if member is None:
        return redirect("network:my_profile")
    if "remove" in request.POST:
        remove_photo(member, acting_user=request.user)
        messages.success(request, _("Your photo is gone."))
        return redirect("network:my_photo")
    has_file = request.method == "POST" and (request.FILES or not hasattr(member, "photo"))
    form = PhotoForm(request.POST, request.FILES) if has_file else PhotoForm()
    if form.is_bound and form.is_valid():
        set_photo(member, form.cleaned_data["photo"], acting_user=request.user)
        messages.success(request, _("Your photo is saved. This is how it looks."))
        return redirect("network:my_photo")
    if request.method == "POST" and not form.is_bound:
        following = None if "stop" in request.POST else after(station)
        return redirect(following.url if following else "network:my_profile")
    context = {"station": station, "route": route_of(member, station), "form": form, "member": member}
    return render(request, "network/me/photo.html", context)
