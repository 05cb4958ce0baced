"""Addresses of people and networks."""

from django.urls import path

from network import views
from network.joining import views as joining
from network.my_profile import views as my_profile
from network.photos import views as photos

app_name = "network"
urlpatterns = [
    path("members/", views.directory, name="directory"),
    path("members/me/", my_profile.my_profile, name="my_profile"),
    path("members/me/exposure/", my_profile.exposure, name="my_exposure"),
    path("members/me/photo/", photos.my_photo, name="my_photo"),
    path("members/me/visibility/", my_profile.visibility, name="my_visibility"),
    path("members/me/preview/<slug:reader>/", my_profile.preview, name="my_preview"),
    path("members/me/<slug:name>/", my_profile.section, name="my_section"),
    path("members/<int:pk>/<slug:slug>/", views.member, name="member"),
    path("networks/", views.networks, name="networks"),
    path("networks/<slug:code>/apply/", joining.apply, name="apply"),
    path("networks/<slug:code>/answer/", joining.answer, name="answer"),
    path("networks/<slug:code>/leave/", joining.leave, name="leave"),
]
