"""A case in words, as a letter has it or as it is typed behind a command -> what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from cramps.cases.notes import Note
    from cramps.cases.reader import CaseReader


def read_text(cases: CaseReader, text: str) -> Note:
    """Read a note."""
    from cramps.cases.notes import NoteReader

    return NoteReader(cases).read(text)


def read_words(cases: CaseReader, words: list[str]) -> Note:
    """Read words behind a command as a note; what tells nothing is told as it stands."""
    text = ", ".join(words) if len(words) > 1 and any(" " in w for w in words) else " ".join(words)
    note = read_text(cases, text)
    told = note.told
    present = tuple(part.text for part in note.left if part.status == "present")
    absent = tuple(part.text for part in note.left if part.status == "absent")
    more = msgspec.structs.replace(
        told, present=(*told.present, *present), absent=(*told.absent, *absent)
    )
    others = tuple(part for part in note.left if part.status not in ("present", "absent"))
    return note._replace(told=more, left=others)


def not_understood(note: Note) -> tuple[str, ...]:
    """Give what of a text was not understood and is not told of in the case either."""
    return tuple(dict.fromkeys(" ".join(part.text.split()) for part in note.left))
