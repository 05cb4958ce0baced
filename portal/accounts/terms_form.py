"""Accepting the terms of use while signing up."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.terms import accept_terms, current_terms
from portal.vocabulary.languages import current_language


class TermsField(forms.Form):
    """A box to tick, with a link to the terms; no box while there are none.

    The base of allauth's sign-up form (`ACCOUNT_SIGNUP_FORM_CLASS`), which calls `signup()` with the
    account once that is saved.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = current_terms(current_language())
        if self.terms:
            link = format_html('<a href="{}" target="_blank">{}</a>', self.terms.url, _("terms of use"))
            self.fields["terms"] = forms.BooleanField(
                label=format_html(_("I have read and accept the {terms}."), terms=link),
                error_messages={"required": _("Please read the terms of use and tick the box to accept them.")},
            )

    def signup(self, request: HttpRequest, user: User) -> None:
        if self.terms:
            accept_terms(user, self.terms)
