"""Several things told as one: ``swollen, tender calf``, of which no record has the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.cases.reader import CaseReader, Read, Told, Unread, may_alarm
from cramps.errors import CrampsError, NotFound
from cramps.safe_text import printable
from cramps.words.codes import is_code

if TYPE_CHECKING:
    from cramps.cases.running_text import Note

#: A longer text is a letter, and no finding.
_MOST_WORDS: Final = 15


def read_told(cases: CaseReader, told: Told, *, strict: bool = False) -> Read:
    """Read a case as `CaseReader.read` does; what is told as there and names no record, as a note is read.

    Of a list what was not read is left out and said; of what is no list all must be read. Where nothing is taken
    for the nearest (``--exact``), nothing is read so. Raises as `CaseReader.read`.
    """
    split = {word: note for word in told.present if (note := _several(cases, word))}
    if not split:
        return cases.read(told, strict=strict)
    unread = tuple(_unread(note) for note in split.values())
    left = [part for parts in unread for part in parts]
    read = cases.read(_joined(told, split, left), strict=strict)
    return read._replace(
        notes=(*(_said(word, note) for word, note in split.items()), *read.notes),
        unread=(*left, *read.unread),
    )


def _several(cases: CaseReader, text: str) -> Note | None:
    """Read what names no record as a note; None where it names one, or says nothing so."""
    if not cases.nearest or not 1 < len(text.split()) <= _MOST_WORDS or is_code(text):
        return None
    if _names_one(cases, text) or cases.laboratory.is_written(text):
        return None
    from cramps.cases.in_words import read_text  # which is slow to import, and seldom needed

    note = read_text(cases, text)
    told = note.told
    if told.drugs or not (told.present or told.absent or told.maybe or told.results):
        return None
    return note if "," in text or not any(_missing(note)) else None


def _names_one(cases: CaseReader, text: str) -> bool:
    try:
        cases.lookup.find(text, "finding", "result")
    except NotFound:
        return "," not in text and cases.near(text, "finding", "result") is not None
    except CrampsError:
        return True  # it names several, and who reads it says so
    return True


def _missing(note: Note) -> Iterator[str]:
    """Give what of a note was not read and may matter."""
    return (rest.text for rest in note.left if may_alarm(rest.text, rest.status))


def _unread(note: Note) -> list[Unread]:
    return [
        Unread(part, NotFound(f"{printable(part)!r} was not understood"), ("finding", "result"))
        for part in _missing(note)
    ]


def _joined(told: Told, split: dict[str, Note], left: list[Unread]) -> Told:
    """Put what was read in the place of the words in which it was."""
    notes = [note.told for note in split.values()]
    present = [w for word in told.present for w in _words(word, split)]
    return msgspec.structs.replace(
        told,
        present=tuple(present),
        absent=(*told.absent, *(w for note in notes for w in note.absent)),
        maybe=(*told.maybe, *(w for note in notes for w in note.maybe)),
        results=(*told.results, *(w for note in notes for w in note.results)),
        not_results=(*told.not_results, *(w for note in notes for w in note.not_results)),
        doubtful=(*told.doubtful, *(part.word for part in left)),
    )


def _words(word: str, split: dict[str, Note]) -> tuple[str, ...]:
    return split[word].told.present if word in split else (word,)


def _said(word: str, note: Note) -> str:
    told = note.told
    ids = [*told.present, *(f"no {i}" for i in told.absent), *told.maybe, *told.results]
    return f"{printable(word)!r} read as {', '.join(map(printable, ids))}"
