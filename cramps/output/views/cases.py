"""What belongs to the case behind an answer, and the answers to several cases together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cramps.output.views.forms import Column, Item, Json, Listing, Row, Section


class Remarks(NamedTuple):
    """What is said of a case besides its answer."""

    #: What contradicts the rest of the case, and was left out.
    conflicts: tuple[str, ...] = ()
    #: What was taken for what.
    notes: tuple[str, ...] = ()
    #: What the case is called, where it stands among others.
    name: str = ""

    def sections(self) -> tuple[Section, ...]:
        """Give the heading of one case among several."""
        return (Section("case", "Case", (Item(self.name),)),) if self.name else ()

    def data(self) -> dict[str, Json]:
        """Give the same for a program."""
        return {
            "name": self.name or None,
            "conflicts": list(self.conflicts),
            "notes": list(self.notes),
        }


NO_REMARKS = Remarks()


def several(answers: Sequence[tuple[str, Listing]], *, together: bool) -> Iterator[Listing]:
    """Give the answers to several named cases: for programs one listing of all, else one after the other."""
    if not together:
        yield from (listing for _, listing in answers)
        return
    rows: list[Row] = []
    columns: tuple[Column, ...] = ()
    for name, listing in answers:
        flat = listing.as_rows()
        columns = (Column("case", "case"), *flat.columns)
        rows += [Row(row.id, (name, *row.cells)) for row in flat.rows]
    yield Listing(
        title="Candidates",
        columns=columns,
        rows=tuple(rows),
        data=lambda: [listing.records() for _, listing in answers],
    )
