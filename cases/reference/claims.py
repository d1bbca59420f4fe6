"""What a citation can be cited for: the fields of each kind of record that make a claim.

Their codes stand in documents ("Used for: summary"), their labels in forms and on pages. Rows (an event, a
participant, …) are claims too: a form writes "event:12" (a row of the working record), a document "event-2"
(the second event in it).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CLAIMS: dict[str, dict[str, str | Promise]] = {
    "case": {
        "summary": _("summary"),
        "narrative": _("what happened"),
        "types": _("types"),
        "countries": _("countries"),
        "began": _("began"),
        "ended": _("ended"),
        "status": _("status"),
        "redress": _("redress"),
    },
    "person": {
        "names": _("names"),
        "biography": _("biography"),
        "gender": _("gender"),
        "born": _("born"),
        "died": _("died"),
        "nationalities": _("nationalities"),
        "occupations": _("occupations"),
    },
    "organization": {
        "names": _("names"),
        "description": _("description"),
        "organization_kind": _("kind"),
        "country": _("country"),
        "founded": _("founded"),
        "dissolved": _("dissolved"),
        "parent": _("part of"),
    },
    "event": {"text": _("what happened"), "date": _("date"), "place": _("place")},
    "country": {"summary": _("summary"), "narrative": _("narrative")},
}

# A claim may be one paragraph of a long text: "narrative-2".
IN_PARAGRAPHS = ("narrative",)


def paragraph(field: str, number: int) -> str:
    """The claim that the nth paragraph of a field makes, from 1."""
    return f"{field}-{number}"


def claim_label(kind: str, claim: str) -> str:
    """How a claim of a kind of record is called: a field, or a paragraph of one."""
    field, _hyphen, number = claim.rpartition("-")
    if field in IN_PARAGRAPHS and number.isdecimal():
        return gettext("%(field)s, paragraph %(number)s") % {
            "field": CLAIMS[kind][field],
            "number": number,
        }
    return str(CLAIMS[kind].get(claim, claim))


EVERYTHING = "everything"
EVERYTHING_LABEL = _("everything in this record")
