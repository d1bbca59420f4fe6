"""Who saved what of a record: in its own form, and of a case in the forms of its proceedings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.desk.bar import admin_url
from cases.models import Case, Correction, Proceeding


@dataclass(frozen=True)
class Save:
    """One line of a history."""

    at: datetime
    by: Any
    words: str
    proceeding: Proceeding | None  # in whose form it was made
    url: str  # of that form
    corrections: tuple[Correction, ...]  # of steps that it changed or took out


def entries_of(record: Any) -> QuerySet[LogEntry]:
    """The log of what was saved, the latest first."""
    own = Q(content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk))
    in_proceedings = Q(content_type=_proceeding_type(), object_id__in=list(_proceedings_of(record)))
    entries = LogEntry.objects.filter(own | in_proceedings)
    return entries.select_related("user").order_by("-action_time", "-id")


def told(entries: Iterable[LogEntry], record: Any) -> list[Save]:
    """Some of these entries, as lines."""
    proceedings = _proceedings_of(record)
    corrections = _corrections(proceedings)
    lines = []
    for entry in entries:
        is_of_one = entry.content_type_id == _proceeding_type().pk
        proceeding = proceedings.get(entry.object_id or "") if is_of_one else None
        lines.append(
            Save(
                at=entry.action_time,
                by=entry.user,
                words=_words(entry),
                proceeding=proceeding,
                url=admin_url(proceeding, "change") if proceeding else "",
                corrections=tuple(corrections.get(entry.pk, ())),
            )
        )
    return lines


def _words(entry: LogEntry) -> str:
    """Submitting saves too: of that Django says that nothing changed, whatever changed elsewhere."""
    if entry.is_change() and entry.change_message == "[]":
        return _("Saved without a change in this form.")
    return str(entry.get_change_message())


def _proceeding_type() -> ContentType:
    return ContentType.objects.get_for_model(Proceeding)


def _proceedings_of(record: Any) -> dict[str, Proceeding]:
    """By key, as the log writes it."""
    if not isinstance(record, Case):
        return {}
    rows = Proceeding.objects.filter(Q(main_case=record) | Q(other_cases=record)).distinct()
    return {str(row.pk): row for row in rows.select_related("kind").prefetch_related("numbers")}


def _corrections(proceedings: Mapping[str, Proceeding]) -> dict[int, list[Correction]]:
    """By the save that made them: the next one of the same person in the same form."""
    found: dict[int, list[Correction]] = defaultdict(list)
    corrections = Correction.objects.filter(proceeding__in=proceedings.values())
    if not proceedings or not corrections:
        return found
    made: dict[tuple[int, str | None], list[LogEntry]] = defaultdict(list)
    saves = LogEntry.objects.filter(content_type=_proceeding_type(), object_id__in=list(proceedings))
    for entry in saves.order_by("action_time", "id"):
        made[entry.user_id, entry.object_id].append(entry)
    for row in corrections:
        later = (one for one in made[row.by_id, str(row.proceeding_id)] if one.action_time >= row.at)
        if save := next(later, None):
            found[save.pk].append(row)
    return found
