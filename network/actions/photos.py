"""Deeds on portraits. Files come before the row that names them, and go after it."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.actions.profiles import show_at_once
from network.models import Member, MemberPhoto
from network.permissions import may_edit
from network.photos import files
from portal.accounts.models import User
from portal.files.images import CleanImage

# Files are there for a moment before the row that names them.
_IN_THE_MAKING = timedelta(hours=1)


def set_photo(member: Member, clean: CleanImage, *, acting_user: User) -> MemberPhoto:
    """Show a picture as the portrait of `member`, in the place of the one before.

    Raises PermissionDenied for anybody but her.
    """
    if not may_edit(acting_user, member):
        raise PermissionDenied
    digest = secrets.token_hex(16)
    files.store(clean, digest)
    with transaction.atomic():
        _forget(member)
        photo = MemberPhoto.objects.create(member=member, digest=digest)
        show_at_once(member)
    return photo


@transaction.atomic
def remove_photo(member: Member, *, acting_user: User) -> None:
    """Raises PermissionDenied for anybody but her."""
    if not may_edit(acting_user, member):
        raise PermissionDenied
    _forget(member)
    show_at_once(member)


def _forget(member: Member) -> None:
    for photo in MemberPhoto.objects.select_for_update().filter(member=member):
        photo.delete()


def remove_files(instance: MemberPhoto, **_signal: object) -> None:
    """Remove the files once the row is gone for good: a receiver of `post_delete`, for however it goes."""
    digest = instance.digest
    # Not a partial: it has no __qualname__, without which Django fails to log what a robust hook raised.
    transaction.on_commit(lambda: files.remove(digest), robust=True)


def sweep_photos() -> int:
    """Remove files that no row names, such as a crash leaves behind, and give of how many portraits they were."""
    lost = files.stored_before(timezone.now() - _IN_THE_MAKING) - set(
        MemberPhoto.objects.values_list("digest", flat=True)
    )
    for digest in lost:
        files.remove(digest)
    return len(lost)
