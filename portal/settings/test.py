"""For the tests: quick passwords, eager tasks, mail in memory, files as they are."""

from portal.settings.base import *  # noqa: F403 - a settings file adds to the one it starts from
from portal.settings.base import CACHES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
# Most tests never commit, and only a commit says that what is kept in memory is stale.
PAGE_CACHE_BYTES = 0
MAIL_TRANSPORT_BACKEND = EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Most tests never commit, and no engine forgets what was rolled back; tests/search/engines ask the others.
SEARCH_ENGINE = "search.engines.table.TableEngine"
CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Most tests of the editors' desk are about something else; tests/accounts/test_staff_doors.py turns it on.
STAFF_NEED_SECOND_FACTOR = False
