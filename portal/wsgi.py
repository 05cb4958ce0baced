"""What a web server runs: the page cache stands around Django, the request id around both."""

import os

from django.core.wsgi import get_wsgi_application

from portal.operations.encoding import AlwaysUtf8
from portal.operations.page_cache import PageCache
from portal.operations.request_id import RequestId

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")

application = RequestId(PageCache(AlwaysUtf8(get_wsgi_application())))
