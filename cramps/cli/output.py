"""How a result is shown: the form of output, chosen from the options, the environment and what stdout is."""

import os
import sys
from typing import TYPE_CHECKING, Final, get_args

from cramps.cli.writing import Color, is_terminal, remark, wants_color, width, write
from cramps.errors import BadQuery, NotFound
from cramps.output.formats import Format

if TYPE_CHECKING:
    from cramps.output.views.forms import Card, Listing, View

_FOR_PROGRAMS: Final[tuple[Format, ...]] = ("json", "jsonl", "csv", "tsv")


class Output:
    """The chosen form, and the writing."""

    def __init__(self, form: Format, *, quiet: bool, color: Color) -> None:
        self.form = form
        self.quiet = quiet
        self.color = color

    def show(self, view: "View") -> None:
        """Write a result to stdout."""
        if self.quiet:
            write("".join(f"{record_id}\n" for record_id in _ids(view)))
        elif self.form == "table":
            self._show_table(view)
        else:
            write(_text(view, self.form), for_programs=self.form in _FOR_PROGRAMS)

    def show_cards(self, cards: list["Card"]) -> None:
        """Write one card, or several together."""
        from cramps.output.views.forms import Cards

        self.show(cards[0] if len(cards) == 1 else Cards(cards=tuple(cards)))

    def show_listing(self, listing: "Listing", what: str) -> None:
        """Write a listing, an empty one too. Raises NotFound for that."""
        self.show(listing)
        if not listing.rows:
            raise NotFound(f"no {what} fits")

    @property
    def for_programs(self) -> bool:
        """Tell whether a program reads the result: one document, not one below the other."""
        return self.form in _FOR_PROGRAMS

    @property
    def takes_notes(self) -> bool:
        """Tell whether remarks are written at all: what only they need is not worked out otherwise."""
        return not self.quiet and self.form not in _FOR_PROGRAMS

    def note(self, text: str) -> None:
        """Write a remark to stderr, unless a program reads along."""
        if self.takes_notes:
            remark("note", text)

    def _show_table(self, view: "View") -> None:
        from io import StringIO

        from rich.console import Console

        from cramps.output.formats import table

        colored = wants_color(self.color, sys.stdout)
        columns = width()
        # Rendered first and written after: a fault of the one is not taken for one of the other.
        drawn = StringIO()
        console = Console(
            file=drawn,
            width=columns,
            height=24,  # of no account, but without it Rich takes a dumb terminal to be 80 wide
            force_terminal=colored,
            no_color=not colored,
            # Only the 16 colours are used; where they are asked for, TERM=dumb does not take them.
            color_system="standard" if colored else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        links = colored and is_terminal(sys.stdout)
        console.print(table.render(view, columns, links=links))
        write(drawn.getvalue())


def _text(view: "View", form: Format) -> str:
    # One import a form: a command pays for the one that it uses.
    if form == "json":
        from cramps.output.formats.json import render
    elif form == "jsonl":
        from cramps.output.formats.json import render_lines as render
    elif form == "csv":
        from cramps.output.formats.separated import render_csv as render
    elif form == "tsv":
        from cramps.output.formats.separated import render_tsv as render
    elif form == "markdown":
        from cramps.output.formats.markdown import render
    else:
        from cramps.output.formats.plain import render
    return render(view)


def _ids(view: "View") -> list[str]:
    from cramps.output.views.forms import Card, Listing

    if isinstance(view, Listing):
        return list(dict.fromkeys(row.id for row in view.rows))
    if isinstance(view, Card):
        return [view.id]
    return [card.id for card in view.cards]


def choose_form(form: str | None, *, json: bool) -> Format:
    """Choose the form: ``--json``, ``--format``, ``CRAMPS_FORMAT``, then table or plain.

    Raises BadQuery for a form that does not exist, or two that contradict.
    """
    if json:
        if form not in (None, "json"):
            raise BadQuery(f"--json contradicts --format {form}; give one of them")
        return "json"
    wish = form or os.environ.get("CRAMPS_FORMAT") or None
    if wish is None:
        return "table" if is_terminal(sys.stdout) else "plain"
    for known in get_args(Format):
        if wish == known:
            chosen: Format = known
            return chosen
    origin = "--format" if form else "CRAMPS_FORMAT"
    raise BadQuery(f"{origin}: {wish!r} is not one of {', '.join(get_args(Format))}")
