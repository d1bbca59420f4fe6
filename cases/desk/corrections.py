"""A step that is corrected or taken out leaves what it said: by whom this was done, and when."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from cases.models import Correction, Proceeding, Sanction, Step, StepOfficial
from cases.text import dates

Said = dict[str, str]  # the label of a field -> what stands in it


def said(proceeding: Proceeding) -> dict[int, Said]:
    """What every step says, in words: its sanctions are a part of it."""
    steps = (
        Step.objects.filter(proceeding=proceeding)
        .select_related("step_kind", "body", "requalified_to")
        .prefetch_related(
            "parties__participation__person",
            "parties__participation__organization",
            "charges__provision",
            "officials__person",
            "officials__organization",
            "sanctions__sanction_kind",
            "sanctions__party__participation__person",
            "sanctions__party__participation__organization",
        )
    )
    return {step.pk: _said(step) for step in steps}


def _said(step: Step) -> Said:
    officials = list(step.officials.all())
    absent = {None: "", True: _("yes"), False: _("no")}
    return {
        _("date"): dates.in_words(step.date),
        _("step"): str(step.step_kind),
        _("court or body"): str(step.body or ""),
        _("what was decided"): step.text,
        _("for"): _listed(step.parties.all()) or _("all"),
        _("charges"): _listed({charge.provision for charge in step.charges.all()}) or _("all"),
        _("in absentia"): absent[step.in_absentia],
        _("requalified to"): str(step.requalified_to or ""),
        _("judges"): _listed(one for one in officials if one.office == StepOfficial.Office.JUDGE),
        _("prosecutors"): _listed(one for one in officials if one.office == StepOfficial.Office.PROSECUTOR),
        _("sanctions"): "; ".join(sorted(_sanction(one) for one in step.sanctions.all())),
    }


def _listed(some: Any) -> str:
    return ", ".join(sorted(str(one) for one in some))


def _sanction(row: Sanction) -> str:
    length = ", ".join(
        f"{value} {word}"
        for value, word in ((row.years, _("years")), (row.months, _("months")), (row.days, _("days")))
        if value is not None
    )
    parts = [
        str(row),
        length,
        _("indefinite") if row.indefinite else "",
        _("suspended") if row.suspended else "",
        f"{row.amount} {row.currency}" if row.amount is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def keep(before: dict[int, Said], proceeding: Proceeding, by: User) -> list[Correction]:
    """Write down what steps said before, where that was something and is another thing now."""
    after = said(proceeding)
    kept = []
    for pk, words in before.items():
        now = after.get(pk)
        was = {label: text for label, text in words.items() if text and (not now or text != now[label])}
        if was:
            kept.append(Correction(proceeding=proceeding, step_id=pk if now else None, was=was, by=by))
    return Correction.objects.bulk_create(kept)
