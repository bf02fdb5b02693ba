"""How a result is shown: the form of output, chosen from the options, the environment and what stdout is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, get_args

from cramps.cli.writing import Color, is_terminal, remark, wants_color, width, write
from cramps.errors import BadQuery, NotFound
from cramps.output.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.output.views.forms import Brief, Card, Listing, View

#: Set to 1: sentences for a screen reader in place of tables and bars.
ACCESSIBLE: Final = "CRAMPS_ACCESSIBLE"
_FOR_PROGRAMS: Final[tuple[Format, ...]] = ("json", "jsonl", "csv", "tsv")


class Output:
    """The chosen form, and the writing."""

    def __init__(
        self,
        form: Format,
        *,
        quiet: bool,
        color: Color,
        full: bool = False,
        references: bool = False,
        paged: bool = True,
    ) -> None:
        self.form = form
        self.quiet = quiet
        self.color = color
        #: Everything is shown, not what fits on a screen.
        self.full = full
        #: The list of sources is shown to a person, not their numbers alone.
        self.references = references
        self.paged = paged
        #: Lines that remarks have taken from the screen.
        self._noted = 0

    def show(self, view: View) -> None:
        """Write a result to stdout."""
        if self.quiet:
            write("".join(f"{record_id}\n" for record_id in _ids(view)))
        elif self.form == "table":
            self._show_to_reader(view)
        elif self.form in _FOR_PROGRAMS:
            write(_text(view, self.form), for_programs=True)
        else:
            self._write_long(_text(view, self.form))

    def show_cards(self, cards: list[Card]) -> None:
        """Write one card, or several together."""
        from cramps.output.views.forms import Cards

        self.show(cards[0] if len(cards) == 1 else Cards(cards=tuple(cards)))

    def show_listing(self, listing: Listing, what: str) -> None:
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

    @property
    def on_screen(self) -> bool:
        """Tell whether a person sees what fits on a screen, where there is such an answer."""
        return self.form == "table" and not self.quiet and not self.full

    def note(self, text: str) -> None:
        """Write a remark to stderr, unless a program reads along."""
        if self.takes_notes:
            self._noted += remark("note", text)

    def warn(self, text: str) -> None:
        """Write a warning to stderr."""
        self._noted += remark("warning", text)

    def note_of(self, listing: Listing) -> None:
        """Write the remark that belongs with a listing, where the screen has not told it."""
        if listing.note and not (self.on_screen and listing.first):
            self.note(listing.note)

    def _first(self, view: View) -> Iterator[View | Brief]:
        """Give what a person sees first of a view, unless everything is asked for."""
        from cramps.output.views.forms import Cards, Listing

        if self.full:
            yield view.in_words() if isinstance(view, Listing) and view.in_words else view
            return
        for part in view.cards if isinstance(view, Cards) else (view,):
            yield part.first() if part.first else part

    def _write_long(self, text: str) -> None:
        """Write a text for people, through their pager where it is longer than the terminal."""
        from cramps.cli.paging import page

        if not (self.paged and page(text)):
            write(text)

    def _show_to_reader(self, view: View) -> None:
        if os.environ.get(ACCESSIBLE, "0") not in ("", "0"):
            from cramps.output.formats.sentences import render

            shown = [render(part, references=self.references) for part in self._first(view)]
            self._write_long("\n".join(shown))
            return
        from cramps.output.formats import screen, table
        from cramps.output.formats.layout import Text, paint
        from cramps.output.views.forms import Brief, Listing

        columns = width()
        lines: list[Text] = []
        for part in self._first(view):
            lines += [Text("")] if lines else []
            first = isinstance(part, Listing) and part is not view and not self.full
            if isinstance(part, Brief) or (first and isinstance(part, Listing)):
                lines += screen.render(part, columns, spent=self._noted, references=self.references)
            else:
                lines += table.render(part, columns, references=self.references)
        colored = wants_color(self.color, sys.stdout)
        # Rendered first and written after: a fault of the one is not taken for one of the other.
        self._write_long(paint(lines, colored=colored, links=colored and is_terminal(sys.stdout)))


def _text(view: View, form: Format) -> str:
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


def _ids(view: View) -> list[str]:
    from cramps.output.views.forms import Card, Listing

    if isinstance(view, Listing):
        return list(dict.fromkeys(row.id for row in view.rows if row.id))
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
