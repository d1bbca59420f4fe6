"""The bar on top of a record's form: where it stands, whether the public sees it, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Event, Organization, Person, Publishable, State, Visibility
from cases.publishing import workflow
from cases.publishing.checks import Problem
from cases.publishing.workflow import MOVES, Standing


@dataclass(frozen=True)
class Step:
    word: str
    here: bool


@dataclass(frozen=True)
class Button:
    move: str
    label: str
    url: str  # of the page that asks what is needed, or that makes the move


@dataclass(frozen=True)
class ShownProblem:
    problem: Problem
    url: str  # the field, here or in the form of another record
    place: str  # "Who", or the other record
    dismiss_url: str

    @property
    def away(self) -> bool:
        """Whether it is settled in another form."""
        return not self.url.startswith("#")


@dataclass(frozen=True)
class Bar:
    plate: str
    steps: list[Step]
    next: str
    public: str
    standing: Standing | None
    main: Button | None  # the one move that comes next
    others: list[Button]
    blocking: list[ShownProblem]
    warnings: list[ShownProblem]
    dismissed: list[Problem]  # with the reason of whoever set them aside
    heading: str
    preview_url: str
    public_url: str

    def shown(self) -> dict[str, ShownProblem]:
        return {one.problem.key: one for one in [*self.blocking, *self.warnings]}


def new_bar() -> Bar:
    """Of a record that was never saved."""
    return Bar(
        plate=_("no number yet"),
        steps=_steps(State.DRAFT, live=False),
        next=_("write what you know, then save. Any part may stay empty."),
        public=_("Not public."),
        standing=None,
        main=None,
        others=[],
        blocking=[],
        warnings=[],
        dismissed=[],
        heading="",
        preview_url="",
        public_url="",
    )


def bar_of(
    record: Publishable,
    by: User,
    problems: Sequence[Problem],
    places: dict[str, Any],
    elsewhere: Mapping[str, str] | None = None,
) -> Bar:
    """`places` names the part of the form in which a field stands, for the list of problems.

    `elsewhere`: for the key of a problem the address of a form that settles it, other than the record's own.
    """
    standing = workflow.standing(record)
    moves = workflow.possible_moves(record, by)
    buttons = [button(record, name) for name in moves]
    forward = [one for one in buttons if one.move in {"submit", "approve"} and not has_no_page(record)]
    elsewhere = elsewhere or {}
    blocking = [_shown(record, one, places, by, elsewhere) for one in problems if one.blocking]
    return Bar(
        plate=record.key or _("no number yet"),
        steps=_steps(State(record.state), standing.live),
        next=_next(record, by, moves, len(blocking), standing),
        public=_public(record, standing),
        standing=standing,
        main=forward[0] if forward else None,
        others=[one for one in buttons if one.move not in {"submit", "approve"}],
        blocking=blocking,
        warnings=[
            _shown(record, one, places, by, elsewhere)
            for one in problems
            if not one.blocking and not one.dismissed
        ],
        dismissed=[one for one in problems if one.dismissed],
        heading=_heading(record, len(blocking)),
        preview_url=admin_url(record, "preview"),
        public_url=public_url(record.kind, record.key) if standing.live else "",
    )


def button(record: Publishable, move: str) -> Button:
    return Button(move, str(MOVES[move].label), admin_url(record, "move", move))


def admin_url(record: Any, what: str, *more: Any) -> str:
    """admin_url(case, "change"): the address of a record's form, or of something beside it."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_{what}", args=[record.pk, *more]
    )


def public_url(kind: str, key: str | None) -> str:
    """Where the public reads it; the public room adds the words after the number."""
    plural = {"case": "cases", "person": "people", "organization": "organizations", "event": "events"}
    path = f"/{plural.get(kind, 'countries')}/{key}/"
    return path if settings.PUBLIC_IS_OPEN else settings.ATLAS_PUBLIC_URL + path


