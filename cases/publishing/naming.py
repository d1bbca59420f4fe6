"""Who may be named where: names of the working record found in the texts of a public document.

A name may stand in a document if its holder is named, in general and in that document, and the name itself
is not confidential. Full names are looked for everywhere, a surname or given name alone too; alone it is
certain only in a document that concerns its holder.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from cases.models import (
    Case,
    Event,
    Organization,
    OrganizationName,
    Person,
    PersonName,
    Publishable,
    Visibility,
)
from cases.models.visibility import stricter
from cases.public.models import Page, Version
from cases.text.folding import fold
from cases.text.masking import Finding, KnownName, NameFinder, find_in_address, lookup_keys

# Keys of a document whose strings are codes, marks and dates: nothing that a person wrote.
STRUCTURE = frozenset(
    "age born certainty code died earliest edtf key kind labels language languages latest mark out_of "
    "published refs role salt says script shape shown used_for value version was who withdrawn year".split()
)
_WITHOUT_TEXTS = frozenset({"labels", "refs", "used_for"})
ADDRESSES = frozenset({"url", "archived_url", "website"})
FORMER = "-former"  # ends the identity of the names that somebody who is named no longer has

Holder = Person | Organization

_SENTENCE_END = re.compile(r"[.!?…。؟]\s|\n")


class Writing(NamedTuple):
    """One text in a document: where it stands ("texts.0.summary"), in which language."""

    path: str
    text: str
    language: str
    is_address: bool


@dataclass(frozen=True)
class Exposure:
    """A name in a document that may not stand there. Uncertain: a word that may be somebody else's name.

    `former`: a name that somebody who is named had before it was corrected. `unapproved`: it could stand
    there, if what the desk says of the holder were approved: a question to an editor, and a certain exposure
    of somebody who was hidden.
    """

    writing: Writing
    finding: Finding
    holder: Holder
    certain: bool
    former: bool = False
    unapproved: bool = False

    @property
    def words(self) -> str:
        return self.writing.text[self.finding.start : self.finding.end]

    @property
    def sentence(self) -> str:
        """From one full stop or line to the next: what somebody reads who judges whose name it is."""
        text = self.writing.text
        before = max((end.end() for end in _SENTENCE_END.finditer(text, 0, self.finding.start)), default=0)
        after = _SENTENCE_END.search(text, self.finding.end)
        return text[before : after.start() if after else len(text)].strip()


def writings(document: Any) -> list[Writing]:
    """Every text of a document that a person wrote, addresses included."""
    found: list[Writing] = []
    _gather(found, document, "", "en")
    return found


def _gather(found: list[Writing], value: Any, path: str, language: str) -> None:
    if isinstance(value, dict):
        language = value.get("language", language)
        for key, inner in value.items():
            if isinstance(inner, str):
                if inner and key not in STRUCTURE:
                    found.append(Writing(path + key, inner, language, key in ADDRESSES))
            elif inner and key not in _WITHOUT_TEXTS:
                _gather(found, inner, f"{path}{key}.", language)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, str):
                found.append(Writing(f"{path}{index}", inner, language, is_address=False))
            else:
                _gather(found, inner, f"{path}{index}.", language)


def is_in_names(writing: Writing) -> bool:
    """Whether it is one of the names of a page or of a row: "participants.0.names.1.text"."""
    return writing.path.split(".")[-3:-2] == ["names"]


def write(document: Any, path: str, text: str) -> None:
    """Replace the text at a path that `writings` gave."""
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = text


def read(document: Any, path: str) -> str:
    place = document
    for step in path.split("."):
        place = place[int(step) if isinstance(place, list) else step]
    return str(place)


class Cast:
    """The people and organizations of the working record whose names may stand in some texts."""

    def __init__(
        self,
        texts: Iterable[str],
        also: Iterable[Holder] = (),
        former: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`former`: for an identity, of these holders or of nobody's, names that were once in public."""
        self.holders: dict[str, Holder] = _candidates(texts)
        self.holders |= {identity(holder): holder for holder in also}
        self.words: dict[str, set[str]] = defaultdict(set)  # of each holder's names, folded
        # Not confidential in the working record; and those that the public reads.
        self.public_names: dict[str, set[str]] = defaultdict(set)
        self.published_names = _published_names(self.holders.values())
        known = []
        for own_key, holder in list(self.holders.items()):
            for name in holder.names.all():
                key = own_key
                if name.is_former and holder.visibility == Visibility.NAMED:
                    key = f"{own_key}{FORMER}"
                    self.holders[key] = holder
                known.append(KnownName(holder=key, text=name.text, kind=holder.kind))
                self.words[key].update(fold(name.text).split())
                if not name.confidential:
                    self.public_names[key].add(fold(name.text))
        for key, gone in (former or {}).items():
            kind: Any = key.partition("-")[0]
            for text in gone:
                known.append(KnownName(holder=key, text=text, kind=kind))
                self.words[key].update(fold(text).split())
        self.finder = NameFinder(known)

    def find(self, writing: Writing) -> list[Finding]:
        if writing.is_address:
            return find_in_address(self.finder, writing.text)
        return self.finder.find(writing.text)

    def is_public_name(self, finding: Finding) -> bool:
        """By the working record, as if it were approved."""
        return fold(finding.name) in self.public_names[finding.holder]

    def is_published_name(self, finding: Finding) -> bool:
        """By what was approved, and is not confidential since."""
        return self.is_public_name(finding) and fold(finding.name) in self.published_names[finding.holder]

    def is_public(self, holder: Holder) -> bool:
        """Whether the public knows somebody by name, and was never asked to forget it."""
        return bool(self.published_names[identity(holder)]) and not _was_hidden(holder)

    def belongs_to_another(self, writing: Writing, finding: Finding, others: Iterable[Finding]) -> bool:
        """Whether the words are rather one of the other findings: "Aliyev" in "Ilham Aliyev" is his name.

        A word alone belongs to whoever spells it most nearly so: "Aliyeva" to her, "Aliyev" to him.
        """
        return any(
            _lies_in(finding, other)
            and (
                other.whole
                or (not finding.whole and self._distance(writing, other) <= self._distance(writing, finding))
            )
            for other in others
        )

    def stands_in_a_name(self, finding: Finding, others: Iterable[Finding]) -> bool:
        """Whether the words are a part of somebody else's full name."""
        return any(_lies_in(finding, other) and other.whole for other in others)

    def is_named_after(self, finding: Finding, others: Iterable[Finding]) -> bool:
        """Whether an organization bears this full name: "Leyla Yunus" in "Leyla Yunus Foundation"."""
        return finding.whole and any(
            _lies_in(finding, other)
            and other.holder.startswith("organization-")
            and other.end - other.start > finding.end - finding.start
            for other in others
        )

    def _distance(self, writing: Writing, finding: Finding) -> int:
        found = fold(writing.text[finding.start : finding.end]).replace(" ", "")
        return min(Levenshtein.distance(found, word) for word in self.words[finding.holder])


