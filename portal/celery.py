"""The Celery application: what runs beside the web process."""

import gc
import os

from celery import Celery
from celery.signals import worker_init, worker_ready

from portal.operations.wakeups import wake

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def freeze_what_is_loaded(**_: object) -> None:
    """Have the collector pass over what stays for good, and children of the worker share it."""
    gc.collect()
    gc.freeze()


@worker_ready.connect
def look_at_once(**_: object) -> None:
    """Have what changed while no worker was there be found now, and not half a minute later."""
    wake("search.tasks.sweep")
