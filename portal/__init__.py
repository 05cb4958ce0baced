"""The portal: its foundation, its cellar of accounts, its pages and its roof."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
