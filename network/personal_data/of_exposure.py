"""What a member agreed to so that others than members find her: a purpose for each way, resting on her consent."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from network.actions.profiles import end_exposure
from network.exposure import Exposure
from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Controller, LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, register_personal_data


def register_exposures() -> None:
    for place, exposure in enumerate(Exposure):
        register_personal_data(
            PersonalData(
                Purpose(
                    key=exposure.purpose,
                    order=130 + place,
                    title=exposure.label,
                    held=_("The parts of your profile that you show, as long as you agree."),
                    why=exposure.explanation,
                    basis=LegalBasis.CONSENT,
                    retention=(Retention(_("Until you withdraw your consent.")),),
                    controller=Controller.NETWORKS,
                    recipients=_("Whoever reads the portal, or what is made of it."),
                ),
                models=(),
                labels={},
                export=_nothing_of_its_own,
                erasure=_("Ends with your profile."),
                withdrawn=partial(end_exposure, exposure=exposure),
            )
        )


def _nothing_of_its_own(user: User) -> list[Record]:
    """The profile is in the copy already, and so are consents."""
    return []
