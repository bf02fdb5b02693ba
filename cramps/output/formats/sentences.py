"""Sentences for who listens: no table, no bar, no rule, nothing told by its place on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cramps.late_regex import late_regex
from cramps.output.views.forms import Brief, Card, Cards, Listing, Section, View
from cramps.safe_text import one_line

#: Weights drawn as plus and minus behind their number.
_STROKES = late_regex(r"(?<=\d) [+-]+(?=;|$)")

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def render(view: View | Brief, *, references: bool = True) -> str:
    """Give a line for each thing that is told, each a sentence with its label before it."""
    if isinstance(view, Listing):
        lines = list(_listing(view))
    elif isinstance(view, Brief):
        lines = list(_brief(view, references=references))
    else:
        cards = view.cards if isinstance(view, Cards) else (view,)
        lines = [line for card in cards for line in _card(card, references=references)]
    return "".join(one_line(line) + "\n" for line in lines)


def _brief(brief: Brief, *, references: bool) -> Iterator[str]:
    if brief.title:
        yield " ".join((_ended(brief.title), *((f"Id: {brief.id}.",) if brief.id else ())))
    yield from (_labelled(point.label, point.text) for point in brief.points)
    yield _ended(brief.more)
    if references:
        yield from _references(brief)


def _listing(listing: Listing) -> Iterator[str]:
    yield from _sections(listing.before)
    yield f"{listing.title}: {len(listing.rows)}."
    shown = [
        number
        for number, column in enumerate(listing.columns)
        if not column.for_programs and not column.bar and column.key != listing.grouped_by
    ]
    place = next((n for n, c in enumerate(listing.columns) if c.key == listing.grouped_by), None)
    heading = None
    for number, row in enumerate(listing.rows, 1):
        if place is not None and row.cells[place] != heading:
            heading = row.cells[place]
            yield f"Group: {_ended(heading)}"
        first, *rest = shown
        told = [f"{listing.columns[n].title}: {row.cells[n]}" for n in rest if row.cells[n].strip()]
        yield " ".join((f"{number}.", *map(_ended, (row.cells[first], *told))))
    yield from _sections(listing.sections_after())


def _card(card: Card, *, references: bool) -> Iterator[str]:
    yield f"{_ended(card.title)} Id: {_ended(card.id)}"
    yield from _sections(card.text.sections)
    if references:
        yield from _references(card.text)
    if card.text.note:
        yield _ended(card.text.note)


def _references(told: Brief | object) -> Iterator[str]:
    for reference in getattr(told, "references", ()):
        yield f"Reference {reference.number}: {_ended(reference.text)} {reference.id}"


def _sections(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield _ended(section.title)
        for number, item in enumerate(section.items, 1):
            label = f"Step {number}" if section.style == "steps" else item.label
            yield _labelled(label, _STROKES.sub("", item.text))


def _labelled(label: str, text: str) -> str:
    colon = "" if label.endswith(".") else ":"  # the number of a step needs none
    return _ended(f"{label}{colon} {text}" if label else text)


def _ended(text: str) -> str:
    """Give a text that a voice knows to be over."""
    return text if text.rstrip().endswith((".", "?", "!", ":")) else f"{text.rstrip()}."
