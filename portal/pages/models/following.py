"""Pages that appear together with what they are translated from."""

from typing import Any

from wagtail.models import Revision

from portal.pages.originals import take_over_schedule


class FollowsOriginal:
    """A page whose translations appear when it does; see `portal.pages.originals`."""

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish `revision`, or have it published when its original is.

        Raises NotTranslated or OriginalIsDraft where readers would get words that are not meant for them.
        """
        take_over_schedule(self, revision)
        super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # what it is mixed into, a page, publishes
