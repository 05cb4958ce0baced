"""Lists that somebody fills in row by row, with a few empty rows at their end."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from network.forms.names import CountryField, LanguageField
from network.forms.plain import validate_readable
from network.models import Member
from network.models.of_member import MemberLink, MemberPublication, web_address
from portal.vocabulary.languages import Level

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_EMPTY_ROWS = 2


class Rows(forms.BaseFormSet[forms.Form]):
    """One such list. A row that is emptied is taken out; `unique` names what no two rows may both say."""

    title: "StrOrPromise" = ""
    help_text: "StrOrPromise" = ""
    add_label: "StrOrPromise" = ""
    unique = ""
    stored: Callable[[Member], list[dict[str, Any]]]

    @property
    def filled(self) -> list[dict[str, Any]]:
        """What the rows say that are not empty, in their order. For valid rows."""
        return [form.cleaned_data for form in self.forms if any(form.cleaned_data.values())]

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            value = form.cleaned_data.get(self.unique) if self.unique else None
            if value and value in seen:
                form.add_error(self.unique, _("This is in the list already."))
            seen.add(value)

    @classmethod
    def of(cls, member: Member, data: QueryDict | None) -> "Rows":
        """The list as `member` has it, or as somebody has just filled it in."""
        stored = cls.stored(member) if member.pk else []
        rows: Rows = cls(data, initial=stored, prefix=cls.__name__.lower(), auto_id="%s")
        return rows


class _CountryRow(forms.Form):
    country = CountryField(label=_("Country"), required=False)


class _LanguageRow(forms.Form):
    code = LanguageField(label=_("Language"), required=False)
    level = forms.ChoiceField(label=_("How well"), choices=[("", "—"), *Level.choices], required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("code") and not cleaned.get("level"):
            self.add_error("level", _("Please say how well you speak it."))
        if cleaned.get("level") and not cleaned.get("code") and "code" not in self.errors:
            self.add_error("code", _("Please say which language."))
        return cleaned


class _AddressField(forms.CharField):
    """The address of a page. Who types it without the beginning means https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, required=False, validators=[web_address], widget=forms.URLInput, **kwargs)

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        return f"https://{text}" if text and "://" not in text else text


class _LinkRow(forms.Form):
    label = forms.CharField(
        label=_("What it is"),
        required=False,
        max_length=MemberLink._meta.get_field("label").max_length,
        validators=[validate_readable],
    )
    url = _AddressField(label=_("Address"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("label") and not cleaned.get("url") and "url" not in self.errors:
            self.add_error("url", _("Please give the address."))
        if cleaned.get("url") and not cleaned.get("label"):
            self.add_error("label", _("Please say what one finds there."))
        return cleaned


class _PublicationRow(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=MemberPublication._meta.get_field("title").max_length,
        validators=[validate_readable],
    )
    published_in = forms.CharField(
        label=_("Published in"), required=False, max_length=250, validators=[validate_readable]
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2100)
    url = _AddressField(label=_("Address, if it can be read online"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if any(cleaned.values()):
            for name in ("title", "year"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Please fill this in."))
        return cleaned


def _rows(row: type[forms.Form], most: int) -> Any:
    """A base for rows of one kind, at most so many."""
    return forms.formset_factory(
        row, formset=Rows, extra=_EMPTY_ROWS, max_num=most, validate_max=True, absolute_max=most + _EMPTY_ROWS
    )


class WorksIn(_rows(_CountryRow, 12)):  # type: ignore[misc]  # a class made at run time
    title = _("Countries I work in")
    help_text = _("The first is your main one. Empty a line to take it out.")
    add_label = _("One more country")
    unique = "country"
    stored = staticmethod(lambda member: [{"country": row.country} for row in member.countries.all()])


class AdvisesIn(_rows(_CountryRow, 12)):  # type: ignore[misc]  # as above
    title = _("Countries whose validation of competences I can advise on")
    help_text = _("Wherever you work: perhaps you know how it goes in the country you came from.")
    add_label = _("One more country")
    unique = "country"
    stored = staticmethod(lambda member: [{"country": row.country} for row in member.advice.all()])


class Languages(_rows(_LanguageRow, 20)):  # type: ignore[misc]  # as above
    title = _("Languages I speak")
    help_text = _("Your mother tongue too. Levels are those of the European reference framework (CEFR).")
    add_label = _("One more language")
    unique = "code"
    stored = staticmethod(lambda member: [{"code": row.code, "level": row.level} for row in member.languages.all()])


class Links(_rows(_LinkRow, 8)):  # type: ignore[misc]  # as above
    title = _("Links")
    help_text = _("Your organisation’s site, a project, a network you write in.")
    add_label = _("One more link")
    unique = "url"
    stored = staticmethod(lambda member: [{"label": row.label, "url": row.url} for row in member.links.all()])


class Publications(_rows(_PublicationRow, 30)):  # type: ignore[misc]  # as above
    title = _("Publications")
    add_label = _("One more publication")
    stored = staticmethod(lambda member: list(member.publications.values("title", "published_in", "year", "url")))
