"""How other records are publicly called in a document: by their last published version.

With `preview`, what is not yet published, or has changed, is taken from the working record.
"""

from typing import Any

from cases.models import Organization, Person, Provision, Publishable, State, Visibility
from cases.models.names import NameBase, NameKind
from cases.public import document as shape
from cases.public.log import Version
from cases.public.models import Page
from cases.publishing.labels import country, text


def last_published(kind: str, key: str | None) -> Any:
    """The newest document of a page, also of one that was withdrawn since; None where there is none."""
    page = Page.objects.filter(kind=kind, key=key).exclude(state=Page.State.GONE).first()
    if page is None:
        return None
    versions = Version.objects.filter(kind=kind, key=key).order_by("-version")
    return next(document for version in versions if "was" not in (document := version.read()))


def is_named(record: Person | Organization) -> bool:
    return record.visibility == Visibility.NAMED


def is_changed(record: Publishable) -> bool:
    """Whether the working record differs from what is public."""
    return record.state != State.UNCHANGED


def reference(record: Person | Organization | None, preview: bool) -> shape.Reference | None:
    """A person or an organization as it is publicly called; None where it has no public name."""
    if record is None or not is_named(record):
        return None
    if preview and is_changed(record):
        names = public_names(record)
    elif document := last_published(record.kind, record.key):
        names = document["names"]
    else:
        return None
    return shape.Reference(kind=record.kind, key=record.key, names=names)


def public_names(record: Person | Organization) -> list[shape.Name]:
    """Every name that is not confidential, the primary one first."""
    rows: list[NameBase] = [row for row in record.names.all() if not row.confidential]
    rows.sort(key=lambda row: (row.kind != NameKind.PRIMARY, row.pk))
    return [shape.Name(language=r.language, text=r.text, script=r.script, kind=r.kind) for r in rows]


def provision(record: Provision) -> shape.Provision:
    """A provision of law, from its instrument down; it is law, and needs no publication of its own."""
    path = record.lineage()
    return shape.Provision(
        country=country(path[0].country) if path[0].country else None,
        path=[
            shape.ProvisionLevel(
                key=str(level.number) if level.number else None,
                level=level.level,  # type: ignore[typeddict-item]
                code=level.code,
                titles=_titles(level),
            )
            for level in path
        ],
    )


def _titles(level: Provision) -> list[shape.Text]:
    own = [text(level.language, level.title)] if level.title else []
    return [*own, *(text(row.language, row.title) for row in level.titles.all())]
