"""Addresses of reporting and appealing."""

from django.urls import path

from portal.moderation import views

app_name = "moderation"
urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", views.report, name="report"),
    path("account/decisions/", views.decisions, name="decisions"),
    path("account/decisions/<int:pk>/appeal/", views.appeal, name="appeal"),
    # Below the account, where logs leave keys out.
    path("account/reports/<str:token>/", views.confirm, name="confirm"),
]
