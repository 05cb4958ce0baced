"""Log lines: JSON with the id of their request, or plain text at a developer's terminal."""

from portal.settings import environment

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "portal.operations.request_id.RequestIdFilter"},
        "discretion": {"()": "portal.operations.discretion.Discretion"},
    },
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "json_ensure_ascii": False,
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
        "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": environment.LOG_FORMAT,
            "filters": ["request_id", "discretion"],
        }
    },
    "root": {"handlers": ["console"], "level": environment.LOG_LEVEL},
    "loggers": {
        # Each of these tells of every page saved, every task run and every search asked.
        **{name: {"level": "WARNING"} for name in ("django_tasks", "elastic_transport", "modelsearch", "wagtail")},
        # Whoever tries host names at random would fill the log; the access log has the answer 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