def _steps(state: State, live: bool) -> list[Step]:
    first = State.SENT_BACK.label if state == State.SENT_BACK else State.DRAFT.label
    return [
        Step(str(first), state in {State.DRAFT, State.SENT_BACK}),
        Step(str(State.IN_REVIEW.label), state == State.IN_REVIEW),
        Step(_("published"), state == State.UNCHANGED and live),
    ]


def _public(record: Publishable, standing: Standing) -> str:
    if standing.live and standing.waiting:
        return _("The public sees version %(version)s, without the changes here.") % {
            "version": standing.version
        }
    if standing.live:
        return _("The public sees version %(version)s.") % {"version": standing.version}
    if standing.version:
        return _("Taken from the public.")
    return _("Not public.")


def _heading(record: Publishable, blocking: int) -> str:
    if has_no_page(record):
        words = ngettext("%(count)s thing to settle", "%(count)s things to settle", blocking)
    elif record.state == State.UNCHANGED:
        words = ngettext(
            "%(count)s thing to settle before the next version",
            "%(count)s things to settle before the next version",
            blocking,
        )
    else:
        words = ngettext(
            "%(count)s thing stands between this draft and the public",
            "%(count)s things stand between this draft and the public",
            blocking,
        )
    return words % {"count": blocking}


def _next(record: Publishable, by: User, moves: Sequence[str], blocking: int, standing: Standing) -> str:
    if isinstance(record, Event) and record.case_id:
        return _("nothing here: it is published with its case.")
    if has_no_page(record) and blocking:
        return _("hide the name from the public, or name it again.")
    if has_no_page(record):
        return _("nothing: the name is not public, and cases show the row without it.")
    match record.state:
        case State.IN_REVIEW if "approve" in moves and _is_hers(record, by):
            return _("a second person reads it: you submitted or last changed it.")
        case State.IN_REVIEW if "approve" in moves:
            return _("read the preview, then approve it or send it back.")
        case State.IN_REVIEW:
            return _("an editor reads it. Saving a change makes it a draft again.")
        case State.UNCHANGED if blocking:
            return _("settle what is listed below; the public page stays as it is until the next version.")
        case State.UNCHANGED:
            return _("nothing; a change starts a new draft, the public page stays as it is.")
    if blocking:
        settle = ngettext(
            "settle %(count)s thing, then submit.", "settle %(count)s things, then submit.", blocking
        )
        return settle % {"count": blocking}
    return _("submit it for review.")


def has_no_page(record: Publishable) -> bool:
    """Whoever is withheld or goes by a pseudonym is a row in cases and nothing more."""
    closed = {Visibility.WITHHELD, Visibility.PSEUDONYM}
    return isinstance(record, Person | Organization) and record.visibility in closed


def _is_hers(record: Publishable, by: User) -> bool:
    return settings.ATLAS_TWO_PERSON_RULE and by.pk in {record.submitted_by_id, record.changed_by_id}


def _shown(
    record: Publishable,
    problem: Problem,
    places: dict[str, Any],
    by: User,
    elsewhere: Mapping[str, str],
) -> ShownProblem:
    other = problem.record if problem.record is not None and problem.record != record else None
    target = other or record
    base = admin_url(other, "change") if other else ""
    anchor = problem.field
    if other is not None and anchor == "participations":
        anchor = "visibility"  # the row is here, the decision stands in the other form
    elif isinstance(other, Person) and anchor == "detentions":
        anchor = "died"  # she was held afterwards
    may_dismiss = not problem.blocking and workflow.may_dismiss(problem.key, by)
    return ShownProblem(
        problem=problem,
        url=elsewhere.get(problem.key) or f"{base}#{anchor}",
        place=str(target) if other else str(places.get(anchor, "")),
        dismiss_url=f"{admin_url(record, 'dismiss')}?key={_quoted(problem.key)}" if may_dismiss else "",
    )


def _quoted(key: str) -> str:
    from urllib.parse import quote

    return quote(key, safe="")
