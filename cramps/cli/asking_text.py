"""A case that a command is given in words or as a text, what was read in it, and the same in options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.cli.choosing import lookup_of
from cramps.cli.output import Output
from cramps.errors import BadQuery

if TYPE_CHECKING:
    from cramps.cases.notes import Mention, Note
    from cramps.cases.reader import Told
    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Listing

#: A longer text is refused.
LARGEST: Final = 4 * 2**20
#: Of a text fewer letters than one in so many are of no known encoding.
_FOREIGN: Final = 20


class InWords(NamedTuple):
    """What a command was given in words, behind it or as a text."""

    words: list[str] | None
    #: The file; ``-`` is stdin.
    text: str | None
    #: The numbers of what was read wrongly.
    strike: list[int] | None
    read_only: bool

    @property
    def given(self) -> bool:
        """Tell whether there are any."""
        return bool(self.words) or self.text is not None

    def demand_sense(self) -> None:
        """Refuse what is for words where there are none, and both at once. Raises BadQuery."""
        if self.words and self.text is not None:
            raise BadQuery("give words or --text, not both")
        for option, asked in (("--read-only", self.read_only), ("--strike", self.strike)):
            if asked and not self.given:
                raise BadQuery(f"{option} is for a case in words, or with --text")

    def read(
        self, kb: KnowledgeBase, out: Output, story: Told, *, exact: bool
    ) -> tuple[Note, Told]:
        """Read them, join them with the options, and say what was not taken as it stands."""
        from cramps.cases.in_words import read_text, read_words
        from cramps.cases.notes import joined
        from cramps.cases.reader import CaseReader
        from cramps.output.views.reading import taken

        cases = CaseReader(kb, lookup_of(kb), nearest=not exact)
        strike = self.strike or ()
        if self.words:
            note = read_words(cases, self.words, strike)
        else:
            note = read_text(cases, text_of(self.text or "-"), strike)
        for said in taken(kb, note.read):
            out.note(said)
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


def command_of(told: Told, command: str = "ddx") -> str:
    """Write the command that tells the same case in options, of which ``find`` has few."""
    from shlex import quote

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
        parts += [f"{option} {quote(value)}" for value in values]
    for option, number in (("--age", told.age), ("--onset-age", told.onset_age)):
        if number is not None:
            parts.append(f"{option} {number:g}")
    if told.sex:
        parts.append(f"--sex {told.sex}")
    return " ".join(parts)
