"""What holds for no single disorder: what a cramp is, the phenomena, the work-up, the red flags."""

import re
from collections.abc import Callable, Iterable

from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
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
from cramps.output.views.words import NO_DIAGNOSIS, NOT_A_DIAGNOSIS, URGENCY, said


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
