"""The people and organizations of one case, alone and as several are named in a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cases.public.document import Coded, Participant
from cases.public.matching import Mark
from cases.public.queries.links import Links
from cases.public.queries.sourcing import Refs, Sourcing

MOST_NAMES = 4  # in a line; three and "others" where there are more


@dataclass(frozen=True)
class Party:
    """A row of "people and organizations"."""

    row: Participant
    anchor: str
    address: str
    is_withdrawn: bool  # the page; the name stays in the cases, and says so
    is_targeted: bool
    refs: Refs
    mark: Mark


@dataclass(frozen=True)
class PartyGroup:
    role: Coded
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Whom:
    """Some parties of a case, as a line names them: those first, then how many others."""

    named: tuple[Party, ...]
    others: tuple[Party, ...] = ()
    is_all_but: bool = False

    @property
    def count(self) -> int:
        return len(self.named) + len(self.others)


def parties_of(
    rows: Sequence[Participant],
    sourcing: Sourcing,
    links: Links,
    targeted_roles: frozenset[str],
    marked: Mapping[str, Mark],
) -> tuple[Party, ...]:
    return tuple(
        Party(
            row=row,
            anchor=f"participant-{number}",
            address=links.to(row["who"], row["key"]),
            is_withdrawn=(row["who"], row["key"]) in links.withdrawn,
            is_targeted=row["role"]["code"] in targeted_roles,
            refs=sourcing.refs(row["refs"]),
            mark=marked.get(f"participant-{number}", ""),
        )
        for number, row in enumerate(rows, 1)
    )


def groups_of(parties: Sequence[Party]) -> Iterator[PartyGroup]:
    """Rows of one role together, in the order of the document."""
    for _code, group in groupby(parties, key=lambda party: party.row["role"]["code"]):
        members = tuple(group)
        yield PartyGroup(members[0].row["role"], members)


def whom(parties: Iterable[Party], among: Sequence[Party] | None = None) -> Whom | None:
    """These parties in a line. None where they are all that could be meant: nobody needs to be named."""
    some = tuple(parties)
    if among is not None:
        if len(some) >= len(among):
            return None
        here = {party.anchor for party in some}
        rest = tuple(party for party in among if party.anchor not in here)
        if len(rest) < MOST_NAMES - 1 < len(some):
            return Whom(rest, is_all_but=True)
    return Whom(some) if len(some) <= MOST_NAMES else Whom(some[: MOST_NAMES - 1], some[MOST_NAMES - 1 :])
