"""A statement as it answers a question: whose it is, what part it plays, and how much of the question it meets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.queries.parts import Part
from cramps.words.own_words import Category

if TYPE_CHECKING:
    from cramps.knowledge import model

#: Words with which a statement calls its reader to act.
TO_DO: Final = "What to do"
#: Part of the overview -> the part that its statements answer.
_OF_OVERVIEW: Final[dict[str, Part]] = {
    "definition": "what it is",
    "phenomenon": "what is seen",
    "workup": "confirm",
    "red-flag": "when to worry",
    "treatment": "what helps",
}
#: Its first statement says that a cramp is mostly harmless: it never leads.
COME_BACK: Final = "when-to-see-a-clinician"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that answers, or says that nothing here does."""

    #: The record whose entry it stands in.
    kind: Category
    id: str
    name: str
    part: Part
    #: What it is about within the entry: a treatment, a test result, a finding; None for itself.
    about: str | None
    text: str
    #: None of what the record is called, and where there is no statement.
    sources: tuple[str, ...]
    #: How much of the question it meets; comparable within one answer.
    weight: float


def plain_line(
    kind: Category,
    record_id: str,
    name: str,
    part: Part,
    text: str,
    sources: Iterable[str] = (),
    weight: float = 1.0,
) -> Line:
    """Make a line that is about the record itself."""
    return Line(
        kind=kind,
        id=record_id,
        name=name,
        part=part,
        about=None,
        text=text,
        sources=tuple(dict.fromkeys(sources)),
        weight=weight,
    )


def nothing_here(kind: Category, record_id: str, name: str, text: str) -> Line:
    """Make a line that says what is not known here of a record."""
    return plain_line(kind, record_id, name, "not here", text, weight=0.0)


def line_of_section(section: model.OverviewSection, said: model.Statement, weight: float) -> Line:
    """Make a line of a statement of the overview."""
    part = _OF_OVERVIEW.get(section.part, "what it is")
    return plain_line("overview", section.id, section.title, part, said.text, said.sources, weight)
