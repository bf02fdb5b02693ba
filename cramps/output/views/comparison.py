"""Disorders side by side, as a reader sees them: what their entries say of the difference, then a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge import frequency
from cramps.output.views.closed_list_names import (
    STANCES,
    TARGETS,
    inside,
    said,
    span,
    whole_sentences,
)
from cramps.output.views.forms import Column, Item, Json, Listing, Row, Section

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.compare import Cell, Comparison, Line

#: What stands where an entry says nothing: it is not known, and so it is not "no".
NOT_TOLD: Final = "not told"
#: Results that a cell of the first screen names where two stand side by side; of more, one.
_NAMED: Final = 2
#: Triggers of its own that a cell names, and those that the other one has too.
_TRIGGERS: Final = 3
_SHARED: Final = 2
#: So many findings that are told of all stand before what an entry leaves out.
_LEADING: Final = 2
#: Letters of what the entries say that the first screen has room for; the first sentence is told in any case.
_LETTERS: Final = 330
#: A longer name gives way to the first of its shorter aliases over a column of the first screen.
_LONG_NAME: Final = 30


def comparison(kb: KnowledgeBase, compared: Comparison, *, differing: bool = False) -> Listing:
    """Disorders side by side; with ``differing`` only the lines in which they differ."""
    shown = [line for line in compared.lines if line.difference > 0 or not differing]
    return Listing(
        title="Side by side",
        columns=_side_by_side(compared),
        rows=tuple(_row(kb, line) for line in shown),
        data=lambda: {
            "record": "comparison",
            "disorders": [{"id": d.id, "name": d.name} for d in compared.disorders],
            "differences": [msgspec.to_builtins(d) for d in compared.differences],
            "lines": [_line_data(compared, line) for line in shown],
        },
        first=lambda: _first(kb, compared, shown),
        before=_sentences(d.text for d in compared.differences),
        grouped_by="part",
    )


def _sentences(told: Iterable[str]) -> tuple[Section, ...]:
    items = tuple(Item(text) for text in told)
    return (
        (Section("difference", "What their entries say of the difference", items),) if items else ()
    )


def _few_sentences(compared: Comparison) -> Iterator[str]:
    """Give so many whole sentences as a screen has room for, the first of all in any case."""
    left = _LETTERS
    for difference in compared.differences:
        told = whole_sentences(difference.text, left)
        if left < _LETTERS and len(told) > left:
            continue
        yield told
        left -= len(told)


def _side_by_side(compared: Comparison) -> tuple[Column, ...]:
    return (
        Column("part", "part"),
        Column("id", "id", for_programs=True),
        Column("name", "what"),
        *(Column(d.id, d.name) for d in compared.disorders),
    )


def _first(kb: KnowledgeBase, compared: Comparison, lines: Sequence[Line]) -> Listing:
    """What fits on a screen: the sentences, what each is and is known by, then what separates best.

    What one entry leaves out stands behind what all tell: it is not known to separate them.
    """
    part, record_id, name, *_ = _side_by_side(compared)
    columns = (record_id, name, *(Column(d.id, _short_name(d)) for d in compared.disorders))
    about = [row for row in _about(kb, compared, lines) if len(set(row.cells[3:])) > 1]
    rest = [_shorter(kb, line) for line in lines if line.part != "about" and line.separation > 0]
    rest = sorted(rest, key=lambda line: (not line.leads, -line.separation))
    told, untold = [r for r in about if not _gap(r)], [r for r in about if _gap(r)]
    known = [line for line in rest if line.leads]
    found = [_row(kb, line) for line in _each_once(known)]
    rows = [*told, *found[:_LEADING], *untold, *found[_LEADING:]]
    rows += [_row(kb, line) for line in _each_once(rest[len(known) :])]
    rows += [_row(kb, line) for line in lines if line.id == "mechanism"]
    return Listing(
        title="Side by side",
        columns=(msgspec.structs.replace(part, for_programs=True), *columns),
        rows=tuple(rows),
        data=[],
        before=_sentences(_few_sentences(compared)),
        more="--full",
    )


def _short_name(disorder: model.Disorder) -> str:
    """Give the name over a column; an alias where the name would take the room of a row or two."""
    if len(disorder.name) <= _LONG_NAME:
        return disorder.name
    shorter = (a for a in disorder.aliases if len(a) <= _LONG_NAME)
    alias = next(shorter, disorder.name)
    return alias[:1].upper() + alias[1:]


def _gap(row: Row) -> bool:
    return NOT_TOLD in row.cells[3:]


def _each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Leave out a broad finding of which all that is told is a kind that has a line of its own."""
    shown: set[str | None] = set()
    for line in lines:
        kinds = {cell.kind for cell in line.cells if cell.kind}
        if not (kinds and kinds <= shown):
            yield line
        shown.add(line.id)


def _about(kb: KnowledgeBase, compared: Comparison, lines: Sequence[Line]) -> Iterator[Row]:
    """Give what each is and is known by, in the order in which a reader tells them apart."""
    by_id = {line.id: line for line in lines if line.part == "about"}
    chosen = compared.disorders
    most = _NAMED if len(chosen) == _NAMED else 1

    def line(record_id: str) -> Iterator[Row]:
        if record_id in by_id:
            yield _row(kb, _shorter(kb, by_id[record_id]))

    def made(record_id: str, name: str, told: Iterable[Iterable[str]]) -> Iterator[Row]:
        cells = ["; ".join(words) or NOT_TOLD for words in told]
        if set(cells) != {NOT_TOLD}:
            yield Row("", ("about", record_id, name, *cells))

    yield from line("inheritance")
    yield from made("antibodies", "antibodies", (islice(_antibodies(kb, d), most) for d in chosen))
    yield from made("emg", "EMG and conduction", (islice(_emg(kb, d), most) for d in chosen))
    yield from line("onset")
    yield from made("triggers", "set off by", _triggers(kb, chosen))
    yield from line("phenomenon")


