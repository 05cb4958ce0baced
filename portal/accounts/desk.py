"""Wagtail's forms about accounts, as the portal keeps accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class OptionalNames(forms.Form):
    """Names are nobody's duty here; Wagtail's forms demand both."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)


class AccountCreationForm(OptionalNames, UserCreationForm):
    """An account without a password: its owner is mailed a link with which she chooses one."""

    password_enabled = False

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"language"}
        labels = {"language": _("Language of the site and of e-mails")}


class AccountEditForm(OptionalNames, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"language"}
        labels = {"language": _("Language of the site and of e-mails")}


class AccountViewSet(UserViewSet):
    create_template_name = "accounts/desk/create.html"
    edit_template_name = "accounts/desk/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        return AccountEditForm if for_update else AccountCreationForm


class OwnNameForm(OptionalNames, NameEmailForm):
    """An editor's own name, under "Account"."""


class OwnAccountView(AccountView):
    """Wagtail's page "Account", without profile pictures.

    They would pass no judgement of ours on their way in, and the portal draws a person's initials.
    """

    def get_panels(self) -> list[Any]:
        panels = [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
        for panel in panels:
            if isinstance(panel, NameEmailSettingsPanel):
                panel.form_class = OwnNameForm
        return panels
