"""Addresses that are the same in all languages, and the feeds beside the lists of each."""

from django.urls import path, re_path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:language>-<int:number>.xml", views.sitemap, name="sitemap"),
]
in_each_language = [
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed\.(?P<written>atom|json)$", views.feed, name="feed"),
]
