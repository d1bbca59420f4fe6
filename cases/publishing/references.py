"""How other records are publicly called in a document: by their last published version."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import Organization, Person, Provision, Publishable, State, Visibility
from cases.models.names import NameBase, NameKind
from cases.public import document as shape
from cases.public.log import Version
from cases.public.models import Page
from cases.publishing.labels import coded, country, date, text
from cases.reference.models import Vocabulary

Who = Person | Organization


class Directory:
    """How the people and organizations of one document are publicly called, read once for all of them.

    With `preview`, whoever is not yet published, or has changed, is taken from the working record.
    """

    def __init__(self, everybody: Iterable[Who | None], *, preview: bool) -> None:
        named = {(one.kind, one.pk): one for one in everybody if one is not None and is_named(one)}
        changed = [one for one in named.values() if preview and is_changed(one)]
        published = [one for one in named.values() if not (preview and is_changed(one))]
        self._entries: dict[tuple[str, int], dict[str, Any]] = {
            (one.kind, one.pk): _entry(one) for one in _with_names(changed)
        }
        documents = _newest_documents(published)
        for one in published:
            if document := documents.get((one.kind, one.key or "")):
                self._entries[one.kind, one.pk] = document

    def entry(self, who: Who) -> dict[str, Any] | None:
        """The names, traits and country of a document, or what they would be; None where there is no page."""
        return self._entries.get((who.kind, who.pk))

    def reference(self, who: Who | None) -> shape.Reference | None:
        """A person or an organization as it is publicly called; None where it has no public name."""
        if who is None or (entry := self.entry(who)) is None:
            return None
        return shape.Reference(kind=who.kind, key=who.key, names=entry["names"])


def traits(kind: str, entry: dict[str, Any]) -> list[shape.Coded]:
    """The occupations of a person; the kind of an organization."""
    return list(entry["occupations"]) if kind == "person" else [entry["organization_kind"]]


def last_published(kind: str, key: str | None) -> Any:
    """The newest document of a page, also of one that was withdrawn since; None where there is none."""
    page = Page.objects.filter(kind=kind, key=key).exclude(state=Page.State.GONE).first()
    if page is None:
        return None
    versions = Version.objects.filter(kind=kind, key=key).order_by("-version")
    return next(document for version in versions if "was" not in (document := version.read()))


def is_named(record: Who) -> bool:
    return record.visibility == Visibility.NAMED


def is_changed(record: Publishable) -> bool:
    """Whether the working record differs from what is public."""
    return record.state != State.UNCHANGED


def public_names(record: Who) -> list[shape.Name]:
    """Every name that is not confidential, the primary one first."""
    rows: list[NameBase] = [row for row in record.names.all() if not row.confidential]
    rows.sort(key=lambda row: (row.kind != NameKind.PRIMARY, row.pk))
    return [shape.Name(language=r.language, text=r.text, script=r.script, kind=r.kind) for r in rows]


def _entry(one: Who) -> dict[str, Any]:
    """What other documents say of somebody, from the working record."""
    if isinstance(one, Person):
        occupations = [coded(row, Vocabulary.OCCUPATION) for row in one.occupations.all()]
        return {"names": public_names(one), "occupations": occupations, "country": None}
    return {
        "names": public_names(one),
        "organization_kind": coded(one.organization_kind, Vocabulary.ORGANIZATION_KIND),
        "country": country(one.country) if one.country else None,
    }


def _with_names(some: list[Who]) -> list[Who]:
    people = Person.objects.filter(pk__in=[one.pk for one in some if one.kind == "person"])
    organizations = Organization.objects.filter(pk__in=[one.pk for one in some if one.kind == "organization"])
    return [
        *people.prefetch_related("names", "occupations"),
        *organizations.select_related("organization_kind", "country").prefetch_related("names"),
    ]


def _newest_documents(some: list[Who]) -> dict[tuple[str, str], Any]:
    """(kind, key) -> the newest document; of what was withdrawn the last one before."""
    found: dict[tuple[str, str], Any] = {}
    for kind in {one.kind for one in some}:
        keys = [one.key for one in some if one.kind == kind and one.key]
        pages = Page.objects.filter(kind=kind, key=OuterRef("key"), state=Page.State.LIVE)
        versions = Version.objects.filter(kind=kind, key__in=keys)
        for version in versions.filter(version=Subquery(pages.values("version"))):
            found[kind, version.key] = version.read()
        for key in keys:
            if (kind, key) not in found and (document := last_published(kind, key)):
                found[kind, key] = document
    return found


def with_lineage(rows: QuerySet[Provision]) -> QuerySet[Provision]:
    """Provisions with all that stands above them and with their titles: five queries for any number."""
    above = "parent__parent__parent"
    return rows.select_related(f"{above}__country", "country").prefetch_related(
        "titles", "parent__titles", "parent__parent__titles", f"{above}__titles"
    )


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
                valid_from=date(level.valid_from) if level.valid_from else None,
                valid_to=date(level.valid_to) if level.valid_to else None,
            )
            for level in path
        ],
    )


def _titles(level: Provision) -> list[shape.Text]:
    own = [text(level.language, level.title)] if level.title else []
    return [*own, *(text(row.language, row.title) for row in level.titles.all())]
