"""Whom and what the rows of a proceeding name, in short codes: `1-3, 5`, `all but 4`, `178.3.2`.

Thirty parties ticked in sixty rows would be 1,800 boxes to read and to tab through. So the participants of
the case are numbered once, on top of the form, and rows name them by these numbers; a script shows the
same as boxes to tick. The numbers travel with the form: what somebody sees is what she writes by.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from typing_extensions import override

from cases.models import Case, Charge, Correction, Participation, Proceeding, Provision
from cases.models.proceedings import ProceedingParty, Step
from cases.text.keys import read_key, read_keys

ALL = {"all", "hamısı", "все"}
BUT = re.compile(r"^(?:all|hamısı|все)\s+(?:but|except|кроме)\s+", re.IGNORECASE)
SHOWN = 3
NAMING = {"charges": _("charge %(n)s"), "steps": _("step %(n)s"), "sanctions": _("sanction %(n)s")}


@dataclass(frozen=True)
class Listed:
    """A participant with the number under which the form names it."""

    number: int
    pk: int
    name: str
    role: str
    case: str  # where the proceeding belongs to several

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Docket:
    """Of one request: the participants numbered, the provisions charged, and the rows of steps."""

    def __init__(self, proceeding: Proceeding | None, data: Mapping[str, Any], main_case: int | None) -> None:
        self.proceeding = proceeding
        self.sides: dict[int, str] = {}  # participation -> side, of those who are parties
        if proceeding is not None:
            rows = ProceedingParty.objects.filter(proceeding=proceeding)
            self._party_pks = {row.participation_id: row.pk for row in rows}
            self.sides = {row.participation_id: row.side for row in rows}
        else:
            self._party_pks = {}
        self.listed = self._list(main_case, read_keys(data.get("roll", "")))
        self._data = data
        self.ticked = self._ticked()
        self.charges = list(_charges(proceeding)) if proceeding is not None else []
        self.provisions = self._provisions()
        self.steps: list[Step | None] = []  # in the order of their rows, once they are saved

    @cached_property
    def corrections(self) -> Mapping[int | None, list[Correction]]:
        """What steps said before, by step; under None those that were taken out."""
        found: dict[int | None, list[Correction]] = defaultdict(list)
        for one in Correction.objects.filter(proceeding=self.proceeding).select_related("by"):
            found[one.step_id].append(one)
        return found

    def _list(self, main_case: int | None, order: list[int]) -> list[Listed]:
        found = {row.pk: row for row in _participants(self.proceeding, main_case, self.sides)}
        several = len({row.case_id for row in found.values()}) > 1
        pks = [*order, *(pk for pk in found if pk not in order)]
        return [
            Listed(
                number,
                pk,
                str(found[pk]) if pk in found else "",
                found[pk].role.name() if pk in found else "",
                str(found[pk].case) if pk in found and several else "",
            )
            for number, pk in enumerate(pks, 1)
        ]

    def _ticked(self) -> list[int]:
        """Whom "all" means: the parties that are ticked, not those who brought it."""
        data: Any = self._data
        if "roll" in data:
            chosen = set(read_keys(",".join(data.getlist("parties"))))
            return [one.pk for one in self.listed if one.pk in chosen and one.name]
        return [one.pk for one in self.listed if self.sides.get(one.pk) == ProceedingParty.Side.PARTY]

    def _provisions(self) -> dict[str, Provision]:
        """What parties are charged with, those entered just now included: `178.3.2` -> the provision."""
        pks = [charge.provision_id for charge in self.charges]
        total = read_key(self._data.get("charges-TOTAL_FORMS", "")) or 0
        for index in range(min(total, 1000)):
            pks += read_keys(str(self._data.get(f"charges-{index}-provision", "")))
        known = Provision.objects.in_bulk(set(pks))
        found: dict[str, Provision] = {}
        times: Counter[str] = Counter()
        for pk in dict.fromkeys(pks):
            if pk in known:
                code = known[pk].code or known[pk].title
                times[code] += 1
                found[code if times[code] == 1 else f"{code}/{times[code]}"] = known[pk]
        return found

    # ------------------------------------------------------------ reading and writing codes

    def read(self, text: str) -> list[int]:
        """Participations named by their numbers or by a part of a name; none for all of them."""
        text = text.strip()
        if not text or text.casefold() in ALL:
            return []
        if but := BUT.match(text):
            left_out = set(self._named(text[but.end() :]))
            return [pk for pk in self.ticked if pk not in left_out]
        return self._named(text)

    def _named(self, text: str) -> list[int]:
        found: set[int] = set()
        for piece in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
            found |= set(self._piece(piece))
        return [one.pk for one in self.listed if one.pk in found]

    def _piece(self, piece: str) -> list[int]:
        if numbers := re.fullmatch(r"(\d{1,6})(?:\s*[-–—]\s*(\d{1,6}))?", piece):
            first, last = int(numbers[1]), int(numbers[2] or numbers[1])
            asked = [one for one in self.listed if first <= one.number <= last]
            if not asked or last > len(self.listed) or first < 1:
                raise ValidationError(_t("There is no number %(number)s.") % {"number": piece})
        else:
            wanted = piece.casefold()
            asked = [one for one in self.listed if wanted in one.name.casefold()]
            if len(asked) > 1:
                several = ", ".join(str(one) for one in asked[:6])
                raise ValidationError(_t("Which one: %(several)s?") % {"several": several})
            if not asked:
                raise ValidationError(_t("Nobody in the case is called “%(name)s”.") % {"name": piece})
        if gone := next((one for one in asked if not one.name), None):
            raise ValidationError(_t("A colleague took number %(n)s out of the case.") % {"n": gone.number})
        return [one.pk for one in asked]

    def write(self, pks: Iterable[int]) -> str:
        """The shortest code: `1-3, 5`."""
        wanted = set(pks)
        runs: list[list[int]] = []
        for one in self.listed:
            if one.pk in wanted:
                if runs and runs[-1][-1] == one.number - 1:
                    runs[-1].append(one.number)
                else:
                    runs.append([one.number])
        return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)

    def names(self, pks: Sequence[int]) -> str:
        called = [one.name for one in self.listed if one.pk in set(pks)]
        if len(called) <= SHOWN + 1:
            return ", ".join(called)
        more = len(called) - SHOWN
        return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
            "names": ", ".join(called[:SHOWN]),
            "count": more,
        }

    def read_provisions(self, text: str) -> list[Provision]:
        """Provisions under which somebody is charged here, by their codes; none for all of them."""
        found: list[Provision] = []
        for piece in filter(None, (piece.strip() for piece in re.split(r"[,;]", text))):
            if piece.casefold() in ALL:
                return []
            if piece not in self.provisions:
                known = ", ".join(self.provisions) or _t("none")
                words = _t("No charge under “%(code)s” here. There are: %(known)s.")
                raise ValidationError(words % {"code": piece, "known": known})
            found.append(self.provisions[piece])
        return found

    def write_provisions(self, pks: Iterable[int]) -> str:
        wanted = set(pks)
        return ", ".join(code for code, provision in self.provisions.items() if provision.pk in wanted)

    def rows_naming(self, participation: int) -> list[str]:
        """The rows, as they were sent, that name somebody: "charge 1", "step 2"."""
        found = []
        for rows, words in NAMING.items():
            total = read_key(self._data.get(f"{rows}-TOTAL_FORMS", "")) or 0
            for index in range(min(total, 1000)):
                sent = {name: str(self._data.get(f"{rows}-{index}-{name}", "")) for name in ("who", "DELETE")}
                try:
                    named = [] if sent["DELETE"] else self.read(sent["who"])
                except ValidationError:  # said at its own field
                    continue
                if participation in named:
                    found.append(str(words % {"n": index + 1}))
        return found

    # ------------------------------------------------------------ while saving

    def party(self, proceeding: Proceeding, participation: int) -> int:
        """The key of a party; whoever a row names is one from then on."""
        if participation not in self._party_pks:
            made = ProceedingParty.objects.create(proceeding=proceeding, participation_id=participation)
            self._party_pks[participation] = made.pk
        return self._party_pks[participation]

    def parties(self, proceeding: Proceeding, participations: Iterable[int]) -> list[int]:
        return [self.party(proceeding, pk) for pk in participations]

    def write_sides(self, proceeding: Proceeding, brought_by: set[int], parties: set[int]) -> bool:
        """Those who are ticked become parties on this side or that; says whether anything changed."""
        changed = False
        for pk in [*sorted(parties), *sorted(brought_by)]:
            side = ProceedingParty.Side.BROUGHT_BY if pk in brought_by else ProceedingParty.Side.PARTY
            if self.sides.get(pk) != side:
                ProceedingParty.objects.filter(pk=self.party(proceeding, pk)).update(side=side)
                self.sides[pk] = side
                changed = True
        return changed

    def drop_others(self, proceeding: Proceeding, ticked: set[int]) -> bool:
        """Those no longer ticked leave, unless a charge, a step or a sanction still names them."""
        others = ProceedingParty.objects.filter(proceeding=proceeding).exclude(participation__in=ticked)
        unnamed = Q(charges=None, steps=None, sanctions=None)
        dropped, _each = others.filter(unnamed).delete()
        return bool(dropped)


def _participants(
    proceeding: Proceeding | None, main_case: int | None, sides: Mapping[int, str]
) -> list[Participation]:
    rows = Participation.objects.select_related("person", "organization", "role", "case")
    belongs = Q(pk__in=list(sides))
    if proceeding is not None:
        belongs |= Q(case=proceeding.main_case_id) | Q(case__shared_proceedings=proceeding)
    if main_case is not None:
        belongs |= Q(case=main_case)
    return list(rows.filter(belongs).distinct().order_by("case_id", "pk"))


def _charges(proceeding: Proceeding) -> QuerySet[Charge]:
    return Charge.objects.filter(proceeding=proceeding).select_related("party").order_by("pk")


_dockets: "WeakKeyDictionary[HttpRequest, Docket]" = WeakKeyDictionary()


def docket_for(request: HttpRequest, proceeding: Proceeding | None) -> Docket:
    """Read once for a request, however many rows ask."""
    if request not in _dockets:
        sent: Any = request.POST if request.method == "POST" else request.GET
        main = read_key(sent.get("main_case", ""))
        chosen = Case.objects.filter(pk=main).values_list("pk", flat=True).first() if main else None
        data = request.POST if request.method == "POST" else {}
        _dockets[request] = Docket(proceeding, data, chosen if proceeding is None else None)
    return _dockets[request]


# ---------------------------------------------------------------- fields


class CodesBoundField(BoundField):
    @property
    def understood(self) -> str:
        field: Any = self.field
        try:
            return "" if self.errors else str(field.say(str(self.value() or "")))
        except ValidationError:
            return ""


class Codes(forms.CharField):
    """What codes stand for stands below them."""

    bound_field_class = CodesBoundField
    docket: Docket
    picks = ""
    unsaid: Any = ""  # what an empty field means

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "data-picks": self.picks,
            "autocomplete": "off",
            "placeholder": str(self.unsaid),
        }

    @override
    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.read(str(data or "")) != self.read(str(initial or "")))
        except ValidationError:
            return True

    @override
    def to_python(self, value: Any) -> Any:
        return self.read(str(value or ""))

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def say(self, text: str) -> str:
        raise NotImplementedError


class PartyCodes(Codes):
    picks = "parties"
    unsaid = _("for all")

    @override
    def read(self, text: str) -> list[int]:
        return self.docket.read(text)

    @override
    def say(self, text: str) -> str:
        return self.docket.names(self.read(text))


class ProvisionCodes(Codes):
    picks = "provisions"
    unsaid = _("all charges")

    @override
    def read(self, text: str) -> list[Provision]:
        return self.docket.read_provisions(text)

    @override
    def say(self, text: str) -> str:
        return ", ".join(provision.title for provision in self.read(text) if provision.title)
