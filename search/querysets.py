"""The vocabulary of the catalogue: what is still to be done, and who may read what."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

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
