"""What holds for no single disorder: what a cramp is, the phenomena, the work-up, the red flags."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.closed_lists import Phenomenon
from cramps.late_regex import late_regex
from cramps.output.views.closed_list_names import NO_DIAGNOSIS, NOT_A_DIAGNOSIS, URGENCY, said
from cramps.output.views.forms import (
    Bibliography,
    Brief,
    Card,
    CardText,
    Column,
    Item,
    Json,
    Listing,
    Point,
    Row,
    Section,
    plain_values,
    references_data,
)

#: Those that are taken for one another, in the order in which a reader tells them apart.
KINDS_APART: Final[tuple[Phenomenon, ...]] = (
    "true-cramp",
    "contracture",
    "myotonia",
    "tetany",
    "spasm",
    "spasticity",
    "dystonia",
    "fasciculation",
)
_HOW: Final = "How to recognise it: "
_EMG: Final = "Electromyogram: "
_CLAUSE_END: Final = late_regex(r"[.;] ")
#: What is longer is told in full by the section itself.
_SHORT: Final = 70


def listing(sections: Iterable[model.OverviewSection]) -> Listing:
    """The sections of the overview, a line each."""
    shown = tuple(sections)
    return Listing(
        title="Overview",
        columns=(
            Column("id", "id"),
            Column("part", "part"),
            Column("title", "title"),
            Column("statements", "statements"),
        ),
        rows=tuple(Row(s.id, (s.id, said(s.part), s.title, str(len(s.statements)))) for s in shown),
        data=lambda: [_data(s) for s in shown],
    )


def _data(section: model.OverviewSection) -> Json:
    return plain_values(section)


def card(
    kb: KnowledgeBase,
    sections: Iterable[model.OverviewSection],
    card_id: str,
    title: str,
    *,
    first: Callable[[], Brief] | None = None,
) -> Card:
    """Several sections of the overview as one text; ``first`` is what a screen shows in its place."""
    cite = Bibliography(kb)
    shown = tuple(sections)
    built = [Section(s.id, s.title, tuple(_items(kb, s, cite)), "bullets") for s in shown]
    data = {
        "record": "overview",
        "id": card_id,
        "title": title,
        "sections": [_with_names(kb, s) for s in shown],
    }
    text = CardText(sections=tuple(built), references=cite.references(), note=NOT_A_DIAGNOSIS)
    return Card(
        record_id=card_id,
        title=title,
        first=first,
        text=lambda: text,
        data=lambda: {**data, "references": references_data(kb, data)},
    )


def steps(kb: KnowledgeBase, sections: Iterable[model.OverviewSection], card_id: str) -> Brief:
    """Tell of each step of the work-up what it is for and which tests it has."""
    cite = Bibliography(kb)
    points = []
    for number, section in enumerate(sections, 1):
        told = [f"{re.sub(r'^Step [0-9]+[.] ', '', section.title).rstrip('?')}:"]
        if section.tests:
            told.append(f"{', '.join(kb.tests[t].name for t in section.tests)}.")
        told += [s.text + cite.mark(s.sources[:1]) for s in section.statements[:1]]
        points.append(Point(f"{number}.", " ".join(told), least=2))
    return Brief(
        title="The work-up of muscle cramps",
        id=card_id,
        points=tuple(points),
        more=f"More: --full, --references, cramps next. {NO_DIAGNOSIS}",
        references=cite.references(),
    )


def kinds(kb: KnowledgeBase) -> Brief:
    """Set the kinds of contraction side by side: a line on how each is recognised."""
    cite = Bibliography(kb)
    return Brief(
        title="Kinds of contraction: how each is recognised",
        id="kinds",
        points=tuple(_kinds(kb, cite)),
        more="More: --full, --references, cramps overview phenomenon-tetany (or another). "
        f"{NO_DIAGNOSIS}",
        references=cite.references(),
    )


def opening(kb: KnowledgeBase, sections: Sequence[model.OverviewSection]) -> Brief:
    """Tell what a cramp is and its kinds, and how to go on to the rest."""
    cite = Bibliography(kb)
    definition = [s for s in sections if s.part == "definition"][:1]
    points = [
        Point("cramp", told.text + cite.mark(told.sources[:1]))
        for section in definition
        for told in section.statements[:1]
    ]
    points += _kinds(kb, cite)
    return Brief(
        title="Muscle cramps: an overview",
        id="overview",
        points=tuple(points),
        more="More: --full, cramps overview red-flags, cramps overview --list, cramps workup. "
        f"{NO_DIAGNOSIS}",
        references=cite.references(),
    )


def _kinds(kb: KnowledgeBase, cite: Bibliography) -> Iterator[Point]:
    """Say of each kind how it is recognised, and what the electromyogram shows where that is said in a few words."""
    about = {s.phenomenon: s.statements for s in kb.overview.values() if s.phenomenon}
    for kind in KINDS_APART:
        for told in about.get(kind, ())[:1]:
            text = _clause(told.text, _HOW)
            cited = list(told.sources[:1])
            for shown in about[kind][1:]:
                if shown.text.startswith(_EMG) and len(emg := _clause(shown.text, _EMG)) <= _SHORT:
                    text += f"; EMG: {emg}"
                    cited += shown.sources[:1]
            yield Point(said(kind), text + cite.mark(cited))


def _clause(text: str, heading: str) -> str:
    return _CLAUSE_END.split(text.removeprefix(heading))[0].rstrip(".")


def _items(kb: KnowledgeBase, section: model.OverviewSection, cite: Bibliography) -> Iterable[Item]:
    for statement in section.statements:
        yield Item(statement.text + cite.mark(statement.sources))
    if section.findings:
        yield Item("Look for: " + ", ".join(kb.findings[f].name for f in section.findings))
    for rule_id in section.red_flags:
        rule = kb.red_flags[rule_id]
        said = f"{rule.name}: {rule.action}" + cite.mark(rule.sources)
        yield Item(said, URGENCY[rule.urgency])
    if section.tests:
        yield Item("Tests: " + ", ".join(f"{kb.tests[t].name} ({t})" for t in section.tests))


def _with_names(kb: KnowledgeBase, section: model.OverviewSection) -> Json:
    return {
        **plain_values(section),
        "findings_names": [kb.findings[f].name for f in section.findings],
        "tests_names": [kb.tests[t].name for t in section.tests],
        "red_flags_names": [kb.red_flags[r].name for r in section.red_flags],
    }
