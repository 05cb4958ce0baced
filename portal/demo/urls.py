"""Addresses of the demonstration."""

from django.urls import path

from portal.demo import views

urlpatterns = [
    path("mail/", views.mail_list, name="demo_mail"),
    path("mail/<str:name>/", views.mail, name="demo_mail_message"),
    path("mail/<str:name>/html/", views.mail_html, name="demo_mail_html"),
]
