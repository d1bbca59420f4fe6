"""The form of a person: names first, then whether they may be public."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from cases.desk.citations import CitationRows
from cases.desk.layout import Cell, Part
from cases.desk.names import PersonNames, person_named
from cases.desk.rows import Rows
from cases.desk.site import desk
from cases.desk.visible import VISIBILITY, VisibleAdmin
from cases.models import Person, PersonText


class BiographyRows(Rows):
    model = PersonText
    title = _("Biography")
    verbose_name = _("language")
    stacked = True
    cells = (
        Cell(_("Language"), ("language",), slug="language"),
        Cell(_("Biography"), ("biography",), slug="text"),
    )


@admin.register(Person, site=desk)
class PersonAdmin(VisibleAdmin):
    parts = (
        Part("names-part", _("Names"), (PersonNames,), template="desk/_twins.html"),
        VISIBILITY,
        Part(
            "about",
            _("About"),
            ("occupations", "gender", ("born", "died"), "nationalities", BiographyRows),
            _("no field for health, religion, ethnicity or sexuality: write them nowhere"),
        ),
        Part("how", _("How we know"), (CitationRows,)),
        Part("appears", _("In the cases"), template="desk/_participations.html"),
        Part("notes", _("Notes for the desk"), ("note",)),
        Part("history", _("History"), template="desk/_history.html"),
    )
    list_display = (
        "working_title",
        "other_names",
        "shown_visibility",
        "shown_state",
        "needs_review",
        "shown_public",
        "shown_change",
    )

    @override
    def named(self, text: str) -> Any:
        return person_named(text)
