"""Loading the demonstration, and taking it away."""

from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from wagtail.models import Page, PageLogEntry

from portal.demo.accounts import make_accounts
from portal.demo.additions import is_in_use, topmost_pages, written_by_people
from portal.demo.imprint import make_imprint
from portal.demo.joining import point_to_joining
from portal.demo.models import DemoItem
from portal.demo.networks import make_calls, make_words
from portal.demo.pages import make_pages
from portal.demo.people import make_people
from search.projector import project_pending


class WrittenByPeopleError(Exception):
    """The demonstration cannot go without pages that people wrote."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__(f"People wrote {len(pages)} pages into the demo.")
        self.pages = pages


def is_loaded() -> bool:
    return DemoItem.objects.exists()


def load(*, with_accounts: bool) -> None:
    """Bring in people, pages and, unless the site is to be left online, accounts; all or nothing.

    Raises RuntimeError if the demonstration is there already.
    """
    if is_loaded():
        raise RuntimeError("The demo content is here already.")
    with transaction.atomic():
        people = make_people()
        _note(people.values())
        _note(make_words())
        _note(make_calls(people))
        _note(make_pages())
        _note(point_to_joining())
        if with_accounts:
            _note(make_accounts(people))
            _note(make_imprint())
    project_pending()
    if connection.vendor == "postgresql":
        # It takes tables that were empty a moment ago for empty until it looks at them again.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def remove(*, with_what_was_added: bool = False) -> int:
    """Take away all that the demonstration brought, and give how many things that were.

    Raises WrittenByPeopleError if pages would go that people added or changed, unless they are to go as
    well. What the site has come to use stays.
    """
    with transaction.atomic():
        if not with_what_was_added and (pages := list(written_by_people())):
            raise WrittenByPeopleError(pages)
        items = list(DemoItem.objects.order_by("-pk"))
        # Pages go before the pictures that they show: those that are still shown then are shown elsewhere.
        for page in topmost_pages():
            page.delete()
        for item in items:
            if item.item is not None and not is_in_use(item.item):
                item.item.delete()
        DemoItem.objects.all().delete()
        # Wagtail keeps the log of pages that are gone.
        pages = [item.object_id for item in items if issubclass(item.content_type.model_class() or object, Page)]
        PageLogEntry.objects.filter(page__in=pages).delete()
    project_pending()
    return len(items)


def _note(things: Iterable[models.Model]) -> None:
    DemoItem.objects.bulk_create(
        DemoItem(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk) for thing in things
    )
