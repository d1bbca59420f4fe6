"""Every address of the desk beside those of Django's admin."""

from django.urls import include, path

# Importing a module registers its admin classes.
from cases.desk import (  # noqa: F401
    cases,
    countries,
    events,
    hand,
    masks,
    organizations,
    participants,
    people,
    proceedings,
    provisions,
    sources,
    understood,
    users,
    vocabularies,
)
from cases.desk.site import desk

beside = [
    path("search/", desk.admin_view(desk.search), name="search"),
    path("who/", desk.admin_view(participants.find_who), name="who"),
    path("understood/", desk.admin_view(understood.understood), name="understood"),
    path("twins/<str:kind>/", desk.admin_view(understood.twins), name="twins"),
    path("hand/", desk.admin_view(hand.take), name="hand"),
    path("hand/down/", desk.admin_view(hand.put_down), name="put_down"),
    path("masks/", desk.admin_view(masks.masks), name="masks"),
    path("masks/<int:pk>/", desk.admin_view(masks.settle), name="settle"),
]

urlpatterns = [path("", include((beside, "desk"))), path("", desk.urls)]
