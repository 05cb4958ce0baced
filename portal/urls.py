"""All addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.pages import urls as pages_urls

urlpatterns = [
    path("", include("portal.operations.urls")),
    # Asked for by browsers on pages that name no icon, such as a file or a plain answer.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
    # Wagtail's own sign-in would let staff past the portal's.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures of pages are public; documents go through Wagtail's view, which asks who may read them.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
    *i18n_patterns(
        path("account/", include("portal.accounts.urls")),
        path("", include("network.urls")),
        path("", include((pages_urls.in_each_language, pages_urls.app_name))),
        path("", include(wagtail_urls)),
    ),
]
