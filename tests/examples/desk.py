"""A researcher enters, an editor approves, a reader reads: each at the addresses and in the forms they use.

    leyla = desk.person("Leyla Quluzadə")
    case = desk.case("A reporter is tried", who=[(leyla, "defendant")])
    desk.proceeding(case, "criminal", steps=[step("22 April 2015", "convicted", years=7)])
    desk.publish(case)
    assert "convicted" in desk.page(case)

Rows are dicts of what is typed into a form; codes stand for the terms that she chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.test import Client

from cases.models import (
    Case,
    Event,
    Organization,
    Person,
    Proceeding,
    Provision,
    Publishable,
    Source,
)
from cases.public.models import Page
from tests.desk.form import Form, created, errors
from tests.factories import term
from tests.public.reading import links, said

Row = dict[str, Any]
Who = Person | Organization | str  # a string: an unidentified party, in words


def step(date: str, kind: str, *, who: str = "", sentences: Sequence[Row] = (), **typed: Any) -> Row:
    """A step as a row of the form. `years=7` and the like are the prison sentence that it imposed on all."""
    length = {name: typed.pop(name) for name in ("years", "months", "days", "suspended") if name in typed}
    sentences = [*sentences, *([sentence(who=who, **length)] if length else [])]
    return {"date": date, "step_kind": kind, "who": who, "sentences": sentences, **typed}


def sentence(kind: str = "prison", *, who: str = "", **typed: Any) -> Row:
    return {"sanction_kind": kind, "who": who, **typed}


class Desk:
    def __init__(self, researcher: Client, editor: Client) -> None:
        self.researcher, self.editor, self.reader = researcher, editor, Client()

    # ------------------------------------------------------------ people, organizations, laws, sources

    def person(
        self, *names: str, shown: str = "named", basis: str = "widely_reported", **typed: Any
    ) -> Person:
        form = self._party("person", names, shown, basis, typed)
        return Person.objects.get(pk=self._saved(form))

    def official(self, name: str) -> Person:
        """Named in office, by one click."""
        form = Form(self.researcher, "/desk/cases/person/add/")
        form.row("names", 0, text=name)
        return Person.objects.get(pk=self._saved(form, "_official"))

    def organization(
        self,
        *names: str,
        kind: str = "ngo",
        basis: str = "own_publicity",
        statuses: Iterable[Row] = (),
        domains: Iterable[Row] = (),
        **typed: Any,
    ) -> Organization:
        typed["organization_kind"] = term("organization_kind", kind).pk
        form = self._party("organization", names, "named", basis, typed)
        self._fill(form, "statuses", statuses, status="organization_status")
        self._fill(form, "domains", domains)
        form.row("citations", 0, source=self.source().pk, used_for=["everything"])
        return Organization.objects.get(pk=self._saved(form))

    def body(self, name: str, kind: str = "court", country: str = "AZ") -> Organization:
        return self.organization(name, kind=kind, basis="office", country=country)

    def law(self, title: str, country: str = "Azerbaijan") -> Provision:
        form = Form(self.researcher, "/desk/cases/provision/add/")
        form["level"], form["title"], form["country"] = "instrument", title, country
        return Provision.objects.get(pk=self._saved(form))

    def article(self, law: Provision, code: str, title: str = "", level: str = "article") -> Provision:
        form = Form(self.researcher, "/desk/cases/provision/add/")
        form["level"], form["parent"], form["code"], form["title"] = level, law.pk, code, title
        return Provision.objects.get(pk=self._saved(form))

    def source(self, title: str = "A report", kind: str = "ngo_report") -> Source:
        found = Source.objects.filter(title=title).first()
        if found:
            return found
        form = Form(self.researcher, "/desk/cases/source/add/")
        form["title"], form["source_kind"] = title, term("source_kind", kind).pk
        return Source.objects.get(pk=self._saved(form))

    # ------------------------------------------------------------ cases

    def case(
        self,
        title: str,
        *types: str,
        who: Iterable[tuple[Who, str] | tuple[Who, str, Row]] = (),
        lead: str = "Azerbaijan",
        began: str,
        summary: str = "",
        countries: Iterable[tuple[str, str]] = (),
        events: Iterable[Row] = (),
        affected: Iterable[Row] = (),
        part_of: Case | None = None,
        status: str = "",
    ) -> Case:
        form = Form(self.researcher, "/desk/cases/case/add/")
        form["working_title"], form["lead_country"], form["began"] = title, lead, began
        form["types"] = [str(term("case_type", code).pk) for code in types]
        if status:
            form["status"] = term("case_status", status).pk
        form.row("texts", 0, language="en", title=title, summary=summary or f"{title}.")
        self._fill(form, "countries", ({"country": c, "role": r} for c, r in countries), role="country_role")
        self._fill(form, "participations", (_participant(*row) for row in who), role="role")
        self._fill(form, "events", events, event_kind="event_kind")
        self._fill(form, "affected", affected, whom="affected", done="case_type")
        if part_of:
            part = term("case_relation", "part_of").pk
            form.row("relations", 0, other=part_of.pk, relation=part)
        form.row("citations", 0, source=self.source().pk, used_for=["everything"])
        return Case.objects.get(pk=self._saved(form))

    def proceeding(
        self,
        case: Case,
        kind: str,
        *,
        brought_by: Who = "",
        numbers: Iterable[Row] = (),
        charges: Iterable[Row] = (),
        steps: Sequence[Row] = (),
        other_cases: Iterable[Case] = (),
        **typed: Any,
    ) -> Proceeding:
        """All who are targeted in the case are its parties, unless `parties` names others."""
        form = Form(self.researcher, f"/desk/cases/proceeding/add/?main_case={case.pk}")
        parties = typed.pop("parties", None)
        rows = case.participations.filter(role__parent__code="affected")
        chosen = (
            rows if parties is None else [row for row in case.participations.all() if _of(row) in parties]
        )
        form["parties"] = [str(row.pk) for row in chosen]
        if brought_by:
            form["brought_by"] = [str(row.pk) for row in case.participations.all() if _of(row) == brought_by]
        form["kind"] = term("proceeding_kind", kind).pk
        form["other_cases"] = [str(other.pk) for other in other_cases]
        for name, value in typed.items():
            form[name] = _typed(value)
        self._fill(form, "numbers", numbers)
        self._fill(form, "charges", charges)
        bare = [{name: value for name, value in row.items() if name != "sentences"} for row in steps]
        self._fill(form, "steps", bare, step_kind="step_kind")
        sanctions = [{"step": place, **one} for place, row in enumerate(steps, 1) for one in row["sentences"]]
        self._fill(form, "sanctions", sanctions, sanction_kind="sanction_kind")
        return Proceeding.objects.get(pk=self._saved(form))

    def change(self, record: Any, **typed: Any) -> Form:
        """The form of a record, to be changed and posted by `save`."""
        form = Form(self.researcher, f"/desk/cases/{record._meta.model_name}/{record.pk}/change/")
        for name, value in typed.items():
            form[name] = _typed(value)
        return form

    def save(self, form: Form) -> None:
        response = form.post()
        assert response.redirect_chain, errors(response)

    def held(
        self, case: Case, who: Who, began: str, ended: str = "", kind: str = "pretrial", **typed: Any
    ) -> None:
        form = self.change(case)
        [row] = [row for row in case.participations.all() if _of(row) == who]
        place = int(form["detentions-TOTAL_FORMS"]) if case_has_detentions(case) else 0
        kinds = {"detention_kind": term("detention_kind", kind).pk}
        values = {name: _typed(value) for name, value in typed.items()}
        form.row("detentions", place, whom=row.pk, began=began, ended=ended, **kinds, **values)
        self.save(form)

    # ------------------------------------------------------------ to the public, and what it reads

    def publish(self, record: Case | Event | Person | Organization, note: str = "") -> None:
        """Submitted by one, approved by the other, with all that it names."""
        address = f"/desk/cases/{record._meta.model_name}/{record.pk}"
        response = Form(self.researcher, f"{address}/change/").post("_save_and_submit")
        told = [str(message) for message in response.context["messages"]]
        assert any(message.startswith("Submitted") for message in told), told
        approval = Form(self.editor, f"{address}/move/approve/")
        approval["remark"] = note
        response = approval.post()
        told = [str(message) for message in response.context["messages"]]
        assert "Approved and published." in told, told
        record.refresh_from_db()

    def page(self, record: Publishable | Provision) -> str:
        """What the public page of a record says, in words."""
        return said(self.reader.get(self.address(record)))

    def address(self, record: Publishable | Provision) -> str:
        record.refresh_from_db()
        if isinstance(record, Provision):
            return f"/provisions/{record.number}/"
        page = Page.objects.get(kind=record.kind, key=record.key or "")
        return f"/{'people' if page.kind == 'person' else page.kind + 's'}/{page.key}/{page.slug}/"

    def finds(self, record: Publishable, **asked: Any) -> bool:
        """Whether the list of cases, or that of people or organizations, holds it when it is asked this."""
        address = self.address(record)
        response = self.reader.get(f"/{address.split('/')[1]}/", asked)
        assert response.status_code == 200, said(response)
        return address in links(response)

    # ------------------------------------------------------------ forms

    def _party(
        self, kind: str, names: Sequence[str], shown: str, basis: str, typed: Mapping[str, Any]
    ) -> Form:
        form = Form(self.researcher, f"/desk/cases/{kind}/add/")
        for place, name in enumerate(names):
            form.row("names", place, text=name, kind="transliteration" if place else "primary")
        form["visibility"] = shown
        if shown == "named":
            form["basis"] = term("visibility_basis", basis).pk
        for name, value in typed.items():
            form[name] = _typed(value)
        return form

    def _fill(self, form: Form, prefix: str, rows: Iterable[Row], **vocabularies: str) -> None:
        for place, row in enumerate(rows):
            values = {
                name: term(vocabularies[name], value).pk if name in vocabularies else _typed(value)
                for name, value in row.items()
            }
            form.row(prefix, place, **values)

    def _saved(self, form: Form, button: str = "_continue") -> int:
        return created(form.post(button))


def case_has_detentions(case: Case) -> bool:
    return any(row.detentions.exists() for row in case.participations.all())


def _participant(who: Who, role: str, further: Row | None = None) -> Row:
    named = {"party": who} if isinstance(who, str) else {"who": f"{who.kind}:{who.pk}"}
    return {**named, "role": role, **(further or {})}


def _of(row: Any) -> Who:
    found: Who = row.person or row.organization or row.party
    return found


def _typed(value: Any) -> Any:
    """A record as the key by which a form names it."""
    if isinstance(value, list):
        return [f"{one.kind}:{one.pk}" if isinstance(one, Person | Organization) else one for one in value]
    return getattr(value, "pk", value)
