"""Which row of which form a problem is about, so that it can be shown beside it and linked to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from cases.models import Sanction, Step
from cases.publishing.checks import Problem

# The first words of a problem's key -> the kinds of the rows whose keys follow, the last for all the rest.
ABOUT: dict[str, tuple[str, ...]] = {
    "contradiction:release": ("event",),
    "contradiction:detentions": ("detention",),
    "contradiction:death": ("detention",),
    "contradiction:held_after_event": ("detention", "event"),
    "contradiction:held_after_step": ("detention", "step"),
    "contradiction:acquittal": ("step",),
    "contradiction:early": ("step",),
    "contradiction:conviction": ("step",),
    "contradiction:sanction": ("sanction",),
    "contradiction:status": ("legalstatus",),
    "unsourced:event": ("event",),
    "unsourced:step": ("step",),
    "untitled:event": ("event",),
}


@dataclass(frozen=True)
class Places:
    """For the key of a problem: the rows it is about, and the form of the proceeding in which they stand."""

    rows: Mapping[str, frozenset[tuple[str, int]]] = field(default_factory=dict)
    proceedings: Mapping[str, int] = field(default_factory=dict)

    def of_row(self, problems: Iterable[Problem], kind: str, pk: int) -> list[Problem]:
        return [
            problem
            for problem in problems
            if not problem.dismissed and (kind, pk) in self.rows.get(problem.key, frozenset())
        ]

    def elsewhere(self, but: int | None = None) -> dict[str, str]:
        """The address of a proceeding's form, for problems of its steps; `but` is the one that is open."""
        return {
            key: reverse("admin:cases_proceeding_change", args=[pk]) + "#steps"
            for key, pk in self.proceedings.items()
            if pk != but
        }


def places_of(problems: Iterable[Problem]) -> Places:
    rows = {problem.key: found for problem in problems if (found := _named(problem.key))}
    wanted = {pk for found in rows.values() for kind, pk in found if kind == "step"}
    imposed = {pk for found in rows.values() for kind, pk in found if kind == "sanction"}
    steps = dict(Step.objects.filter(pk__in=wanted).values_list("pk", "proceeding")) if wanted else {}
    sanctions = {pk: (step, of) for pk, step, of in _sanctions(imposed)} if imposed else {}
    shown: dict[str, frozenset[tuple[str, int]]] = {}
    proceedings: dict[str, int] = {}
    for key, found in rows.items():
        kinds = set(found)
        for kind, pk in found:
            if kind == "sanction" and pk in sanctions:
                kinds.add(("step", sanctions[pk][0]))
                proceedings[key] = sanctions[pk][1]
            if kind == "step" and pk in steps:
                proceedings[key] = steps[pk]
                kinds.add(("proceeding", steps[pk]))
        shown[key] = frozenset(kinds)
    return Places(shown, proceedings)


def _sanctions(pks: set[int]) -> Iterable[tuple[int, int, int]]:
    rows = Sanction.objects.filter(pk__in=pks)
    return list(rows.values_list("pk", "step", "step__proceeding"))


def _named(key: str) -> frozenset[tuple[str, int]]:
    for about, kinds in ABOUT.items():
        if key.startswith(about):
            numbers = [int(one) for one in key[len(about) :].replace("-", ":").split(":") if one.isdigit()]
            last = len(kinds) - 1
            return frozenset((kinds[min(place, last)], pk) for place, pk in enumerate(numbers))
    return frozenset()
