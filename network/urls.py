"""Addresses of people and networks."""

from django.urls import path

from network import views
from network.calls import own_views as own_calls
from network.calls import views as calls
from network.contact import views as contact
from network.contact import visitor_views as visitors
from network.invitations import views as invitations
from network.joining import views as joining
from network.my_profile import views as my_profile
from network.network_page import views as network_page
from network.photos import views as photos
from network.profile_page import views as profile_page

app_name = "network"
urlpatterns = [
    path("members/", views.directory, name="directory"),
    path("members/me/", my_profile.my_profile, name="my_profile"),
    path("members/me/exposure/", my_profile.exposure, name="my_exposure"),
    path("members/me/photo/", photos.my_photo, name="my_photo"),
    path("members/me/visibility/", my_profile.visibility, name="my_visibility"),
    path("members/me/preview/<slug:reader>/", my_profile.preview, name="my_preview"),
    path("members/me/<slug:name>/", my_profile.section, name="my_section"),
    path("members/<int:pk>/<slug:slug>/", profile_page.member, name="member"),
    path("members/<int:pk>/<slug:slug>/vcard/", profile_page.vcard, name="vcard"),
    path("write-to/<int:pk>/sent/", contact.written, name="written"),
    path("write-to/<int:pk>/", contact.write, name="write"),
    path("calls/", calls.calls, name="calls"),
    path("calls/new/", own_calls.publish, name="publish_call"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("calls/<int:pk>/change/", own_calls.change, name="change_call"),
    path("calls/<int:pk>/close/", own_calls.close, name="close_call"),
    path("calls/<int:pk>/delete/", own_calls.delete, name="delete_call"),
    path("calls/<int:pk>/thank/", own_calls.thank, name="thank_answerers"),
    path("calls/<int:pk>/withdraw/", calls.withdraw, name="withdraw_answer"),
    path("calls/<int:pk>/answers/<int:answer>/", own_calls.set_shortlisted, name="set_shortlisted"),
    path("account/calls/", own_calls.listed, name="own_calls"),
    path("account/messages/", contact.conversations, name="conversations"),
    path("account/messages/<int:pk>/", contact.conversation, name="conversation"),
    path("account/messages/<int:pk>/block/", contact.set_blocked, name="set_blocked"),
    # Below the account, where logs leave keys out.
    path("account/messages/by-link/<str:token>/", visitors.visitor, name="visitor"),
    path("account/messages/by-link/<str:token>/report/", visitors.report, name="report_by_link"),
    path("account/invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("account/invitations/<str:token>/never/", invitations.never_again, name="refuse_invitations"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:code>/", network_page.network, name="network"),
    path("networks/<slug:code>/leaflet.pdf", network_page.leaflet, name="leaflet"),
    path("networks/<slug:code>/apply/", joining.apply, name="apply"),
    path("networks/<slug:code>/answer/", joining.answer, name="answer"),
    path("networks/<slug:code>/leave/", joining.leave, name="leave"),
]