def _lies_in(finding: Finding, other: Finding) -> bool:
    return other.holder != finding.holder and other.start <= finding.start and finding.end <= other.end


def identity(holder: Holder) -> str:
    return f"{holder.kind}-{holder.pk}"


def exposures(
    document: Any, record: Publishable, *, together: Collection[Publishable] | None = ()
) -> list[Exposure]:
    """Every name in a document of this record that may not stand there.

    Somebody is named by what was published of them, not by a draft that nobody has approved; `together` are
    those whose drafts are approved with the record, None: all, as in a preview.
    """
    return _exposures(list(writings(document)), record, together)


def leave_out_addresses(
    document: Any, record: Publishable, *, together: Collection[Publishable] | None = ()
) -> None:
    """An address that holds a name which may not stand there is left out: masked, it would lead nowhere."""
    for exposure in _exposures([w for w in writings(document) if w.is_address], record, together):
        write(document, exposure.writing.path, "")


def _exposures(
    texts: list[Writing], record: Publishable, together: Collection[Publishable] | None
) -> list[Exposure]:
    if not texts:
        return []
    concerned = concerns(record)
    cast = Cast((writing.text for writing in texts), also=concerned)

    def may_stand_by_the_desk(finding: Finding) -> bool:
        holder = cast.holders[finding.holder]
        visibility = concerned.get(holder, Visibility(holder.visibility))
        return visibility == Visibility.NAMED and cast.is_public_name(finding)

    def may_stand(finding: Finding) -> bool:
        holder = cast.holders[finding.holder]
        approved = together is None or holder == record or holder in together
        return may_stand_by_the_desk(finding) and (approved or cast.is_published_name(finding))

    found = []
    for writing in texts:
        findings = cast.find(writing)
        allowed = [finding for finding in findings if may_stand(finding)]
        for finding in findings:
            if finding in allowed:
                continue
            holder = cast.holders[finding.holder]
            anothers = cast.belongs_to_another(writing, finding, allowed)
            unapproved = may_stand_by_the_desk(finding)
            exposure = Exposure(
                writing,
                finding,
                holder,
                certain=(finding.whole or holder in concerned)
                and not anothers
                and not (unapproved and not _was_hidden(holder)),
                former=finding.holder.endswith(FORMER),
                unapproved=unapproved,
            )
            if unapproved and not exposure.certain and not finding.whole and holder not in concerned:
                continue
            if exposure.former and cast.is_public(holder):
                if finding.whole and not anothers:
                    found.append(replace(exposure, certain=False))
            elif exposure.former:  # a draft alone names her, so that her former names are as secret as before
                if not anothers:
                    found.append(replace(exposure, former=False))
            elif holder in concerned or not anothers or cast.is_named_after(finding, allowed):
                found.append(exposure)
    return found


