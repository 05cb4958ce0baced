"""Addresses beside those of the pages that editors make."""

from django.urls import path, re_path

from portal.pages import calendar_views, contact_views, views

# Robots do not choose a language.
in_no_language = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:language>-<slug:name>-<int:number>.xml", views.sitemap_of_things, name="sitemap_of_things"),
    path("sitemap-<slug:language>-<int:number>.xml", views.sitemap, name="sitemap"),
]

app_name = "pages"
urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed\.(?P<written>atom|json)$", views.feed, name="feed"),
    path("calendar.ics", calendar_views.calendar, name="calendar"),
    path("calendar/<uuid:key>/event.ics", calendar_views.event, name="event"),
    path("contact/send/", contact_views.send_message, name="send_message"),
    path("contact/sent/", contact_views.message_sent, name="message_sent"),
]
