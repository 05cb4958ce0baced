"""Addresses of people and networks."""

from django.urls import path

from network import views

app_name = "network"
urlpatterns = [
    path("members/", views.directory, name="directory"),
    path("members/<int:pk>/<slug:slug>/", views.member, name="member"),
    path("networks/", views.networks, name="networks"),
]