def _was_hidden(holder: Holder) -> bool:
    return holder.reviews.filter(move="hide").exists()


def concerns(record: Publishable) -> dict[Holder, Visibility]:
    """Whom a record's document is about, and how each may appear in it."""
    match record:
        case Person() | Organization():
            return {record: Visibility(record.visibility)}
        case Case():
            return _participants(record)
        case Event():
            shared = record.shared_by.all()
            return {holder: seen for case in shared for holder, seen in _participants(case).items()}
    return {}


def _published_names(holders: Iterable[Holder]) -> dict[str, set[str]]:
    """For each identity the names, folded, that the public reads now."""
    by_page: dict[tuple[str, str], str] = {
        (holder.kind, holder.key): identity(holder) for holder in holders if holder.key
    }
    found: dict[str, set[str]] = defaultdict(set)
    if not by_page:
        return found
    pages = Page.objects.filter(kind__in=["person", "organization"], key__in={key for _kind, key in by_page})
    for page in pages.exclude(state=Page.State.GONE).only("kind", "key", "state", "version", "titles"):
        if (page.kind, page.key) in by_page:
            found[by_page[page.kind, page.key]] = {fold(name["text"]) for name in _shown_names(page)}
    return found


def _shown_names(page: Page) -> list[Any]:
    """Also of a page that was withdrawn: its last version before the tombstone still names them in cases."""
    if page.state == Page.State.LIVE:
        return list(page.titles)
    last = Version.objects.filter(kind=page.kind, key=page.key, version=page.version - 1).first()
    return list(last.read().get("names", ())) if last else []


def _participants(case: Case) -> dict[Holder, Visibility]:
    found: dict[Holder, Visibility] = {}
    rows = case.participations.select_related("person", "organization")
    for row in rows.prefetch_related("person__names", "organization__names"):
        party = row.person or row.organization
        if party is not None:
            found[party] = stricter(stricter(party.visibility, row.visibility), found.get(party, ""))
    return found


def _candidates(texts: Iterable[str]) -> dict[str, Holder]:
    """Whoever has a name with a key that could stand in these texts."""
    keys = sorted({key for text in texts for key in lookup_keys(text)})
    people: set[int] = set()
    organizations: set[int] = set()
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        people.update(PersonName.objects.filter(keys__key__in=some).values_list("person_id", flat=True))
        organizations.update(
            OrganizationName.objects.filter(keys__key__in=some).values_list("organization_id", flat=True)
        )
    found: list[Holder] = [
        *Person.objects.filter(pk__in=people).prefetch_related("names"),
        *Organization.objects.filter(pk__in=organizations).prefetch_related("names"),
    ]
    return {identity(holder): holder for holder in found}
