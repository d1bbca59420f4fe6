"""Taking names out of documents that were published: what is masked, and what is left and listed."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from typing_extensions import override

from cases.models import Organization, Person, Visibility
from cases.public.document import Name
from cases.public.models import Page, Version
from cases.publishing import naming
from cases.publishing.rows import rows_of
from cases.text.folding import fold
from cases.text.masking import Finding, mask


def names_gone(holder: Person | Organization) -> list[str]:
    """Names that the holder's page no longer shows, or never did: each can be hidden by itself."""
    versions = [version.read() for version in Version.objects.filter(kind=holder.kind, key=holder.key)]
    published = [[name["text"] for name in document.get("names", ())] for document in versions]
    confidential = holder.names.filter(confidential=True).values_list("text", flat=True)
    shown = {fold(text) for text in published[-1]} if published else set()
    every = dict.fromkeys([*confidential, *(text for texts in published for text in texts)])
    return [text for text in every if fold(text) not in shown]


def written_by_people() -> QuerySet[Version]:
    """What may hold somebody's name: invented records, of which there may be a million, name nobody."""
    invented = Page.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), generated=True)
    return Version.objects.exclude(Exists(invented))


@dataclass
class Cleaned:
    """What was found in one document: where names were masked, and where they were left."""

    changed: bool
    masked: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


class HidingSomebody:
    """Cleans one document after another of all names of one holder."""

    def __init__(self, holder: Person | Organization) -> None:
        self.kind, self.key = holder.kind, holder.key
        self.id = naming.identity(holder)
        participations = holder.participations.exclude(case__number=None)
        numbers = participations.values_list("case__number", flat=True)
        self.pages = {("case", str(number)) for number in numbers}
        self.former = self._read_what_was_published()
        self.cast = self._cast(holder)

    def _cast(self, holder: Person | Organization) -> naming.Cast:
        """Beside the holder whoever else has a name that could be mistaken for one of these."""
        names = [*(name.text for name in holder.names.all()), *self.former]
        return naming.Cast(names, also=[holder], former={self.id: self.former})

    def _read_what_was_published(self) -> set[str]:
        """Every name that the holder ever had in public; notes the pages that any version concerned them.

        A corrected name stands in old versions, and a row that was removed does too.
        """
        names: set[str] = set()
        for version in written_by_people().iterator(chunk_size=200):
            document = version.read()
            rows = self._rows(version.kind, version.key, document)
            names.update(name["text"] for row in rows for name in row["names"])
            if rows:
                self.pages.add((version.kind, version.key))
                self.pages |= {
                    ("event", event["key"]) for event in document.get("events", ()) if event["key"]
                }
        return names

    def _rows(self, kind: str, key: str, document: Any) -> list[dict[str, Any]]:
        """What in a document bears the holder's names: rows, or the whole of their own page."""
        if (kind, key) == (self.kind, self.key):
            return [document] if "names" in document else []
        return list(rows_of(document, self.kind, self.key))

    def clean(self, kind: str, key: str, document: Any) -> Cleaned:
        """Take the names out of a document, in place."""
        rows = self._rows(kind, key, document)
        related = {("case", row["key"]) for row in document.get("relations", ())}
        concerned = bool(rows) or (kind, key) in self.pages or bool(related & self.pages)
        cleaned = Cleaned(changed=bool([row for row in rows if self._clean_row(row)]))
        named_here = {(row["who"], row["key"]) for row in document.get("participants", ()) if row["key"]}
        for writing in list(naming.writings(document)):
            found, left = self._findings(writing, concerned, {*named_here, (kind, key)})
            if found:
                clean = "" if writing.is_address else mask(writing.text, found, writing.language)
                naming.write(document, writing.path, clean)
                cleaned.masked.append(writing.path)
            if left:
                cleaned.left.append(writing.path)
        cleaned.changed |= bool(cleaned.masked)
        return cleaned

    def _clean_row(self, row: dict[str, Any]) -> bool:
        """What is left of a row: a role, and a place kept."""
        row.update(key=None, names=[])
        if "who" in row:
            row.update(
                shown="withheld",
                label=None,
                affiliation=None,
                age="",
                traits=[],
                country=None,
                work_link=None,
            )
        return True

    def _findings(
        self, writing: naming.Writing, concerned: bool, named_here: set[tuple[str, str]]
    ) -> tuple[list[Finding], bool]:
        """The holder's names in one text, but for words that are another named person's own name.

        Also whether an editor should look at what was left: a full name inside an organization's name, or a
        surname alone that two people share.
        """
        findings = self.cast.find(writing)
        mine = [one for one in findings if one.holder == self.id and (one.whole or concerned)]
        if naming.is_in_names(writing):
            # A name in a list of names belongs to its row, and the holder's rows are empty by now.
            return [], any(finding.whole for finding in mine)
        own = [finding for finding in findings if self._is_anothers(finding, named_here)]
        found = [one for one in mine if not self.cast.belongs_to_another(writing, one, own)]
        left = any(one.whole or not self.cast.stands_in_a_name(one, own) for one in mine if one not in found)
        return found, left

    def _is_anothers(self, finding: Finding, named_here: set[tuple[str, str]]) -> bool:
        """The public name of somebody else who is named; a word alone only of somebody named in this page."""
        if finding.holder == self.id:
            return False
        other = self.cast.holders[finding.holder]
        named = other.visibility == Visibility.NAMED and self.cast.is_published_name(finding)
        return named and (finding.whole or (other.kind, other.key) in named_here)


class HidingOneName(HidingSomebody):
    """Cleans documents of one name, as if it were the only name of somebody else."""

    def __init__(self, holder: Person | Organization, name: str, shown: list[Name]) -> None:
        self.name, self.shown = name, shown
        super().__init__(holder)
        self.id = f"{self.id}-one"

    @override
    def _cast(self, holder: Person | Organization) -> naming.Cast:
        return naming.Cast([self.name], also=[holder], former={f"{self.id}-one": [self.name]})

    @override
    def _clean_row(self, row: dict[str, Any]) -> bool:
        """The other names stay; where there was none, those that are public now."""
        kept = [name for name in row["names"] if fold(name["text"]) != fold(self.name)]
        if kept == row["names"]:
            return False
        row["names"] = kept or self.shown
        return True
