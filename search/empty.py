"""Searches that found nothing, counted for editors and without a trace of who asked.

Texts that look as if they were about somebody are not kept, rare and old ones go, and all go after a while.
"""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from search.folding import fold
from search.models import EmptySearch

DAYS_KEPT = 90
MOST_KEPT = 5_000
_LONGEST = 60
# An address, or five digits in a row, be they in groups: a number of somebody's.
_PERSONAL = re.compile(r"@|\d(?:[\s./-]?\d){4}")


def may_be_kept(text: str) -> bool:
    """Whether a text tells something about what is sought, and nothing about a person as far as that shows."""
    return bool(fold(text)) and len(text) <= _LONGEST and len(fold(text)) <= _LONGEST and not _PERSONAL.search(text)


def count_empty_search(text: str, language: str) -> None:
    """Count a search for `text` by a reader of `language`."""
    if not may_be_kept(text):
        return
    today = timezone.localdate()
    row, made = EmptySearch.objects.get_or_create(text=fold(text), language=language, defaults={"last_day": today})
    if made:
        _make_room()
    else:
        EmptySearch.objects.filter(pk=row.pk).update(times=F("times") + 1, last_day=today)


def forget_old_empty_searches() -> None:
    """Delete what nobody has searched for in the last 90 days."""
    EmptySearch.objects.filter(last_day__lt=timezone.localdate() - timedelta(days=DAYS_KEPT)).delete()


def _make_room() -> None:
    too_many = EmptySearch.objects.count() - MOST_KEPT
    if too_many > 0:
        going = EmptySearch.objects.order_by("times", "last_day", "pk").values_list("pk", flat=True)[:too_many]
        EmptySearch.objects.filter(pk__in=list(going)).delete()
