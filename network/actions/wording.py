"""Deeds on what a network says about itself."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from network.models import Network, NetworkWords
from network.permissions import may_word
from portal.accounts.models import User


def write_words(network: Network, language: str, introduction: str, body: str, *, acting_user: User) -> NetworkWords:
    """Put these words on the network's page in a language, in place of those there. Raises PermissionDenied."""
    if not may_word(acting_user, network):
        raise PermissionDenied
    words, _is_new = NetworkWords.objects.update_or_create(
        network=network,
        language=language,
        defaults={"introduction": introduction, "body": body, "edited": timezone.now()},
    )
    return words


def remove_words(network: Network, language: str, *, acting_user: User) -> None:
    """Let the page say in this language what is true of any network. Raises PermissionDenied."""
    if not may_word(acting_user, network):
        raise PermissionDenied
    NetworkWords.objects.filter(network=network, language=language).delete()
