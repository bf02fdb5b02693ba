"""Disorders side by side: what each is and has, what separates them first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import msgspec

from cramps.errors import BadQuery
from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.citations import ANNOTATIONS, source_of

Part = Literal["about", "findings", "triggers", "tests", "treatments"]

#: What the spread is reckoned with where an entry lists something without a frequency.
_UNKNOWN_SHARE = 0.5
#: How far a share is trusted that rests on no count: a band, or no number at all.
_BAND_TRUST = 0.8
#: The same of a band of the annotations: each disease was annotated by other people, from other papers.
_ANNOTATED_TRUST = 0.5
_UNKNOWN_TRUST = 0.4
#: A count of fewer patients leads nothing.
_FEW = 10
#: Patients with whom a count is trusted by half.
_HALF_TRUST = 20
#: How far to trust that a disorder lacks what its entry does not mention.
_SILENCE_TRUST = 0.6
#: How far treatments separate: what one avoids and another takes, and any other difference.
_AVOIDED = 0.9
_OTHERWISE = 0.2


class Cell(msgspec.Struct, frozen=True):
    """What one disorder has of a row."""

    #: For a finding or result its frequency, for a treatment its stance; None: not known.
    value: str | None
    sources: tuple[str, ...] = ()
    #: False where the entry does not mention it.
    listed: bool = True
    #: The narrower finding that speaks for it where the entry does not mention it itself; ``value`` is of that.
    kind: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the comparison."""

    part: Part
    id: str
    name: str
    #: A cell for each disorder, in their order.
    cells: tuple[Cell, ...]
    #: How far the disorders lie apart in it, from 0 (alike) to 1.
    difference: float
    #: How well it separates them, from 0 to 1: the difference, less where it rests on few patients, on a
    #: band, or on what an entry does not mention.
    separation: float

    @property
    def leads(self) -> bool:
        """Tell whether every entry says something on it, be it by a kind of it, and none counted only a few."""
        return all(
            (cell.listed or cell.kind is not None) and not _is_of_few(cell.value)
            for cell in self.cells
        )


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What the entry of one disorder says on how another one differs."""

    disorder: str
    other: str
    text: str
    #: Findings and results that speak for the one, and for the other.
    for_this: tuple[str, ...] = ()
    for_other: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Several disorders side by side."""

    disorders: tuple[model.Disorder, ...]
    #: What their entries say of one another, in the order of the disorders.
    differences: tuple[Difference, ...]
    #: Within each part what is told of all comes before what is not, and what separates best comes first.
    lines: tuple[Line, ...]


def compare(kb: KnowledgeBase, disorders: Sequence[str]) -> Comparison:
    """Put disorders side by side. Raises BadQuery for fewer than two."""
    chosen = [kb.disorders[disorder] for disorder in dict.fromkeys(disorders)]
    if len(chosen) < 2:
        raise BadQuery("name at least two different disorders to compare")
    lines = [*_finding_lines(kb, chosen), *_test_lines(kb, chosen), *_treatment_lines(kb, chosen)]
    order = list(get_args(Part))
    # Of two that separate alike, what is seen comes before what is told.
    lines.sort(
        key=lambda x: (
            order.index(x.part),
            not x.leads,
            -x.separation,
            not _is_sign(kb, x.id),
            x.id,
        )
    )
    return Comparison(
        disorders=tuple(chosen),
        differences=tuple(_differences(chosen)),
        lines=(*_about_lines(chosen), *lines),
    )


def _differences(chosen: list[model.Disorder]) -> Iterator[Difference]:
    ids = {d.id for d in chosen}
    for disorder in chosen:
        for other in disorder.lookalikes:
            if other.disorder in ids:
                yield Difference(
                    disorder=disorder.id,
                    other=other.disorder,
                    text=other.text,
                    for_this=other.for_this,
                    for_other=other.for_other,
                    sources=other.sources,
                )


def _is_sign(kb: KnowledgeBase, record_id: str) -> bool:
    return record_id in kb.findings and kb.findings[record_id].kind == "sign"


