"""Disorders side by side: what each has, the differences first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase

Part = Literal["findings", "triggers", "tests", "treatments"]

#: What the spread is reckoned with where an entry lists something without a frequency.
_UNKNOWN_SHARE = 0.5


class Cell(msgspec.Struct, frozen=True):
    """What one disorder has of a row."""

    #: For a finding or result its frequency, for a treatment its stance; None: not known.
    value: str | None
    sources: tuple[str, ...] = ()
    #: False where the entry does not mention it.
    listed: bool = True


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the comparison."""

    part: Part
    id: str
    name: str
    #: A cell for each disorder, in their order.
    cells: tuple[Cell, ...]
    #: How far the disorders lie apart in it, from 0 (alike) to 1.
    difference: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Several disorders side by side."""

    disorders: tuple[model.Disorder, ...]
    #: Within each part the greatest differences come first.
    lines: tuple[Line, ...]


def compare(kb: KnowledgeBase, disorders: Sequence[str]) -> Comparison:
    """Put disorders side by side. Raises BadQuery for fewer than two."""
    chosen = [kb.disorders[disorder] for disorder in dict.fromkeys(disorders)]
    if len(chosen) < 2:
        raise BadQuery("name at least two different disorders to compare")
    lines = [*_finding_lines(kb, chosen), *_test_lines(kb, chosen), *_treatment_lines(kb, chosen)]
    order: list[Part] = ["findings", "triggers", "tests", "treatments"]
    lines.sort(key=lambda line: (order.index(line.part), -line.difference, line.id))
    return Comparison(disorders=tuple(chosen), lines=tuple(lines))


def _finding_lines(kb: KnowledgeBase, chosen: list[model.Disorder]) -> list[Line]:
    listed = [{f.finding: Cell(f.frequency, f.sources) for f in d.findings} for d in chosen]
    lines = []
    for finding_id in sorted({i for cells in listed for i in cells}):
        finding = kb.findings[finding_id]
        triggers = finding.kind in ("trigger", "circumstance")
        part: Part = "triggers" if triggers else "findings"
        lines.append(_line(part, finding_id, finding.name, listed))
    return lines


def _test_lines(kb: KnowledgeBase, chosen: list[model.Disorder]) -> list[Line]:
    listed = [
        {t.result: Cell(t.frequency or t.sensitivity, t.sources) for t in d.tests} for d in chosen
    ]
    ids = sorted({i for cells in listed for i in cells})
    return [_line("tests", i, kb.label(i), listed) for i in ids]


def _treatment_lines(kb: KnowledgeBase, chosen: list[model.Disorder]) -> list[Line]:
    listed = [
        {t.treatment: Cell(f"{t.stance}, {t.target}", t.sources) for t in d.treatments}
        for d in chosen
    ]
    ids = sorted({i for cells in listed for i in cells})
    return [_line("treatments", i, kb.treatments[i].name, listed) for i in ids]


def _line(part: Part, record_id: str, name: str, listed: list[dict[str, Cell]]) -> Line:
    missing = Cell(None, listed=False)
    cells = tuple(cells.get(record_id, missing) for cells in listed)
    if part == "treatments":
        difference = 1.0 if len({cell.value for cell in cells}) > 1 else 0.0
    else:
        shares = [_share(cell) for cell in cells]
        difference = round(max(shares) - min(shares), 3)
    return Line(part=part, id=record_id, name=name, cells=cells, difference=difference)


def _share(cell: Cell) -> float:
    if not cell.listed:
        return 0.0
    return _UNKNOWN_SHARE if cell.value is None else frequency.parse(cell.value).middle
