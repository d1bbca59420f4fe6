"""The order in which a form is read: its parts, and in each its fields and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.helpers import AdminReadonlyField, InlineAdminFormSet
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

from cases.desk.places import Places, places_of
from cases.publishing.checks import Problem

Words = str | Promise


@dataclass(frozen=True)
class Part:
    """A part of a form. `rows` are names of fields, several of which may share a line, and tables."""

    slug: str
    title: Words
    rows: Sequence[Any] = ()
    hint: Words = ""
    template: str = ""  # what follows the rows: read, not edited
    own: Sequence[str] = ()  # fields that the template shows itself

    def fields(self) -> list[str]:
        names: list[str] = list(self.own)
        for row in self.rows:
            if not isinstance(row, type):
                names += [row] if isinstance(row, str) else list(row)
        return names

    def inlines(self) -> list[Any]:
        return [row for row in self.rows if isinstance(row, type)]


@dataclass(frozen=True)
class Cell:
    """A column of a table of rows: a label, and the fields that stand in it one below the other."""

    label: Words
    fields: tuple[str, ...]
    slug: str = ""
    more: Words = ""  # these are folded under this word
    folded: tuple[str, ...] = ()

    def all_fields(self) -> tuple[str, ...]:
        return (*self.fields, *self.folded)


@dataclass
class Line:
    """One line of a part, ready to be shown: fields beside one label, or a table."""

    anchor: str
    fields: list[BoundField] = field(default_factory=list)
    readonly: Any = None
    table: "Table | None" = None
    problems: list[Problem] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)  # the same, with their links

    def all_problems(self) -> list[Problem]:
        rows = self.table.rows if self.table is not None else []
        return [*self.problems, *(problem for row in rows for problem in row.problems)]


@dataclass
class ShownCell:
    cell: Cell
    fields: list[BoundField]
    folded: list[BoundField]
    filled: bool  # something stands in what is folded


@dataclass
class Row:
    form: Any
    number: int
    id: str
    cells: list[ShownCell]
    saved: Any  # the record of the row, None for a new one
    empty: bool  # the template that the script copies
    beside: Mapping[str, Any]  # what the row's class says of a saved row
    hidden: list[BoundField]
    deletion: BoundField | None
    problems: list[Problem] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)


@dataclass
class Table:
    prefix: str
    admin: InlineAdminFormSet
    cells: list[Cell]
    rows: list[Row]
    title: Words
    hint: Words
    label: Words
    stacked: bool
    may_add: bool
    beside: Words
    numbered: bool
    pastes: Words

    @property
    def columns(self) -> int:
        return len(self.cells) + 1 + bool(self.numbered) + bool(self.beside)


@dataclass
class Section:
    slug: str
    title: Words
    hint: Words
    lines: list[Line]
    template: str
    own: Sequence[str] = ()

    @property
    def problems(self) -> list[Problem]:
        found = [problem for line in self.lines for problem in line.all_problems()]
        return [problem for problem in dict.fromkeys(found) if not problem.dismissed]


def lay_out(
    parts: Sequence[Part],
    form: Any,
    tables: Sequence[InlineAdminFormSet],
    problems: Sequence[Problem],
    readonly: Any,
) -> list[Section]:
    """The parts with their fields and tables, and each problem beside the field that mends it."""
    by_class = {type(table.opts): table for table in tables}
    where = places_of(problems)
    sections = []
    for part in parts:
        lines = []
        for row in part.rows:
            if isinstance(row, type):
                if row in by_class:
                    lines.append(_table_line(by_class[row], where, problems))
            else:
                names = [row] if isinstance(row, str) else list(row)
                lines.append(_field_line(names, form, readonly))
        for line in lines:
            line.problems = [problem for problem in problems if _stands_at(problem, line, where)]
        sections.append(Section(part.slug, part.title, part.hint, lines, part.template, part.own))
    return sections


def _stands_at(problem: Problem, line: Line, where: Places) -> bool:
    """Not below the table what is shown beside one of its rows."""
    rows = line.table.rows if line.table is not None else []
    if problem.dismissed or any(problem in row.problems for row in rows):
        return False
    if problem.key in where.proceedings and line.anchor == "steps":
        return False  # of another proceeding
    return problem.field in _names(line)


def _names(line: Line) -> set[str]:
    return {line.anchor, *(bound.name for bound in line.fields)}


def _field_line(names: list[str], form: Any, readonly: Any) -> Line:
    line = Line(anchor=names[0])
    line.fields = [form[name] for name in names if name in form.fields]
    if not line.fields:
        line.readonly = [
            AdminReadonlyField(form, name, is_first=index == 0, model_admin=readonly)
            for index, name in enumerate(names)
        ]
    return line


def _table_line(admin: InlineAdminFormSet, where: Places, problems: Sequence[Problem]) -> Line:
    options: Any = admin.opts
    formset: Any = admin.formset
    cells = options.cells
    forms = list(formset.forms) + ([formset.empty_form] if admin.has_add_permission else [])
    rows = []
    for index, form in enumerate(forms):
        empty = index == len(formset.forms)
        saved = options.saved_of(form)
        rows.append(
            Row(
                form=form,
                number=index + 1,
                problems=where.of_row(problems, str(options.model._meta.model_name), saved.pk)
                if isinstance(saved, Model)
                else [],
                id=f"{formset.prefix}-{'empty' if empty else index}",
                cells=[_cell(cell, form) for cell in cells],
                saved=saved,
                empty=empty,
                beside=options.beside(saved) if saved else {},
                hidden=[bound for bound in form.hidden_fields() if bound.name != "DELETE"],
                deletion=form["DELETE"] if "DELETE" in form.fields else None,
            )
        )
    table = Table(
        prefix=formset.prefix,
        admin=admin,
        cells=cells,
        rows=rows,
        title=options.title,
        hint=options.hint,
        label=options.verbose_name,
        stacked=options.stacked,
        may_add=admin.has_add_permission,
        beside=options.beside_label,
        numbered=options.numbered,
        pastes=options.pastes,
    )
    return Line(anchor=formset.prefix, table=table)


def _cell(cell: Cell, form: Any) -> ShownCell:
    folded = [form[name] for name in cell.folded]
    return ShownCell(
        cell=cell,
        fields=[form[name] for name in cell.fields],
        folded=folded,
        filled=any(
            bound.errors or bound.value() not in (None, "", [], bound.field.initial) for bound in folded
        ),
    )


def link_problems(sections: Sequence[Section], shown: Mapping[str, Any]) -> None:
    """Give each problem beside a field its links: to what disagrees, and to setting it aside."""
    for section in sections:
        for line in section.lines:
            held: list[Line | Row] = [line, *(line.table.rows if line.table is not None else [])]
            for one in held:
                one.shown = [shown[problem.key] for problem in one.problems if problem.key in shown]
