"""The lists of the desk: applications that wait, and members."""

from collections import OrderedDict
from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from network.actions.exports import record_export
from network.desk import columns
from network.desk.access import ForDeciders
from network.models import Membership, Network
from network.querysets import MembershipQuerySet
from network.states import MembershipState

# How spreadsheet programs recognise a formula (OWASP, CSV Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _own_networks(request: HttpRequest) -> QuerySet[Network]:
    return Network.objects.decided_by(request.user).in_order()


class MembershipFilterSet(WagtailFilterSet):
    network = django_filters.ModelChoiceFilter(label=_("Network"), queryset=_own_networks, to_field_name="code")

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = ["network"]


class _MembershipList(ForDeciders, generic.IndexView):
    model = Membership
    any_permission_required = None
    filterset_class = MembershipFilterSet
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["member__name", "member__name_other_script"]
    show_other_searches = False

    def _url(self, membership: Membership) -> str:
        return reverse("network_desk:membership", args=[membership.pk])


class ApplicationList(_MembershipList):
    """Who waits for an answer, the longest first."""

    page_title = _("Applications")
    header_icon = "mail"
    index_url_name = "network_desk:applications"
    index_results_url_name = "network_desk:applications_results"
    default_ordering = ("applied", "pk")

    def get_base_queryset(self) -> MembershipQuerySet:
        return self.memberships().waiting()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Name"), accessor="member.name", get_url=self._url, width="22%"),
            Column("network", label=_("Network"), accessor="network"),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("age", label=_("Waits"), accessor=_age, sort_key="applied"),
            Column("works_in", label=_("Works in"), accessor=columns.countries),
            Column("languages", label=_("Speaks"), accessor=columns.languages),
        ]


def _age(membership: Membership) -> str:
    days = (timezone.now() - membership.applied).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else gettext("since today")


class MemberList(_MembershipList):
    """The members of one's networks, to be saved as a file as well: just what the screen shows.

    Who does not want to be in downloads is left out of the file, and each member can see that it was made.
    """

    page_title = _("Members")
    header_icon = "group"
    template_name = "network/desk/members.html"
    index_url_name = "network_desk:members"
    index_results_url_name = "network_desk:members_results"
    default_ordering = ("member__name", "pk")
    export_filename = "members"

    def get_base_queryset(self) -> MembershipQuerySet:
        members = self.memberships().filter(state=MembershipState.ACTIVE)
        return members.filter(member__in_downloads=True) if self.is_export else members

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name", label=_("Name"), accessor=columns.name, get_url=self._url, sort_key="member__name", width="16%"
            ),
            Column("network", label=_("Network"), accessor="network"),
            Column("role", label=_("Role"), accessor="get_role_display", sort_key="role"),
            DateColumn("since", label=_("Since"), accessor="since", sort_key="since"),
            Column("organisation", label=_("Organisation"), accessor=columns.organisation),
            Column("city", label=_("City"), accessor=columns.city),
            Column("works_in", label=_("Works in"), accessor=columns.countries),
            Column("languages", label=_("Speaks"), accessor=columns.languages),
            Column("expertises", label=_("Knows about"), accessor=columns.expertises),
        ]

    @cached_property
    def list_export(self) -> list[str]:
        return [capfirst(str(column.label)) for column in self.columns]

    def get_heading(self, queryset: MembershipQuerySet, field: str) -> str:
        return field

    def to_row_dict(self, item: Membership) -> "OrderedDict[str, Any]":
        return OrderedDict(zip(self.list_export, (column.get_value(item) for column in self.columns), strict=True))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):
            return timezone.localtime(value).date().isoformat()
        text = str(value)
        return f"'{text}" if text.startswith(_FORMULA) else text

    def as_spreadsheet(self, queryset: MembershipQuerySet, spreadsheet_format: str) -> Any:
        record_export(queryset, acting_user=self.user)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["left_out"] = self.get_base_queryset().filter(member__in_downloads=False).count()
        return context
