"""From draft to public: a table of moves, and who may make them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Dismissal, Event, Organization, Person, Publishable, Review, State
from cases.public.changes import Change, changes
from cases.public.models import Page, Version
from cases.publishing import compose, release
from cases.publishing.checks import Problem, companions, problems
from cases.publishing.release import Refused

__all__ = [
    "MOVES",
    "Refused",
    "Standing",
    "approve",
    "as_read",
    "changed",
    "changes_waiting",
    "companions",
    "dismiss",
    "possible_moves",
]


@dataclass(frozen=True)
class Move:
    label: str | Promise
    from_: frozenset[State]
    permission: str
    needs_remark: bool = False


MOVES = {
    "submit": Move(
        gettext_lazy("Submit for review"), frozenset({State.DRAFT, State.SENT_BACK}), "cases.submit_record"
    ),
    "send_back": Move(
        gettext_lazy("Send back"), frozenset({State.IN_REVIEW}), "cases.review_record", needs_remark=True
    ),
    "approve": Move(gettext_lazy("Approve and publish"), frozenset({State.IN_REVIEW}), "cases.review_record"),
    "withdraw": Move(
        gettext_lazy("Withdraw from the public"), frozenset(State), "cases.withdraw_record", needs_remark=True
    ),
}


# Warnings that wait for somebody's reason: a researcher insists on what contradicts itself before she submits
# it, and an editor answers for what may be a name.
SETTLED_TO_SUBMIT = ("contradiction:",)
SETTLED_TO_APPROVE = ("contradiction:", "name:")


@dataclass(frozen=True)
class Standing:
    """Whether the public sees a record, and whether the desk has changed it since."""

    version: int | None
    published_at: datetime | None
    live: bool
    waiting: bool


def standing(record: Publishable) -> Standing:
    page = Page.objects.filter(kind=record.kind, key=record.key).first() if record.key else None
    live = page is not None and page.state == Page.State.LIVE
    return Standing(
        version=page.version if page else None,
        published_at=page.changed if page else None,
        live=live,
        waiting=record.state != State.UNCHANGED,
    )


def changes_waiting(record: Publishable) -> tuple[Change, ...]:
    """What the next version would say otherwise than the public one; nothing of what is not public.

    As a preview shows it: with what it names as if all of that were approved too.
    """
    here = standing(record)
    if not here.live or here.version is None:
        return ()
    public = Version.objects.get(kind=record.kind, key=record.key, version=here.version)
    return changes(compose.previewed(record), public.read(), in_full=True)


def possible_moves(record: Publishable, by: User) -> list[str]:
    """The moves that this person may make from here, in the order in which they come."""
    return [name for name in MOVES if _may(name, record, by)]


@transaction.atomic
def changed(record: Publishable, *, by: User) -> None:
    """Note that a record, or anything that belongs to it, was saved: it is a draft again.

    So what is approved is what was submitted. An event of a case changes its case; a confirmation of a name
    was given for the record as it stood.
    """
    record.state = State.DRAFT
    record.revision += 1
    record.changed_by, record.changed_at = by, timezone.now()
    record.submitted_by = None
    fields = ["state", "revision", "changed_by", "changed_at", "submitted_by"]
    if isinstance(record, Person | Organization):
        record.naming_confirmed_by = None
        fields.append("naming_confirmed_by")
    record.save(update_fields=fields)
    if isinstance(record, Event) and record.case:
        changed(record.case, by=by)


@transaction.atomic
def submit(record: Publishable, *, by: User, remark: str = "") -> list[Publishable]:
    """Submit a record, and with it whatever it names that is unpublished or changed."""
    _require("submit", record, by)
    together = [record, *(other for other in companions(record) if _waits_at_the_desk(other))]
    found = [
        problem
        for one in together
        for problem in _seen_from(record, one, together, open_to=SETTLED_TO_SUBMIT)
    ]
    if found:
        raise Refused(_("Some things stand between this draft and the public."), found)
    for one in together:
        one.state, one.submitted_by = State.IN_REVIEW, by
        one.save(update_fields=["state", "submitted_by"])
        _log(one, "submit", by, remark)
    return together


@transaction.atomic
def send_back(record: Publishable, *, by: User, remark: str) -> None:
    """Return a record, and what was submitted with it, to the researcher with a remark."""
    _require("send_back", record, by)
    if not remark.strip():
        raise Refused(_("Say in a remark what should be changed."))
    for one in [record, *_in_review(record)]:
        one.state = State.SENT_BACK
        one.save(update_fields=["state"])
        _log(one, "send_back", by, remark)


def as_read(record: Publishable) -> str:
    """A mark of what somebody reads who decides on a record: it, and what is in review with it."""
    together = [record, *_in_review(record)]
    return " ".join(sorted(f"{one.kind}-{one.pk}:{one.revision}" for one in together))


@transaction.atomic
def approve(record: Publishable, *, by: User, note: str = "", read: str | None = None) -> int:
    """Approve a record with what was submitted with it, and publish all; returns the version of its page.

    `read` is the mark (`as_read`) of what the approver had before her; without it, as from a program, it is
    what stands now. Raises Refused, and publishes nothing, where she read something else, where a problem or
    an open question about a name is left, where the same person submitted or last changed it, or where a
    change of a public page lacks its note.
    """
    _require("approve", record, by)
    if read is not None and read != as_read(record):
        raise Refused(_("It was changed after you opened it: read it again, then approve it."))
    together = [record, *_in_review(record)]
    for one in together:
        _require_second_person(one, by)
    if found := [
        problem
        for one in together
        for problem in _seen_from(record, one, together, open_to=SETTLED_TO_APPROVE)
    ]:
        raise Refused(_("Some things stand between this record and the public."), found)
    if standing(record).live and not note.strip():
        raise Refused(_("It is public already: say in a note what changed."))
    release.publish(together, by=by, note=note.strip())
    for one in together:
        _log(one, "approve", by, note, version=standing(one).version)
    return standing(record).version or 0


@transaction.atomic
def withdraw(record: Publishable, *, by: User, reason: str) -> None:
    _require("withdraw", record, by)
    if not reason.strip():
        raise Refused(_("Give the reason: the public reads it where the page was."))
    release.withdraw(record, by=by, reason=reason.strip())


@transaction.atomic
def dismiss(record: Publishable, key: str, *, by: User, reason: str) -> None:
    """Set a warning aside, with the reason; a problem that blocks cannot be set aside.

    A researcher may insist on what contradicts itself; all other warnings an editor decides.
    """
    if not may_dismiss(key, by):
        raise Refused(_("Only an editor sets this warning aside."))
    if not reason.strip():
        raise Refused(_("Say why the warning does not hold."))
    if not any(problem.key == key and not problem.blocking for problem in problems(record)):
        raise Refused(_("There is no such warning any more."))
    Dismissal.objects.create(**_of(record), warning=key, reason=reason.strip(), by=by)


def may_dismiss(key: str, by: User) -> bool:
    """Whether this person may set aside a warning of this key."""
    insists = key.startswith("contradiction:")
    return by.has_perm("cases.submit_record" if insists else "cases.review_record")


@transaction.atomic
def confirm_naming(record: Person | Organization, *, by: User) -> None:
    """A second person confirms that a minor, relative, witness or complainant may be named."""
    if not by.has_perm("cases.review_record"):
        raise Refused(_("Only an editor confirms that somebody may be named."))
    _require_second_person(record, by)
    record.naming_confirmed_by = by
    record.save(update_fields=["naming_confirmed_by"])
    _log(record, "confirm_naming", by)


# ---------------------------------------------------------------- rules


def _may(name: str, record: Publishable, by: User) -> bool:
    move = MOVES[name]
    if not by.has_perm(move.permission) or record.state not in move.from_:
        return False
    if isinstance(record, Event) and record.case:
        return False  # it is published with its case
    return name != "withdraw" or standing(record).live


def _require(name: str, record: Publishable, by: User) -> None:
    """Take the lock under which everything moves, read the record anew, see that this move may be made."""
    release.lock()
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update(of=("self",)))
    if _may(name, record, by):
        return
    if not by.has_perm(MOVES[name].permission):
        raise Refused(_("You may not do this: ask an editor."))
    state = State(record.state).label
    raise Refused(
        _("“%(record)s” is %(state)s: this move does not start there.") % {"record": record, "state": state}
    )


def _require_second_person(record: Publishable, by: User) -> None:
    if settings.ATLAS_TWO_PERSON_RULE and by.pk in {record.submitted_by_id, record.changed_by_id}:
        raise Refused(_("You submitted or last changed “%s”: a second person has to approve it.") % record)


def _waits_at_the_desk(record: Publishable) -> bool:
    return record.state in {State.DRAFT, State.SENT_BACK}


def _in_review(record: Publishable) -> list[Publishable]:
    return [other for other in companions(record) if other.state == State.IN_REVIEW]


def _seen_from(
    record: Publishable, one: Publishable, together: list[Publishable], *, open_to: tuple[str, ...]
) -> list[Problem]:
    """What blocks one of several records that move together, as seen from the first.

    Warnings of the kinds `open_to` block too, until somebody sets them aside with a reason.
    """
    found = [
        problem
        for problem in problems(one, together=together)
        if problem.blocking or (problem.key.startswith(open_to) and not problem.dismissed)
    ]
    if one == record:
        return found
    return [
        Problem(f"{one.kind}-{one.pk}:{problem.key}", f"{one}: {problem.text}", problem.field, record=one)
        for problem in found
    ]


def _of(record: Publishable) -> dict[str, Publishable]:
    return {"profile" if record.kind == "country" else record.kind: record}


def _log(record: Publishable, move: str, by: User, remark: str = "", version: int | None = None) -> None:
    Review.objects.create(**_of(record), move=move, by=by, remark=remark, version=version)
