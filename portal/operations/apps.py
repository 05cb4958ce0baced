"""The room of operations: it has no models, the whole portal runs on it."""

from contextlib import suppress

from celery import current_app
from django.apps import AppConfig
from django.core.checks import Tags, register


class OperationsConfig(AppConfig):
    name = "portal.operations"
    label = "operations"

    def ready(self) -> None:
        from portal.operations import form_messages, health, invalidation, wakeups
        from portal.operations.checks import data_folder_is_closed

        # Celery's current app belongs to a thread; the threads of the web server would publish with a blank one.
        current_app.set_default()
        # A folder that cannot be written is for readiness to tell; commands may do without the queue.
        with suppress(OSError):
            wakeups.make_queue_folders()
        invalidation.watch_wagtail()
        form_messages.speak_as_the_portal()
        health.register_check("database", health.check_database)
        health.register_check("migrations", health.MigrationsCheck())
        health.register_check("broker", health.check_broker)
        health.register_check("generation", health.check_generation)
        register(data_folder_is_closed, Tags.security)
