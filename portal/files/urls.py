"""Addresses of files."""

from django.urls import path

from portal.files import views

urlpatterns = [path("images/<path:path>", views.picture, name="picture")]
