"""Addresses of "my data", below those of the account."""

from django.urls import path

from portal.accounts.personal_data import views

urlpatterns = [
    path("data/", views.overview, name="account_data"),
    path("data/copy/", views.copy, name="account_copy"),
    path("data/delete/", views.erasure, name="account_erasure"),
    path("deleted/", views.erased, name="account_erased"),
    path("consents/", views.consents, name="account_consents"),
    path("consents/withdraw/", views.withdraw, name="account_withdraw"),
    path("terms/", views.terms, name="account_terms"),
]
