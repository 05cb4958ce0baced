"""Addresses for what watches the portal, the same in all languages."""

from django.urls import path

from portal.operations import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