def _about_lines(chosen: list[model.Disorder]) -> list[Line]:
    """Give what each is, in the order of an entry."""
    rows: list[tuple[str, str, list[Cell]]] = [
        ("phenomenon", "what contracts", [_of(d.phenomenon, ()) for d in chosen]),
        ("onset", "onset", [_of(d.onset.bands, d.onset.sources) for d in chosen]),
        (
            "inheritance",
            "inheritance",
            [
                _of(i.modes, i.sources, i.genes) if (i := d.inheritance) else _of((), ())
                for d in chosen
            ],
        ),
        ("mechanism", "where it arises", [_of(d.mechanism.site, ()) for d in chosen]),
        ("course", "course", [Cell(d.summary.text, d.summary.sources) for d in chosen]),
    ]
    lines = []
    for record_id, name, cells in rows:
        difference = 1.0 if len({cell.value for cell in cells}) > 1 else 0.0
        lines.append(
            Line(
                part="about",
                id=record_id,
                name=name,
                cells=tuple(cells),
                difference=difference,
                separation=difference,
            )
        )
    return lines


def _of(words: Sequence[str], sources: tuple[str, ...], genes: Sequence[str] = ()) -> Cell:
    """Give words of a closed list as a cell, genes behind a semicolon."""
    told = "; ".join(", ".join(part) for part in (words, genes) if part)
    return Cell(told, sources) if told else Cell(None, listed=False)


def _finding_lines(kb: KnowledgeBase, chosen: list[model.Disorder]) -> list[Line]:
    listed = [{f.finding: Cell(f.frequency, f.sources) for f in d.findings} for d in chosen]
    lines = []
    for finding_id in sorted({i for cells in listed for i in cells}):
        finding = kb.findings[finding_id]
        triggers = finding.kind in ("trigger", "circumstance")
        part: Part = "triggers" if triggers else "findings"
        seen = [
            cells if finding_id in cells else {**cells, **_by_kind(kb, finding_id, cells)}
            for cells in listed
        ]
        lines.append(_line(part, finding_id, finding.name, seen))
    return lines


def _by_kind(kb: KnowledgeBase, finding: str, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Give what the commonest kind of a broad finding says of it, where an entry lists one."""
    kinds = [
        (kind, cells[kind])
        for kind in kb.narrower.get(finding, ())
        if kind in cells and not frequency.is_never(cells[kind].value)
    ]
    if not kinds:
        return {}
    kind, cell = max(kinds, key=lambda k: (_share(k[1]), k[0]))
    return {finding: Cell(cell.value, cell.sources, listed=False, kind=kind)}


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


def _is_of_few(value: str | None) -> bool:
    """Tell whether a frequency is a count of fewer than ten patients: 6/6."""
    of = (value or "").partition("/")[2]
    return of.isdigit() and int(of) < _FEW


def _line(part: Part, record_id: str, name: str, listed: list[dict[str, Cell]]) -> Line:
    missing = Cell(None, listed=False)
    cells = tuple(cells.get(record_id, missing) for cells in listed)
    if part == "treatments":
        difference = 1.0 if len({cell.value for cell in cells}) > 1 else 0.0
        stances = {cell.value.partition(",")[0] for cell in cells if cell.value}
        avoided = "avoid" in stances and len(stances) > 1
        separation = difference * (_AVOIDED if avoided else _OTHERWISE)
    else:
        shares = [_share(cell) for cell in cells]
        difference = round(max(shares) - min(shares), 3)
        trusts = [
            max(_trust(cell) for cell, share in zip(cells, shares, strict=True) if share == end)
            for end in (max(shares), min(shares))
        ]
        separation = difference * trusts[0] * trusts[1]
    return Line(
        part=part,
        id=record_id,
        name=name,
        cells=cells,
        difference=difference,
        separation=round(separation, 3),
    )


def _trust(cell: Cell) -> float:
    """Tell how far the share of a cell is trusted, from 0 to 1."""
    if not cell.listed and cell.kind is None:
        return _SILENCE_TRUST
    if cell.value is None:
        return _UNKNOWN_TRUST
    examined = frequency.parse(cell.value).examined
    if examined is not None:
        return examined / (examined + _HALF_TRUST)
    if cell.value[0].isdigit():
        return 1.0
    annotated = any(source_of(cited) == ANNOTATIONS for cited in cell.sources)
    return _ANNOTATED_TRUST if annotated else _BAND_TRUST


def _share(cell: Cell) -> float:
    if not cell.listed and cell.kind is None:
        return 0.0
    return _UNKNOWN_SHARE if cell.value is None else frequency.parse(cell.value).middle
