"""For work on the portal: DEBUG, files served as they are, no cached pages."""

from portal.settings.base import *  # noqa: F403 - a settings file adds to the one it starts from
from portal.settings.base import STORAGES

DEBUG = True
PAGE_CACHE_BYTES = 0
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