def _antibodies(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[str]:
    """Name the antibodies that an entry tells; those that are not found only where it tells no other."""
    told = [
        t
        for t in disorder.tests
        if t.role != "exclude" and "antibod" in kb.label(t.result).casefold()
    ]
    found = [t for t in told if kb.results[t.result][1].level not in ("negative", "normal")]
    yield from _results(kb, found or told)


def _emg(kb: KnowledgeBase, disorder: model.Disorder) -> Iterator[str]:
    told = [t for t in disorder.tests if kb.tests[t.test].kind == "electrodiagnosis"]
    yield from _results(kb, told)


def _results(kb: KnowledgeBase, told: Sequence[model.DisorderTest]) -> Iterator[str]:
    """Name results, those that support the disorder first, then the commonest."""

    def share(t: model.DisorderTest) -> float:
        often = t.frequency or t.sensitivity
        return frequency.parse(often).middle if often else -1.0

    for t in sorted(told, key=lambda t: (t.role != "confirm", -share(t))):
        often = t.frequency or t.sensitivity
        behind = f" {_percent(often)}" if often else ""
        yield f"{inside(kb.result_names[t.result][1])}{behind}"


def _percent(often: str) -> str:
    """Say a frequency in a few letters: ``58 %`` of ``28/48``."""
    seen = frequency.parse(often)
    if seen.examined is not None:
        return f"{100 * seen.middle:.0f} %"
    words = frequency.words(often)
    return words if often[0].isdigit() else f"({words})"


def _triggers(kb: KnowledgeBase, disorders: Sequence[model.Disorder]) -> Iterator[Iterator[str]]:
    """Name what sets each off: of two first what sets off the one alone, and apart what sets off both."""
    listed = [
        {
            f.finding: f.frequency
            for f in d.findings
            if _is_trigger(kb, f.finding) and not frequency.is_never(f.frequency)
        }
        for d in disorders
    ]
    shared = set.intersection(*map(set, listed)) if len(listed) == _NAMED else set()
    for mine in listed:
        names = {
            i: inside(kb.name("findings", i))
            for i in sorted(mine, key=lambda i: -frequency.middle(mine[i]))
        }
        own = [name for i, name in names.items() if i not in shared]
        both = ", ".join([name for i, name in names.items() if i in shared][:_SHARED])
        yield iter((*own[:_TRIGGERS], *((f"both: {both}",) if both else ())))


def _is_trigger(kb: KnowledgeBase, finding: str) -> bool:
    return str(kb.findings.plain(finding)["kind"]) == "trigger"


def _shorter(kb: KnowledgeBase, line: Line) -> Line:
    """Leave out the ages in between, and the test of a result that says enough."""
    if line.id == "onset":
        spans = (_with(c, _ages(c.value.split(", ")) if c.value else None) for c in line.cells)
        return msgspec.structs.replace(line, cells=tuple(spans))
    if line.id == "inheritance":
        genes = (_with(c, _few_genes(c.value) if c.value else None) for c in line.cells)
        return msgspec.structs.replace(line, name="inheritance, gene", cells=tuple(genes))
    if line.part == "tests":
        return msgspec.structs.replace(line, name=kb.result_names[line.id][1])
    return line


def _with(cell: Cell, value: str | None) -> Cell:
    return msgspec.structs.replace(cell, value=value)


def _ages(bands: Sequence[str]) -> str:
    """Say ages of onset in few words: of more than three the first and the last."""
    return f"{said(bands[0])} to {said(bands[-1])}" if len(bands) > _NAMED + 1 else span(bands)


def _few_genes(value: str) -> str:
    """Name of many genes the first, and how many more there are."""
    modes, _, genes = value.partition("; ")
    first, *more = genes.split(", ")
    return f"{modes}; {first} and {len(more)} more" if len(more) > 1 else value


def _row(kb: KnowledgeBase, line: Line) -> Row:
    cells = (_cell(kb, line, cell) for cell in line.cells)
    # What a disorder is has no record of its own.
    return Row("" if line.part == "about" else line.id, (line.part, line.id, line.name, *cells))


def _line_data(compared: Comparison, line: Line) -> Json:
    values = {
        d.id: msgspec.to_builtins(cell)
        for d, cell in zip(compared.disorders, line.cells, strict=True)
    }
    return {
        "part": line.part,
        "id": line.id,
        "name": line.name,
        "difference": line.difference,
        "separation": line.separation,
        "values": values,
    }


def _cell(kb: KnowledgeBase, line: Line, cell: Cell) -> str:
    if cell.kind is not None:
        return f"{inside(kb.name('findings', cell.kind))}: {_often(cell)}"
    if not cell.listed:
        return NOT_TOLD
    if line.id == "course":
        return cell.value or ""
    if line.part == "about":
        words, *genes = (cell.value or "").split("; ")
        return "; ".join((", ".join(map(said, words.split(", "))), *genes))
    if line.part == "treatments" and cell.value:
        stance, target = cell.value.split(", ")
        return f"{STANCES[stance]}, {said(TARGETS[target])}"  # type: ignore[index]
    return _often(cell)


def _often(cell: Cell) -> str:
    return "yes" if cell.value is None else frequency.words(cell.value)
