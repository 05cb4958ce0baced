"""What a network asks of a profile before its owner can apply."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models import Member, Network


class Requirement(models.TextChoices):
    """One thing that is missing; the label says what to do."""

    INTRODUCTION = "introduction", _("Introduce yourself in one language at least.")
    COUNTRY = "country", _("Say in your profile that you work in this country: its network is for those who do.")
    LANGUAGES = "languages", _("Say which languages you speak.")
    EXPERTISE = "expertise", _("Say what you know about.")
    EXPOSURE = "exposure", _("Decide who may find you. Nobody but members does unless you say so.")


def missing_for(member: Member, network: Network) -> list[Requirement]:
    """What `member` has to do before she applies to `network`, in the order of the profile's pages."""
    fulfilled = {
        Requirement.INTRODUCTION: member.texts.exists(),
        Requirement.COUNTRY: network.is_european or member.countries.filter(country=network.country).exists(),
        Requirement.LANGUAGES: member.languages.exists(),
        Requirement.EXPERTISE: member.expertises.exists(),
        Requirement.EXPOSURE: member.exposure_chosen is not None,
    }
    return [requirement for requirement, is_fulfilled in fulfilled.items() if not is_fulfilled]
