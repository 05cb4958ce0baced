"""All addresses of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import authenticate_with_password as open_documents
from wagtail.views import authenticate_with_password as open_page

from portal.accounts.desk import OwnAccountView
from portal.files.views import document
from portal.operations.rate_limits import RateLimit, limited
from portal.pages.urls import in_no_language

# Enough for a class that opens a page together, and too few for guessing.
_passwords = limited(RateLimit("password of a private page", per_address=30, per_network=60, seconds=900))

urlpatterns = [
    path("", include("portal.operations.urls")),
    # Asked for by browsers on pages that name no icon, such as a file or a plain answer.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
    # Wagtail's own sign-in would let staff past the portal's.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/account/", require_admin_access(OwnAccountView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail counts nothing here, nor below.
    path("documents/authenticate_with_password/<int:restriction_id>/", _passwords(open_documents)),
    re_path(r"^documents/(\d+)/(.*)$", document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/", include("portal.files.urls")),
    path("media/", include("network.photos.urls")),
    *in_no_language,
    *i18n_patterns(
        # As is its sign-in for private pages, which knows neither second factors nor limits.
        path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
        path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", _passwords(open_page)),
        path("account/", include("portal.accounts.urls")),
        path("demo/", include("portal.demo.urls")),
        path("", include("search.urls")),
        path("", include("portal.moderation.urls")),
        path("", include("network.urls")),
        path("", include("portal.pages.urls")),
        path("", include(wagtail_urls)),
    ),
]

handler429 = "portal.accounts.views.entrance.too_many_requests"
