"""The pages of a profile's form, each of which is saved by itself."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from taggit.utils import parse_tags

from network.actions.editing import ProfileChange
from network.forms.names import NameField
from network.forms.plain import validate_named, validate_readable
from network.forms.rows import AdvisesIn, Languages, Links, Publications, Rows, WorksIn
from network.models import Member, MemberText
from portal.vocabulary.languages import by_preference, current_language
from portal.vocabulary.models import Audience, Availability, Expertise, TermQuerySet
from search.folding import fold

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_MOST_TAGS = 12
_TAG_LENGTH = 40


class SectionForm(forms.Form):
    """One page: plain fields, and lists that are filled in row by row."""

    rows: ClassVar[tuple[type[Rows], ...]] = ()

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=self.stored(member))
        self.lists = [rows.of(member, data) for rows in self.rows]

    def stored(self, member: Member) -> dict[str, Any]:
        """What the profile says now, for the plain fields."""
        return {name: getattr(member, name) for name in self.base_fields}

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.lists)])

    def change(self) -> ProfileChange:
        """What a valid form changes."""
        return ProfileChange(columns=self.cleaned_data)

    @property
    def suggested(self) -> dict[str, list[str]]:
        """The lists of suggestions that the fields of the rows point to, by their id."""
        fields = (field for rows in self.lists for field in rows.empty_form.fields.values())
        return {field.list_id: field.suggestions() for field in fields if isinstance(field, NameField)}


def _line(name: str, label: "StrOrPromise", **options: Any) -> forms.CharField:
    """A line of text as the profile has it in the column `name`."""
    given: dict[str, Any] = {"validators": [validate_readable], "required": False, **options}
    length = getattr(Member._meta.get_field(name), "max_length", None)
    return forms.CharField(label=label, max_length=length, **given)


class AboutForm(SectionForm):
    name = _line(
        "name",
        _("Your name"),
        required=True,
        validators=[validate_named],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name_other_script = _line(
        "name_other_script",
        _("Your name in another script"),
        validators=[validate_named],
        help_text=_("In Cyrillic, Arabic, Greek: as people write it who knew you first. You are found by both."),
    )
    organisation = _line(
        "organisation", _("Organisation"), widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    position = _line(
        "position", _("What you do there"), widget=forms.TextInput(attrs={"autocomplete": "organization-title"})
    )
    city = _line("city", _("City"), widget=forms.TextInput(attrs={"autocomplete": "address-level2"}))


class IntroductionForm(SectionForm):
    """A line and a text in each language of the portal, the reader's own first."""

    def __init__(self, member: Member, data: QueryDict | None = None) -> None:
        super().__init__(member, data)
        texts = {text.language: text for text in member.texts.all()} if member.pk else {}
        names = dict(settings.LANGUAGES)
        self.languages = by_preference([*texts, *(code for code in names if code not in texts)], current_language())
        for code in self.languages:
            text = texts.get(code)
            self._add_fields(code, text.headline if text else "", text.bio if text else "")

    def stored(self, member: Member) -> dict[str, Any]:
        return {}

    def _add_fields(self, code: str, headline: str, bio: str) -> None:
        columns = MemberText._meta
        self.fields[f"headline_{code}"] = forms.CharField(
            label=_("One line about me"),
            initial=headline,
            required=False,
            max_length=getattr(columns.get_field("headline"), "max_length", None),
            validators=[validate_readable],
            widget=forms.TextInput(attrs={"lang": code}),
        )
        self.fields[f"bio_{code}"] = forms.CharField(
            label=_("About me"),
            initial=bio,
            required=False,
            max_length=getattr(columns.get_field("bio"), "max_length", None),
            widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
        )

    @property
    def parts(self) -> list[tuple[str, forms.BoundField, forms.BoundField, bool]]:
        """A language, its two fields, and whether it stands open."""
        shown = [(code, self[f"headline_{code}"], self[f"bio_{code}"]) for code in self.languages]
        return [
            (code, line, bio, place == 0 or bool(line.value() or bio.value() or line.errors))
            for place, (code, line, bio) in enumerate(shown)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in self.languages:
            if (
                cleaned.get(f"bio_{code}")
                and not cleaned.get(f"headline_{code}")
                and not self[f"headline_{code}"].errors
            ):
                self.add_error(f"headline_{code}", _("Please write one line as well: lists show it beside your name."))
        return cleaned

    def change(self) -> ProfileChange:
        written = {
            code: (self.cleaned_data[f"headline_{code}"], self.cleaned_data[f"bio_{code}"]) for code in self.languages
        }
        return ProfileChange(texts={code: texts for code, texts in written.items() if texts[0]})


class PlacesForm(SectionForm):
    rows = (WorksIn, AdvisesIn, Languages)

    def change(self) -> ProfileChange:
        works_in, advises_in, languages = (rows.filled for rows in self.lists)
        return ProfileChange(
            works_in=[row["country"] for row in works_in],
            advises_in=[row["country"] for row in advises_in],
            languages=languages,
        )


class TermsField(forms.MultipleChoiceField):
    """Terms of a scheme to tick, by label; it gives their identifiers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, terms: TermQuerySet, **options: Any) -> None:
        super().__init__(
            choices=lambda: sorted(((term.slug, str(term)) for term in terms.all()), key=_by_label), **options
        )


def _by_label(choice: tuple[str, str]) -> str:
    return fold(choice[1])


class TagsField(forms.CharField):
    """Words with commas between them; it gives a list."""

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(value or ())

    def clean(self, value: Any) -> Any:
        words = list({word.casefold(): word for word in parse_tags(super().clean(value))}.values())
        if len(words) > _MOST_TAGS:
            raise forms.ValidationError(
                _("These are more than %(most)d. Which ones matter most?"), params={"most": _MOST_TAGS}
            )
        if long := next((word for word in words if len(word) > _TAG_LENGTH), None):
            raise forms.ValidationError(_("“%(word)s” is too long for a word."), params={"word": long})
        return words


class ExpertiseForm(SectionForm):
    expertises = TermsField(Expertise.objects.all(), label=_("I know about"), required=False)
    audiences = TermsField(Audience.objects.all(), label=_("I work with"), required=False)
    availabilities = TermsField(Availability.objects.all(), label=_("One can ask me for"), required=False)
    tags = TagsField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        validators=[validate_readable],
        help_text=_("What the lists above lack, with commas between: theatre, migrant mothers, ESCO."),
    )

    def stored(self, member: Member) -> dict[str, Any]:
        if not member.pk:
            return {}
        terms = ("expertises", "audiences", "availabilities")
        chosen = {name: list(getattr(member, name).values_list("slug", flat=True)) for name in terms}
        return {**chosen, "tags": list(member.tags.names())}

    def change(self) -> ProfileChange:
        return ProfileChange(**self.cleaned_data)


class ContactForm(SectionForm):
    rows = (Links, Publications)

    contact_email = forms.EmailField(
        label=_("E-mail address to show"),
        required=False,
        max_length=254,
        help_text=_("Nobody sees it unless you choose to."),
    )
    phone = _line(
        "phone",
        _("Telephone"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        help_text=_("With the country’s code, as +43."),
    )

    def change(self) -> ProfileChange:
        links, publications = (rows.filled for rows in self.lists)
        return ProfileChange(columns=self.cleaned_data, links=links, publications=publications)
