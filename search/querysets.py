"""The vocabulary of the catalogue: what is still to be done, and who may read what."""

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Length, Substr

from search.cards import Face

if TYPE_CHECKING:
    from search.models import Document, Entry  # noqa: F401 - named in quotes below
    from search.queries import Viewer

PEERS = "@peers"


class EntryQuerySet(QuerySet["Entry"]):
    def pending(self) -> "EntryQuerySet":
        """Entries whose thing changed since its card was made."""
        return self.filter(pending=True)

    def unsent(self) -> "EntryQuerySet":
        """Entries whose card the engine has not been given yet."""
        return self.filter(unsent=True)


class DocumentQuerySet(QuerySet["Document"]):
    def readable_by(self, viewer: "Viewer") -> "DocumentQuerySet":
        """Exactly one face of each thing, so nothing is counted twice and nothing leaks into a count."""
        if not viewer.networks:
            return self.filter(face__in=[Face.ANY, Face.PUBLIC])
        terms = self.model._meta.get_field("terms").related_model
        meets = Exists(
            terms._default_manager.filter(document=OuterRef("pk"), group=PEERS, term__in=tuple(viewer.networks))
        )
        return self.filter(Q(face=Face.ANY) | Q(meets, face=Face.PEERS) | Q(~meets, face=Face.MEMBERS))

    def of_things_in(self, rows: Iterable[tuple[QuerySet[Any], Collection[str]]]) -> "DocumentQuerySet":
        """Those whose thing is among these rows, each given with the kinds that they are of."""
        # A key ends with the primary key of its thing, behind the kind and a colon.
        pk = Cast(Substr("entry__key", Length("kind") + 2), BigIntegerField())
        among = (Q(Exists(things.filter(pk=OuterRef("thing"))), kind__in=kinds) for things, kinds in rows)
        return self.alias(thing=pk).filter(reduce(or_, among, Q()))
