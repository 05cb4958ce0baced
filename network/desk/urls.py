"""Addresses of the desk, below the admin's."""

from django.urls import path

from network.desk.coordinators import CoordinatorsView
from network.desk.figures import FiguresView
from network.desk.gaps import GapsView
from network.desk.invitations import InvitationList, InviteView
from network.desk.lists import ApplicationList, MemberList
from network.desk.membership import MembershipView
from network.desk.sleeping import SleepingView
from network.desk.words import WordsList, WordsView

app_name = "network_desk"
urlpatterns = [
    path("applications/", ApplicationList.as_view(), name="applications"),
    path("applications/results/", ApplicationList.as_view(results_only=True), name="applications_results"),
    path("members/", MemberList.as_view(), name="members"),
    path("members/results/", MemberList.as_view(results_only=True), name="members_results"),
    path("invitations/", InvitationList.as_view(), name="invitations"),
    path("invitations/results/", InvitationList.as_view(results_only=True), name="invitations_results"),
    path("invitations/new/", InviteView.as_view(), name="invite"),
    path("gaps/", GapsView.as_view(), name="gaps"),
    path("sleeping/", SleepingView.as_view(), name="sleeping"),
    path("figures/", FiguresView.as_view(), name="figures"),
    path("pages/", WordsList.as_view(), name="pages"),
    path("pages/<int:pk>/<slug:language>/", WordsView.as_view(), name="words"),
    path("memberships/<int:pk>/", MembershipView.as_view(), name="membership"),
    path("networks/<int:pk>/coordinators/", CoordinatorsView.as_view(), name="coordinators"),
]
