"""Addresses beside those of the pages that editors make."""

from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("calendar.ics", views.calendar, name="calendar"),
    path("calendar/<uuid:key>/event.ics", views.event, name="event"),
    path("contact/send/", views.send_message, name="send_message"),
    path("contact/sent/", views.message_sent, name="message_sent"),
]
