"""Plain text: what a person can read in a log and a program can cut; nothing boxed, nothing cut."""

import unicodedata

from cramps.output.views.forms import Card, Cards, Listing, Section, View
from cramps.safe_text import one_line

_GAP = "  "


def render(view: View) -> str:
    """Give a listing as aligned columns under a header row, a card as ``label: value`` lines."""
    if isinstance(view, Listing):
        first = "".join(f"{_section(section)}\n" for section in view.before)
        return (
            first
            + _table(view)
            + "".join(f"\n{_section(section)}" for section in view.sections_after())
        )
    cards = view.cards if isinstance(view, Cards) else (view,)
    return "\n".join(_card(card) for card in cards)


def _table(listing: Listing) -> str:
    rows = [tuple(one_line(column.title) for column in listing.columns)]
    rows += [tuple(map(one_line, row.cells)) for row in listing.rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "".join(
        _GAP.join(
            cell + " " * (room - width(cell)) for cell, room in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in rows
    )


def _card(card: Card) -> str:
    lines = [f"id: {card.id}", f"name: {card.title}"]
    text = "".join(one_line(line) + "\n" for line in lines)
    text += "".join(map(_section, card.text.sections))
    lines = []
    for reference in card.text.references:
        where = reference.url if reference.url != reference.id else ""
        lines.append(f"reference {reference.number}: {reference.id} {reference.text} {where}")
    if card.text.note:
        lines.append(f"note: {card.text.note}")
    return text + "".join(one_line(line) + "\n" for line in lines)


def _section(section: Section) -> str:
    lines = []
    for number, item in enumerate(section.items, 1):
        label = str(number) if section.style == "steps" else item.label_with_id
        lines.append(f"{section.key}{f' {label}' if label else ''}: {item.text}")
    return "".join(one_line(line) + "\n" for line in lines)


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
