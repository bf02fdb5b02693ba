"""Tables and cards for a terminal, with Rich.

Text of the knowledge base always goes through ``Text``: it is never read as Rich markup. Nothing is
told by colour alone, and nothing is cut: long cells fold.
"""

import re
from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cramps.output.formats.body import Body
from cramps.output.views.forms import (
    Card,
    Cards,
    Column,
    Listing,
    Reference,
    Row,
    Section,
    View,
)
from cramps.safe_text import safe

#: Narrower terminals get a table without the columns marked ``wide_only``.
WIDE = 100

# Plain attributes and the terminal's own cyan and red read well on light and dark backgrounds.
_ID = "cyan"
_HEADING = "bold"
_LABEL = "bold"
_QUIET = "dim"
_WARNING = "bold red"

#: Room for the longest ids, below their names.
_STACKED = 33

_BAR = "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
_BAR_WIDTH = 12

_MARKS = re.compile(r"\[\d+(?:, \d+)*\]")
_AVOID = re.compile(r"\bAVOID\b")


def render(view: View, width: int, *, links: bool) -> RenderableType:
    """Give what Rich prints for a view on a terminal of ``width`` columns."""
    if isinstance(view, Listing):
        first = _sections(view.before)[
            1:
        ]  # without the blank line that parts it from what is above
        blank = [Text()] if first else []
        return Group(*first, *blank, _table(view, width), *_sections(view.sections_after()))
    cards = view.cards if isinstance(view, Cards) else (view,)
    parts: list[RenderableType] = []
    for card in cards:
        if parts:
            parts.append(Text())
        parts.append(_card(card, links=links))
    return Group(*parts)


def _table(listing: Listing, width: int) -> Body:
    keys = [column.key for column in listing.columns]
    stacked = listing.stacked if width < WIDE else None
    shown = [
        number
        for number, column in enumerate(listing.columns)
        if column.key != listing.grouped_by
        and (width >= WIDE or not column.wide_only)
        and not (stacked and column.key == "id")
    ]
    columns = [listing.columns[number] for number in shown]
    body: list[list[Text]] = []
    for heading, rows in _groups(listing):
        if heading is not None:
            body.append([Text(safe(heading), style=_HEADING)])
        for row in rows:
            cells = [_cell(listing.columns[number], row.cells[number]) for number in shown]
            if stacked:
                place = shown.index(keys.index(stacked))
                cells[place] = Text.assemble(cells[place], "\n", (safe(row.id), _ID))
            body.append(cells)
        if heading is not None:
            body.append([])
    return Body(lambda: _heading(columns, stacked), body)


def _heading(columns: Iterable[Column], stacked: str | None) -> Table:
    """Make a table without rows."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
    for column in columns:
        table.add_column(
            safe(column.title),
            overflow="fold",
            no_wrap=column.ratio == 0 and column.key == "id",
            ratio=column.ratio or None,
            # In a column with a ratio Rich takes width for the least, and passes over min_width.
            width=_least(column, stacked),
            style=_ID if column.key == "id" else "",
        )
        if column.ratio:
            table.expand = True
    return table


def _least(column: Column, stacked: str | None) -> int | None:
    if column.key == stacked:
        return _STACKED
    return column.min_width if column.ratio else None


def _groups(listing: Listing) -> list[tuple[str | None, list[Row]]]:
    if listing.grouped_by is None:
        return [(None, list(listing.rows))]
    place = [column.key for column in listing.columns].index(listing.grouped_by)
    groups: dict[str | None, list[Row]] = {}
    for row in listing.rows:
        groups.setdefault(row.cells[place], []).append(row)
    return list(groups.items())


def _cell(column: Column, text: str) -> Text:
    return Text(_BAR * round(float(text) * _BAR_WIDTH)) if column.bar else _styled(text)


def _styled(text: str) -> Text:
    """Give text of the knowledge base, its reference marks quiet and its warnings loud."""
    styled = Text(safe(text))
    if "[" in text:
        styled.highlight_regex(_MARKS, _QUIET)
    if "AVOID" in text:
        styled.highlight_regex(_AVOID, _WARNING)
    return styled


def _card(card: Card, *, links: bool) -> Group:
    parts: list[RenderableType] = [_title(card)]
    parts += _sections(card.text.sections)
    if card.text.references:
        write = _short_references if card.text.brief else _references
        parts += [Text(), Text("References", style=_HEADING), write(card, links=links)]
    if card.text.note:
        parts += [Text(), Text(safe(card.text.note), style=_QUIET)]
    return Group(*parts)


def _sections(sections: Iterable[Section]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for section in sections:
        parts += [Text(), Text(safe(section.title), style=_HEADING), _items(section)]
    return parts


def _title(card: Card) -> Text:
    return Text.assemble((safe(card.title), "bold underline"), "  ", (safe(card.id), _ID))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, justify="right", min_width=2)
    grid.add_column(overflow="fold")
    return grid


def _items(section: Section) -> Table:
    grid = _grid()
    for number, item in enumerate(section.items, 1):
        marker = f"{number}." if section.style == "steps" else "-"
        text = _styled(item.text)
        if item.label:
            text = Text.assemble((f"{safe(item.label)}: ", _LABEL), text)
        grid.add_row(Text(marker, style=_QUIET), text)
    return grid


def _references(card: Card, *, links: bool) -> Table:
    grid = _grid()
    for reference in card.text.references:
        grid.add_row(Text(f"{reference.number}.", style=_QUIET), _reference(reference, links=links))
    return grid


def _short_references(card: Card, *, links: bool) -> Table:
    """Give all references as one paragraph: number and id."""
    paragraph = Text()
    for reference in card.text.references:
        paragraph.append(f"[{reference.number}] ", _QUIET)
        paragraph.append(safe(reference.id), _id_style(reference, links=links))
        paragraph.append("  ")
    grid = _grid()
    grid.add_row(Text(), paragraph)
    return grid


def _id_style(reference: Reference, *, links: bool) -> str:
    return f"{_ID} link {safe(reference.url)}" if links else _ID


def _reference(reference: Reference, *, links: bool) -> Text:
    text = _styled(f"{reference.text} ")
    return Text.assemble(text, (safe(reference.id), _id_style(reference, links=links)))
