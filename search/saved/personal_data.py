"""What is held about the searches that somebody keeps."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import LegalBasis, Purpose, Retention
from portal.accounts.personal_data.registry import PersonalData, Record, register_personal_data
from search.saved.models import Rhythm, SavedSearch

SAVED_SEARCHES = Purpose(
    key="saved_searches",
    order=90,
    title=_("Your saved searches"),
    held=_("What you search for, what you call it, how often you want to be told, and what you have been told of."),
    why=_("So that you find it again, and hear what is new."),
    basis=LegalBasis.CONTRACT,
    retention=(Retention(_("Until you delete it or your account.")),),
)


def register_saved_searches() -> None:
    register_personal_data(
        PersonalData(
            SAVED_SEARCHES,
            models=(SavedSearch,),
            labels={
                "page": _("page"),
                "querystring": _("what is searched for"),
                "title": _("title"),
                "rhythm": _("how often you are told"),
                "saved": _("saved"),
                "told": _("told"),
            },
            export=_searches,
            wordings={"rhythm": lambda value: Rhythm(value).label},
            erasure=_("Deleted."),
        )
    )


def _searches(user: User) -> list[Record]:
    columns = ("page", "querystring", "title", "rhythm", "saved", "told")
    return [{column: getattr(one, column) for column in columns} for one in SavedSearch.objects.of(user)]
