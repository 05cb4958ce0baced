"""Which index the catalogue's tables are in step with."""

from search.models import Index


def is_in_use(name: str | None) -> bool:
    """Whether the engine's index is the one that `unsent` speaks of.

    It is not where the engine was changed, its index lost, or a database restored beside another's index.
    """
    return name is not None and Index.objects.filter(name=name, state=Index.State.IN_USE).exists()
