"""Addresses beside those of the pages that editors make."""

from django.urls import path

from portal.pages import calendar_views, contact_views

app_name = "pages"
in_each_language = [
    path("calendar.ics", calendar_views.calendar, name="calendar"),
    path("calendar/<uuid:key>/event.ics", calendar_views.event, name="event"),
    path("contact/send/", contact_views.send_message, name="send_message"),
    path("contact/sent/", contact_views.message_sent, name="message_sent"),
]
