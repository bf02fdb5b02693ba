"""The rows of a long table, drawn as Rich draws them and in a fifth of its time.

Rich lays out every cell by itself, half a millisecond a row; a list of two hundred disorders then takes
longer than everything else together. Here Rich gives the widths of the columns and draws the heading, and
a cell that needs no folding goes out as it is. The tests hold it against Rich's own table.
"""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text

_RULE = "\N{BOX DRAWINGS LIGHT HORIZONTAL}"
#: Between two columns: the padding of both, and Rich's divider.
_DIVIDER = Segment(" ")


class Body:
    """The rows of a table; a row may have fewer cells than columns.

    ``heading`` makes the table with its columns and no rows.
    """

    def __init__(self, heading: Callable[[], Table], rows: Sequence[Sequence[Text]]) -> None:
        self._heading = heading
        self._rows = rows

    def as_rich(self) -> Table:
        """Give Rich's own table, which looks the same."""
        table = self._heading()
        for row in self._rows:
            table.add_row(*row)
        return table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the heading and the rows."""
        table = self._heading()
        for row in self._widest(len(table.columns)):
            table.add_row(*row)
        widths = _widths(table, console, options)
        if widths is None:
            yield self.as_rich()
            return
        for line in console.render_lines(table, options, pad=False):
            yield from line
            yield Segment.line()
            if set("".join(segment.text for segment in line)) <= {_RULE, " "}:
                break
        yield from self._lines(console, table.columns, widths)

    def _widest(self, columns: int) -> Iterator[list[Text]]:
        """Give rows that have in each column the longest line and the longest word of all."""
        for length in (_longest_line, _longest_word):
            yield [
                max((row[n] for row in self._rows if n < len(row)), key=length, default=Text())
                for n in range(columns)
            ]

    def _lines(
        self, console: Console, columns: Sequence[Column], widths: Sequence[int]
    ) -> Iterator[Segment]:
        last = len(columns) - 1
        styles = [console.get_style(column.style) for column in columns]
        new_line = Segment.line()
        blank = Text()
        for row in self._rows:
            cells = [
                _folded(console, row[n] if n < len(row) else blank, widths[n], column)
                for n, column in enumerate(columns)
            ]
            for number in range(max(map(len, cells))):
                for n, lines in enumerate(cells):
                    if n:
                        yield _DIVIDER
                    padding = (n > 0, n < last)
                    yield from _line(lines, number, widths[n], padding, styles[n])
                yield new_line


def _widths(table: Table, console: Console, options: ConsoleOptions) -> list[int] | None:
    """Give the room for text in each column, as Rich reckons it; None where that cannot be told."""
    reckon = getattr(table, "_calculate_column_widths", None)
    if reckon is None:  # another Rich
        return None
    last = len(table.columns) - 1
    room = options.max_width if table.width is None else table.width
    reckoned = reckon(console, options.update_width(room - last))
    widths = [width - (n > 0) - (n < last) for n, width in enumerate(reckoned)]
    return widths if min(widths) > 0 else None


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _folded(console: Console, cell: Text, width: int, column: Column) -> list[list[Segment]]:
    """Give the lines of a cell."""
    plain = cell.plain
    if not cell.spans and "\n" not in plain and cell_len(plain) <= width:
        style = console.get_style(cell.style) if cell.style else None
        return [[Segment(plain + " " * (width - cell_len(plain)), style)] if plain else []]
    if "\n" in plain and _longest_line(cell) <= width:  # a name, and its id below
        lines = cell.split("\n", allow_blank=True)
        for line in lines:
            line.rstrip()
            line.pad_right(width - line.cell_len)
        return [list(line.render(console)) for line in lines]
    wrapped = cell.wrap(
        console, width, justify=column.justify, overflow=column.overflow, no_wrap=column.no_wrap
    )
    return [list(line.render(console)) for line in wrapped]


def _line(
    lines: list[list[Segment]], number: int, width: int, padding: tuple[bool, bool], style: Style
) -> Iterator[Segment]:
    """Give one line of a cell with its padding, filled up to its width."""
    before, after = padding
    if number >= len(lines):
        yield Segment(" " * (before + width + after), style)
        return
    if before:
        yield Segment(" ", style)
    line = lines[number]
    yield from Segment.apply_style(line, style) if style else line
    missing = width - sum(segment.cell_length for segment in line)
    if missing > 0:
        yield Segment(" " * missing, style)
    if after:
        yield Segment(" ", style)
