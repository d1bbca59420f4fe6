"""Countries and terms from the tables in data/ into the database."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from django.db import transaction

from .models import Country, Revision, Term, TermLabel

DATA = Path(__file__).parent / "data"

# What a locked term takes from terms.csv.
TERM_FIELDS = ("parent", "label", "note", "effect", "locked", "position")

# `unknown` ends every list, after the terms that the desk has added.
LAST = 30_000


class _TermRow(TypedDict):
    vocabulary: str
    code: str
    parent: str
    label: str
    locked: str
    effect: str
    note: str


@transaction.atomic
def load_reference() -> None:
    """Bring the database up to the tables of this release; running it again changes nothing.

    - A term or label that is missing here is added; nothing is ever deleted.
    - A *locked* term is ours: label, translations, place and effect are set to what the tables say.
    - Any other term belongs to the desk once it exists: what a colleague changed there stays as she left it,
      and only a missing translation is added.
    - Whether a term is retired is always the desk's to say.

    A run that finds nothing to do costs three queries.
    """
    _load_countries()
    terms, terms_changed = _load_terms()
    labels_changed = _load_labels(terms)
    if terms_changed or labels_changed:
        Revision.renew()


def _load_countries() -> None:
    stored = dict(Country.objects.values_list("code", "former"))
    wanted = {row["code"]: row["former"] == "yes" for row in _rows("countries.csv")}
    Country.objects.bulk_create(
        [
            Country(code=code, former=former)
            for code, former in wanted.items()
            if stored.get(code) is not former
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["former"],
    )


def _load_terms() -> tuple[dict[tuple[str, str], Term], bool]:
    """All terms by vocabulary and code, those of the tables as they now are; whether any was changed."""
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    changed: dict[int, list[Term]] = {}  # by level, so that a parent is stored before those below it
    levels: dict[tuple[str, str], int] = {}
    for position, row in enumerate(_term_rows(), start=1):
        key = (row["vocabulary"], row["code"])
        parent_key = (row["vocabulary"], row["parent"])
        levels[key] = levels[parent_key] + 1 if row["parent"] else 0
        wanted = Term(
            vocabulary=row["vocabulary"],
            code=row["code"],
            parent=terms[parent_key] if row["parent"] else None,
            label=row["label"],
            note=row["note"],
            effect=row["effect"],
            locked=row["locked"] == "yes",
            position=LAST if row["code"] == "unknown" else position,
        )
        stored = terms.get(key)
        if stored is None or (wanted.locked and _differ(stored, wanted)):
            terms[key] = wanted
            changed.setdefault(levels[key], []).append(wanted)
    for _level, batch in sorted(changed.items()):
        Term.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["vocabulary", "code"],
            update_fields=TERM_FIELDS,
        )
    return terms, bool(changed)


def _load_labels(terms: dict[tuple[str, str], Term]) -> bool:
    stored = {
        (term_id, language): label
        for term_id, language, label in TermLabel.objects.values_list("term_id", "language", "label")
    }
    changed = [
        TermLabel(term=term, language=language, label=label)
        for term, language, label in _labels(terms)
        if stored.get((term.pk, language)) is None or (term.locked and stored[term.pk, language] != label)
    ]
    TermLabel.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["term", "language"],
        update_fields=["label"],
    )
    return bool(changed)


def _labels(terms: dict[tuple[str, str], Term]) -> Iterator[tuple[Term, str, str]]:
    for path in sorted(DATA.glob("labels-*.csv")):
        language = path.stem.removeprefix("labels-")
        for row in _rows(path.name):
            yield terms[row["vocabulary"], row["code"]], language, row["label"]


def _differ(stored: Term, wanted: Term) -> bool:
    if wanted.parent is not None and wanted.parent.pk is None:  # it goes in with this very run
        return True
    if stored.parent_id != wanted.parent_id:
        return True
    return any(getattr(stored, name) != getattr(wanted, name) for name in TERM_FIELDS if name != "parent")


def _term_rows() -> Iterator[_TermRow]:
    for row in _rows("terms.csv"):
        yield _TermRow(**row)  # type: ignore[typeddict-item]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
