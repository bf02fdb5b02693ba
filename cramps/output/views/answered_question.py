"""The answer to a question: the statements that connect what is named in it, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from cramps.late_regex import late_regex
from cramps.output.views import danger
from cramps.output.views.closed_list_names import NO_DIAGNOSIS, NOT_A_DIAGNOSIS, URGENCY, inside
from cramps.output.views.differential_in_brief import dangers
from cramps.output.views.forms import (
    Bibliography,
    Brief,
    Card,
    CardText,
    Item,
    Json,
    Listing,
    Point,
    Section,
    references_data,
)
from cramps.output.views.whole_clauses import asked_stems, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.cases.numbers import Numbers
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.reading import Reading
    from cramps.queries.answering.answer import Asked
    from cramps.queries.answering.lines import Line
    from cramps.queries.parts import Part

#: The label of the dangers of which only the name is told.
_OTHERS: Final = "and"
#: How a statement begins that tells a dose: half a dose is worse than none.
_DOSE: Final = late_regex(r"^(?:advised against; for [^;]*; )?dose: ")
#: How a statement begins of what is done.
_TO_DO: Final = ("first line", "option", "specialist")
#: How the sections of the overview are called that tell of what is ordinary.
_ORDINARY: Final = "ordinary-"
#: So many sources of a statement are marked on a screen.
_MARKS: Final = 3
#: Labels other than the names of the parts.
_ROLES: Final[dict[Part, str]] = {"confirm": "test"}


def card(kb: KnowledgeBase, answer: Asked, more: tuple[str, ...]) -> Card:
    """Tell an answer, danger first, then the commands for more."""

    def text() -> CardText:
        cite = Bibliography(kb)
        sections = []
        if answer.dangers:
            told = tuple(
                Item(danger.told(kb, d) + cite.mark(d.sources), URGENCY[d.urgency])
                for d in answer.dangers
            )
            sections.append(Section("danger", "Danger", told, "fields"))
        items = tuple(
            Item(line.text + cite.mark(line.sources), _label(line)) for line in answer.lines
        )
        sections.append(Section("answer", "Answer", items, "fields"))
        sections.append(Section("more", "More", (Item("; ".join(more)),), "fields"))
        return CardText(
            sections=tuple(sections), references=cite.references(), note=NOT_A_DIAGNOSIS
        )

    def first() -> Brief:
        cite = Bibliography(kb)
        names = {line.name for line in answer.lines}
        # the question stands above it on the screen already
        two = any(line.part == "difference" for line in answer.lines)
        named = names.pop() if len(names) == 1 and not two else ""
        return Brief(
            title=named,
            points=(*dangers(kb, answer.dangers), *_points(answer, cite, named)),
            more=f"More: --full, {', '.join(more)}. {NO_DIAGNOSIS}",
            references=cite.references(),
        )

    return Card(
        record_id="ask",
        title=answer.question,
        text=text,
        data=lambda: data(kb, answer, more),
        first=first,
    )


def _points(answer: Asked, cite: Bibliography, named: str) -> Iterator[Point]:
    """Tell each statement; where the screen is full, in the clauses of it that answer best.

    ``named`` is the record of which all of them are, told above; empty where there are several.
    """
    asked = asked_stems(answer.question, {line.name for line in answer.lines})
    told_of: dict[tuple[str, str], int] = {}
    for place, line in enumerate(answer.lines):
        # of each part and record the first is spared last
        again = told_of.setdefault((line.part, line.id), 0)
        told_of[line.part, line.id] += 1
        number = place + len(answer.lines) * again
        head = _named(line, beneath=named)
        urgency, _, action = line.text.partition(": ")
        mark = cite.mark(line.sources[:_MARKS])
        if line.part == "when to worry" and urgency in URGENCY.values():
            yield Point(urgency, f"{head}{action}{mark}", spare=number)
            continue
        told = [f"{head}{text}{mark}" for text in versions(line.text, asked, line.part)]
        yield Point(_role(line), told[0], shorter=tuple(told[1:]), spare=number)
    if left := _left_out(answer):
        yield Point("left out", left)


def _left_out(answer: Asked) -> str:
    """Say what of the question is not answered, and which words were not understood."""
    told = [f"not answered: {', '.join(answer.unanswered)}"] if answer.unanswered else []
    told += [f"not understood: {', '.join(answer.unrecognised)}"] if answer.unrecognised else []
    return "; ".join(told)


def _role(line: Line) -> str:
    """Name the part that a statement plays, so that the label says no other than the statement.

    What is done so as to avoid something is advice, how much is given is a dose, a test is a test whatever
    it is for, and what is ordinary is no danger.
    """
    if line.part in ("avoid", "what helps") and _DOSE.search(line.text):
        return "dose"
    if line.part == "avoid" and line.text.startswith(_TO_DO):
        return "advice"
    if line.part == "when to worry" and line.id.startswith(_ORDINARY):
        return "ordinary"
    return _ROLES.get(line.part, line.part)


def data(kb: KnowledgeBase, answer: Asked, more: tuple[str, ...]) -> Json:
    """Give an answer for programs."""
    told = msgspec.to_builtins(answer)
    return {"record": "answer", **told, "more": list(more), "references": references_data(kb, told)}


def _label(line: Line) -> str:
    return _named(line).removesuffix(": ") if line.about else f"{line.name}, {_role(line)}"


def _named(line: Line, *, beneath: str = "") -> str:
    """Give what stands before a statement: its record, unless that is told above, and what it is about in it."""
    about = line.about
    if about and line.part == "difference":
        return f"{line.name} or {inside(about)}: "
    if about and line.name.startswith(about):
        about = None
    names = (None if line.name == beneath else line.name, about)
    return "".join(f"{name}: " for name in names if name)


def with_values(
    kb: KnowledgeBase, listing: Listing, numbers: Numbers, lines: tuple[Line, ...]
) -> Listing:
    """Put what the values of a case mean before a differential, and behind its dangers what to do then."""
    values = tuple(_value(kb, reading) for reading in numbers.given)
    if not values:
        return listing

    def first() -> Brief | Listing:
        shown = listing.first() if listing.first else listing
        if not isinstance(shown, Brief):
            return shown
        told = len([p for p in shown.points if p.label in (*URGENCY.values(), _OTHERS)])
        advice = tuple(_advice(lines))
        meant = tuple(Point("value", text, least=2) for text in values)
        behind = (p for p in shown.points[told:] if not advice or p.label != advice[0].label)
        points = (*meant, *shown.points[:told], *advice, *behind)
        return msgspec.structs.replace(shown, points=points)

    items = (*(Item(text, "value") for text in values), *(Item(n.text, n.name) for n in lines))
    before = (*listing.before, Section("values", "Values", items, "fields"))
    return msgspec.structs.replace(listing, before=before, first=first)


def _advice(lines: tuple[Line, ...]) -> Iterator[Point]:
    """Tell what to do with a value, each statement in the clauses that say it."""
    for n, line in enumerate(lines):
        label = "what to do" if not n or line.name != lines[n - 1].name else ""
        head = "" if line.kind == "overview" else _named(line)
        told = [
            f"{head}{v}" for v in versions(line.text.removeprefix("What to do: "), part=line.part)
        ]
        yield Point(label, told[0], shorter=tuple(told[1:]), spare=n)


def _value(kb: KnowledgeBase, reading: Reading) -> str:
    """Say a value, how far it lies beyond its limit, and what it is called."""
    test = kb.tests[reading.test]
    value = (
        "" if reading.value is None else f" {reading.bound}{reading.value:.6g} {reading.unit or ''}"
    )
    limit = reading.reference.high if reading.reference else None
    far = ""
    if reading.times_upper is not None and reading.times_upper > 1 and limit:
        far = f"{reading.times_upper:.3g} times the upper limit of {limit:.6g}"
    names = [inside(kb.result_names[r][1]) for r in reading.results[:1]]
    told = (
        "; ".join(filter(None, (far, *names)))
        or "read as a number; no limit of normal is kept here"
    )
    return f"{test.name}{value.rstrip()}: {told}"
