"""Giving and withdrawing consent."""

from django.db import transaction
from django.utils.translation import get_language

from portal.accounts.models import Consent, User
from portal.accounts.personal_data.purposes import LegalBasis
from portal.accounts.personal_data.registry import after_withdrawal, purpose_named


@transaction.atomic
def give_consent(user: User, purpose: str, *, wording: str, where: str) -> Consent:
    """Record that `user` agreed to exactly `wording`, read in the language active now, on the page `where`.

    Raises ValueError for a purpose that is not registered or does not rest on consent.
    """
    known = purpose_named(purpose)
    if known is None or known.basis != LegalBasis.CONSENT:
        raise ValueError(f"{purpose!r} is no purpose that somebody can consent to.")
    language = get_language() or user.language
    return user.consents.create(purpose=purpose, given=True, wording=wording, language=language, where=where)


@transaction.atomic
def withdraw_consent(user: User, purpose: str, *, where: str) -> Consent | None:
    """Record that `user` no longer agrees, as easily as she agreed (Art. 7(3) GDPR); None if she does not now.

    What she may expect of that happens in the same transaction: see `PersonalData.withdrawn`.
    """
    User.objects.select_for_update().get(pk=user.pk)
    # Compared here: PostgreSQL refuses to be asked about some texts that a form can hold.
    last = next((one for one in user.consents.current().given() if one.purpose == purpose), None)
    if last is None:
        return None
    withdrawal = user.consents.create(
        purpose=purpose, given=False, wording=last.wording, language=last.language, where=where
    )
    after_withdrawal(purpose, user)
    return withdrawal


def has_consent(user: User, purpose: str) -> bool:
    """Whether `user` agrees to `purpose` now. Ask each time before acting on it."""
    return user.consents.current().given().filter(purpose=purpose).exists()
