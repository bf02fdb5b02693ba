"""A case that a command is given in words or as a text, what was read in it, and the same in options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from cramps.cli.choosing import lookup_of
from cramps.cli.output import Output
from cramps.errors import BadQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cramps.cases.mention import Mention
    from cramps.cases.reader import Told
    from cramps.cases.running_text import Note
    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Listing

#: A longer text is refused.
LARGEST: Final = 4 * 2**20
#: Of a text fewer letters than one in so many are of no known encoding.
_FOREIGN: Final = 20


TextOption = Annotated[
    str | None,
    typer.Option(
        "--text",
        metavar="FILE",
        help="A letter or note in plain text; - for stdin. Says what it read.",
    ),
]
ReadOnlyOption = Annotated[
    bool, typer.Option("--read-only", help="With --text or words: only what was read.")
]
StrikeOption = Annotated[
    list[int] | None,
    typer.Option(
        "--strike",
        min=1,
        metavar="N",
        help="Leave out what was read as number N. Can be repeated.",
    ),
]


class TextOptions(NamedTuple):
    """A case as a text: an option group of every command that takes one."""

    text: TextOption = None
    read_only: ReadOnlyOption = False
    strike: StrikeOption = None

    def given(self, words: list[str] | None = None) -> bool:
        """Tell whether there is a text, or words behind the command.

        Raises BadQuery where there are both, and where there are none to read or to strike from.
        """
        if words and self.text is not None:
            raise BadQuery("give words or --text, not both")
        given = bool(words) or self.text is not None
        for option, asked in (("--read-only", self.read_only), ("--strike", self.strike)):
            if asked and not given:
                raise BadQuery(f"{option} is for a case in words, or with --text")
        return given

    def read(
        self,
        kb: KnowledgeBase,
        out: Output,
        story: Told,
        *,
        exact: bool,
        words: list[str] | None = None,
    ) -> tuple[Note, Told]:
        """Read text or words, join them with the options, and say what was not taken as it stands."""
        from cramps.cases.in_words import not_understood, read_text, read_words
        from cramps.cases.reader import CaseReader
        from cramps.cases.running_text import joined
        from cramps.output.views.closed_list_names import few
        from cramps.output.views.reading import taken

        cases = CaseReader(kb, lookup_of(kb), nearest=not exact)
        strike = self.strike or ()
        if words:
            note = read_words(cases, words, strike)
        else:
            note = read_text(cases, text_of(self.text or "-"), strike)
        for said in taken(kb, note.read):
            out.note(said)
        if (left := not_understood(note)) and not out.on_screen and not self.read_only:
            out.note(f"not understood: {few(left)}")
        return note, joined(story, note.told)


def show_read(out: Output, note: Note, repeat: str) -> None:
    """Show what was read, and nothing else; ``repeat`` tells the same in options."""
    from cramps.output.views.reading import alone

    out.show(alone(note.read, repeat))
    out.note(f"the same: {repeat}")


def read_lines(kb: KnowledgeBase, read: tuple[Mention, ...]) -> tuple[str, ...]:
    """Give what was read, a line for each status."""
    from cramps.output.views.reading import section

    items = section(kb, read).items
    return tuple(f"read, {i.label}: {i.text}" if i.label else f"read: {i.text}" for i in items)


def with_note(kb: KnowledgeBase, out: Output, listing: Listing, note: Note, repeat: str) -> Listing:
    """Put what was read before an answer; ``repeat``, which is said too, tells the same in options."""
    from cramps.output.views.forms import Brief
    from cramps.output.views.reading import with_read

    if out.on_screen and not (listing.first and isinstance(listing.first(), Brief)):
        for line in read_lines(kb, note.read):
            out.note(line)
    out.note(f"the same: {repeat}")
    return with_read(kb, listing, note.read, repeat)


def text_of(place: str) -> str:
    """Read a text from a file, or from stdin for ``-``. Raises BadQuery where it cannot."""
    try:
        if place == "-":
            if sys.stdin is None or sys.stdin.closed:
                raise BadQuery("standard input is closed; give a file")
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(place, "rb") as file:  # noqa: PTH123  (a name may be anything)
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise BadQuery(f"{place}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > LARGEST:
        raise BadQuery(f"{place}: a text has at most {LARGEST // 2**20} MB")
    text = data.decode("utf-8-sig", "replace")
    if "\0" in text or text.count("\N{REPLACEMENT CHARACTER}") > len(text) // _FOREIGN:
        raise BadQuery(f"{place}: that is no text")
    return text


def command_of(told: Told, command: str = "ddx", left_out: Iterable[str] = ()) -> str:
    """Write the command that tells the same case in options, of which ``find`` has few.

    What was ``left_out`` because nothing is called so is not told again: it would be left out again.
    """
    from shlex import quote

    unknown = set(left_out)

    if command == "find":
        from cramps.cases.reader import Told

        told = Told(present=told.present, results=told.results)
    parts = [f"cramps {command}"]
    for option, values in (
        ("--symptom", told.present),
        ("--absent", (*told.absent, *told.not_results)),
        ("--maybe", told.maybe),
        ("--result", told.results),
        ("--drug", told.drugs),
    ):
        parts += [f"{option} {quote(value)}" for value in values if value not in unknown]
    for option, number in (("--age", told.age), ("--onset-age", told.onset_age)):
        if number is not None:
            parts.append(f"{option} {number:g}")
    if told.sex:
        parts.append(f"--sex {told.sex}")
    return " ".join(parts)
