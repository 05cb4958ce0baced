"""The form in which editors write an article."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.pages.authors import account_at, profile_of


class ArticlePageForm(WagtailAdminPageForm):
    """Names the author's profile by its address: no list of members is to be seen in the editor."""

    author_profile = forms.CharField(
        label=_("Profile of the author"),
        required=False,
        max_length=400,
        help_text=_(
            "The address of the author's profile. The author's name then leads there, and the profile lists the "
            "article, for whoever may see the profile."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = profile_of(self.instance.writer_id, self.for_user) if self.for_user else None
        if self._known:
            self.initial["author_profile"] = self._known.url

    def clean(self) -> dict[str, Any]:
        """Whoever the editor may not see stays the author: an empty field then says nothing of her."""
        cleaned: dict[str, Any] = super().clean()
        address = cleaned.get("author_profile", "")
        if not address:
            if self._known:
                self.instance.writer = None
        elif account := account_at(address, self.for_user):
            self.instance.writer = account
        else:
            self.add_error("author_profile", _("There is no profile with an account at this address."))
        return cleaned
