"""Addresses of portraits, the same in every language."""

from django.urls import path

from network.photos import views

urlpatterns = [path("members/<int:pk>/<slug:digest>/<int:size>.webp", views.photo, name="member_photo")]
