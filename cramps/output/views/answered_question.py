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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.cases.numbers import Numbers
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.reading import Reading
    from cramps.queries.answering.answer import Asked
    from cramps.queries.answering.lines import Line
    from cramps.queries.asking.asked_words import Part

#: The label of the dangers of which only the name is told.
_OTHERS: Final = "and"
#: How a statement begins that tells a dose: half a dose is worse than none.
_DOSE: Final = late_regex(r"^(?:advised against; for [^;]*; )?dose: ")
#: How a statement begins of what is done.
_TO_DO: Final = ("first line", "option", "specialist")
#: How the sections of the overview are called that tell of what is ordinary.
_ORDINARY: Final = "ordinary-"
#: Labels other than the names of the parts.
_ROLES: Final[dict[Part, str]] = {"confirm": "test"}
#: Of more statements than this each is told in a line.
_MANY: Final = 6
#: So many characters are on a line of a screen, at least.
_A_LINE: Final = 55


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
        return Brief(
            title=answer.question,
            points=(*dangers(kb, answer.dangers), *_points(answer.lines, cite)),
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


def _points(lines: tuple[Line, ...], cite: Bibliography) -> Iterator[Point]:
    """Tell each statement; a dose is never cut, of the others the last are left out first."""
    for number, line in enumerate(lines):
        urgency, _, action = line.text.partition(": ")
        if line.part == "when to worry" and urgency in URGENCY.values():
            text = f"{_named(line)}: {action}{cite.mark(line.sources)}"
            yield Point(urgency, text, spare=number)
            continue
        text = f"{_named(line)}: {line.text}{cite.mark(line.sources)}"
        if line.part == "avoid":
            # Never cut: of a caution that is cut nobody knows in whom it holds.
            yield Point(_role(line), text, spare=number)
        elif line.part == "not here":
            yield Point(line.part, text, least=2)
        else:
            dose = text.find("dose: ")
            least = (
                (1 if len(lines) > _MANY else 2)
                if dose < 0
                else 2 + text.find(" (", dose) // _A_LINE
            )
            yield Point(_role(line), text, least=min(least, len(text) // _A_LINE + 1), spare=number)


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
    return _named(line) if line.about else f"{line.name}, {_role(line)}"


def _named(line: Line) -> str:
    if line.about and line.part == "difference":
        return f"{line.name} or {inside(line.about)}"
    if not line.about or line.name.startswith(line.about):
        return line.name
    return f"{line.name}: {line.about}"


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
        advice = tuple(
            Point(
                "what to do" if not n or line.name != lines[n - 1].name else "",
                line.text.removeprefix("What to do: ")
                if line.kind == "overview"
                else f"{_named(line)}: {line.text}",
                least=2 if n else 3,
                spare=n,
            )
            for n, line in enumerate(lines)
        )
        meant = tuple(Point("value", text, least=2) for text in values)
        points = (*meant, *shown.points[:told], *advice, *shown.points[told:])
        return msgspec.structs.replace(shown, points=points)

    items = (*(Item(text, "value") for text in values), *(Item(n.text, n.name) for n in lines))
    before = (*listing.before, Section("values", "Values", items, "fields"))
    return msgspec.structs.replace(listing, before=before, first=first)


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
