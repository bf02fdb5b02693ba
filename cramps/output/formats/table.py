"""Tables and cards for a terminal.

Nothing is told by colour alone, nothing is cut, and no word is broken from 60 columns on: where the
columns of a table have no room for their longest words, its rows are told one below the other.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from cramps.output.formats.layout import Text, hanging, joined, label, text, wrap
from cramps.output.views.forms import Card, Cards, Column, Listing, Reference, Row, Section, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Narrower terminals get a table without the columns marked ``wide_only``.
WIDE: Final = 100
#: A narrower terminal gets no table at all.
NARROW: Final = 60

_GAP: Final = "   "
_BAR: Final = "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
_RULE: Final = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"
_BAR_WIDTH: Final = 12


def render(view: View, room: int, *, references: bool = True) -> list[Text]:
    """Give the lines of a view on a terminal of ``room`` columns."""
    if isinstance(view, Listing):
        return _listing(view, room)
    cards = view.cards if isinstance(view, Cards) else (view,)
    lines: list[Text] = []
    for card in cards:
        lines += [Text("")] if lines else []
        lines += _card(card, room, references=references)
    return lines


def _listing(listing: Listing, room: int) -> list[Text]:
    lines = sections(listing.before, room)[1:]  # without the blank line that parts it from above
    lines += [Text("")] if lines else []
    lines += table(listing, room)
    return lines + sections(listing.sections_after(), room)


def table(listing: Listing, room: int) -> list[Text]:
    """Give the table alone, under a header and a rule."""
    head, blocks = rows_of(listing, room)
    return [*head, *(line for block in blocks for line in block)]


def rows_of(listing: Listing, room: int) -> tuple[list[Text], list[list[Text]]]:
    """Give the header of a table, and of each row its lines; headings go with the rows below them."""
    shown = _shown(listing, room)
    columns = [listing.columns[number] for number in shown]
    groups = _groups(listing)
    cells = {id(row): _cells(row, shown, listing.columns) for _, rows in groups for row in rows}
    widths = None if room < NARROW else _widths(columns, list(cells.values()), room)
    blocks: list[list[Text]] = []
    for heading, rows in groups:
        above = [text(f"{heading} ({len(rows)})", "heading")] if heading is not None else []
        above = [Text(""), *above] if above and blocks else above
        for row in rows:
            drawn = (
                _stacked(columns, cells[id(row)], room)
                if widths is None
                else _row(cells[id(row)], widths)
            )
            blocks.append([*above, *drawn])
            above = []
    if widths is None:
        return [], blocks
    titles = _row([text(column.title, "heading") for column in columns], widths)
    return [*titles, Text(_RULE * room)], blocks


def _shown(listing: Listing, room: int) -> list[int]:
    return [
        number
        for number, column in enumerate(listing.columns)
        if column.key != listing.grouped_by
        and not column.for_programs
        and (room >= WIDE or not column.wide_only)
    ]


def _groups(listing: Listing) -> list[tuple[str | None, list[Row]]]:
    if listing.grouped_by is None:
        return [(None, list(listing.rows))]
    place = [column.key for column in listing.columns].index(listing.grouped_by)
    groups: dict[str | None, list[Row]] = {}
    for row in listing.rows:
        groups.setdefault(row.cells[place], []).append(row)
    return list(groups.items())


def _cells(row: Row, shown: Sequence[int], columns: Sequence[Column]) -> list[Text]:
    return [
        Text(bar(float(row.cells[number]), _BAR_WIDTH))
        if columns[number].bar
        else text(row.cells[number])
        for number in shown
    ]


def bar(share: float, columns: int) -> str:
    """Draw a number from 0 to 1."""
    return _BAR * ceil(share * columns)


def _widths(columns: Sequence[Column], rows: Sequence[list[Text]], room: int) -> list[int] | None:
    """Share the room out; None where it is less than the longest words take.

    Every column has room for its longest word; what is left goes, column by column, where the cells have
    most lines on average.
    """
    least, most, mean = [], [], []
    for number, column in enumerate(columns):
        cells = [text(column.title), *(row[number] for row in rows)]
        words = (word for cell in cells for word in cell.plain.split())
        least.append(max((Text(word).width for word in words), default=1))
        most.append(max(cell.width for cell in cells))
        mean.append(sum(cell.width for cell in cells) / len(cells))
    spare = room - len(_GAP) * (len(columns) - 1) - sum(least)
    if spare < 0:
        return None
    widths = list(least)
    while spare > 0 and (wanting := [n for n, w in enumerate(widths) if w < most[n]]):
        widths[max(wanting, key=lambda n: mean[n] / widths[n])] += 1
        spare -= 1
    return widths


def _row(cells: Sequence[Text], widths: Sequence[int]) -> list[Text]:
    columns = [wrap(cell, room) for cell, room in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(1, *map(len, columns))):
        parts: list[Text | str] = []
        for place, (column, room) in enumerate(zip(columns, widths, strict=True)):
            piece = column[number] if number < len(column) else Text("")
            parts += [_GAP] if place else []
            parts += [piece, " " * (room - piece.width)]
        lines.append(joined(*parts))
    return lines


def _stacked(columns: Sequence[Column], cells: Sequence[Text], room: int) -> list[Text]:
    """Tell a row below its first cell, each of the others behind its heading."""
    told: list[Text | str] = []
    for column, cell in zip(columns[1:], cells[1:], strict=True):
        if cell.plain:
            told += ["; "] if told else []
            told += [text(f"{column.title}:", "label"), " ", cell]
    lines = wrap(cells[0], room) or [Text("")]
    return [*lines, *hanging("", joined(*told), room, 2)] if told else lines


def _card(card: Card, room: int, *, references: bool) -> list[Text]:
    lines = title(card.title, card.id, room)
    lines += sections(card.text.sections, room)
    if references and card.text.references:
        lines += bibliography(card.text.references, room)
    elif card.text.references:
        number = len(card.text.references)
        said = (
            "1 source; --references shows it."
            if number == 1
            else (f"{number} sources; --references lists them.")
        )
        lines += [Text(""), *wrap(text(said, "quiet"), room)]
    if card.text.note:
        lines += [Text(""), *wrap(text(card.text.note, "quiet"), room)]
    return lines


def bibliography(references: Sequence[Reference], room: int) -> list[Text]:
    """Give the numbered list of sources, after a blank line."""
    lines = [Text(""), text("References", "heading")] if references else []
    for r in references:
        told = joined(text(r.text), " ", text(r.id, f"id {text(r.url).plain}"))
        lines += hanging(label(f"{r.number:>3}.", "quiet"), told, room, 5)
    return lines


def title(name: str, record_id: str, room: int) -> list[Text]:
    """Give the first line of a record: its name and its id."""
    named = text(name, "title")
    return wrap(joined(named, "  ", text(record_id, "id")) if record_id else named, room)


def sections(shown: Iterable[Section], room: int) -> list[Text]:
    """Give headed sections, each after a blank line."""
    lines: list[Text] = []
    for section in shown:
        lines += [Text(""), *wrap(text(section.title, "heading"), room), *_items(section, room)]
    return lines


def _items(section: Section, room: int) -> Iterator[Text]:
    for number, item in enumerate(section.items, 1):
        marker = f"{number:>2}." if section.style == "steps" else " -"
        indent = len(marker) + 1
        body = text(item.text)
        if item.label:
            body = joined(text(f"{item.label}:", "label"), " ", body)
        yield from hanging(label(marker, "quiet"), body, room, indent)
