"""Addresses of the search."""

from django.urls import path

from search import views
from search.saved import views as saved

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggest, name="suggestions"),
    path("account/searches/", saved.saved, name="saved"),
    path("account/searches/save/<slug:name>/", saved.save, name="save"),
    path("account/searches/<int:pk>/", saved.change, name="change"),
    path("account/searches/<int:pk>/delete/", saved.delete, name="delete"),
    # Below the account, where logs leave keys out.
    path("account/searches/stop/<str:token>/", saved.stop, name="stop"),
]
