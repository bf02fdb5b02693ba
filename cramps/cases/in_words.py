"""A case in words, as a letter has it or as it is typed behind a command -> what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.errors import BadQuery, CrampsError
from cramps.late_regex import late_regex
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.cases.mention import How, Mention
    from cramps.cases.not_understood import Rest
    from cramps.cases.reader import CaseReader
    from cramps.cases.running_text import Note
    from cramps.words.own_words import Category

#: What words behind a command may name, in this order, where a text would not name it.
_SOUGHT: Final[tuple[Category, ...]] = ("finding", "result", "drug")
#: What a measured number has.
_VALUED: Final = late_regex(r"[\d=<>\u2264\u2265]")
#: What ends a part of a sentence.
_MARKS: Final = ",;.\n"
#: A longer text is told of a patient, and nothing in it is taken for what comes nearest.
_RUNNING: Final = 15
#: Words that look like the slip of a medicine's name and are none.
_NO_SLIPS: Final = frozenset(["tummy", "tum", "belly"])
#: So many words may be the slip of a medicine's name; more are told of a complaint.
_MEDICINE: Final = 2


def read_text(cases: CaseReader, text: str, strike: Iterable[int] = ()) -> Note:
    """Read a note; what was read under a number of ``strike`` is left out. Raises BadQuery for none."""
    from cramps.cases.running_text import NoteReader

    note = NoteReader(cases).read(text)
    return _without(note, tuple(strike))


def read_words(cases: CaseReader, words: list[str], strike: Iterable[int] = ()) -> Note:
    """Read words behind a command as a note.

    What tells nothing is looked up by itself, a slip forgiven, and the nearest taken where that is
    wanted and sure; what still names nothing is told as it stands. Raises BadQuery as `read_text`.
    """
    from cramps.cases.running_text import doubtful, told_by
    from cramps.words.harmless import is_harmless

    text = ", ".join(words) if len(words) > 1 and any(" " in w for w in words) else " ".join(words)
    note = read_text(cases, text)
    running = len(text.split()) > _RUNNING
    parts = [
        (
            part,
            _taken(cases, part, nearest=not running) if _is_whole(text, part, note.read) else None,
        )
        for part in note.left
    ]
    read = sorted((*note.read, *(m for _, m in parts if m)), key=lambda mention: mention.start)
    told = told_by(read, note.told.age, note.told.sex, note.told.onset_age)
    left = [part for part, mention in parts if mention is None]
    sought = [part for part in left if not is_harmless(part.text, part.status, text)]
    told = msgspec.structs.replace(told, doubtful=doubtful(text, left))
    note = note._replace(read=tuple(read), told=told)
    note = _without(note, tuple(strike))
    more = msgspec.structs.replace(
        note.told,
        present=(*note.told.present, *(p.text for p in sought if p.status == "present")),
        absent=(*note.told.absent, *(p.text for p in sought if p.status == "absent")),
    )
    others = tuple(p for p in left if p not in sought or p.status not in ("present", "absent"))
    return note._replace(told=more, left=others)


def not_understood(note: Note) -> tuple[str, ...]:
    """Give what of a text was not understood and is not told of in the case either."""
    return tuple(dict.fromkeys(" ".join(part.text.split()) for part in note.left))


def _is_whole(text: str, part: Rest, read: tuple[Mention, ...]) -> bool:
    """Tell whether nothing was read in the part of a sentence in which this was left."""
    end = part.start + len(part.text)
    first = max(text.rfind(mark, 0, part.start) for mark in _MARKS) + 1
    last = min((at for mark in _MARKS if (at := text.find(mark, end)) >= 0), default=len(text))
    within = (m for m in read if m.start < last and m.end > first)
    return all(
        re.search(r"\band\b", text[min(m.end, end) : max(m.start, part.start)]) for m in within
    )


def _taken(cases: CaseReader, part: Rest, *, nearest: bool) -> Mention | None:
    """Take a part of what was typed for one record; None where it names none.

    With ``nearest`` what comes nearest is taken too, where that is sure.
    """
    from cramps.cases.mention import Mention

    if _VALUED.search(part.text):
        return None  # a number is for the laboratory
    if part.status not in ("present", "absent"):
        return None
    denied = part.status == "absent"
    if fold(part.text) in _NO_SLIPS:
        return None
    kinds = _SOUGHT if len(part.text.split()) <= _MEDICINE and not denied else _SOUGHT[:2]
    how: How = "slip"
    try:
        found = cases.lookup.find(part.text, *kinds)
    except CrampsError as error:
        near = None if denied or not nearest else cases.guess(part.text, error, _SOUGHT[:2])
        if near is None:
            return None
        found, how = near, "nearest"
    if denied and not found.exact:
        return None  # the reader says why
    return Mention(
        text=part.text,
        start=part.start,
        end=part.start + len(part.text),
        id=found.id,
        kind=found.category,  # type: ignore[arg-type]  # one of those that are sought
        status=part.status,
        exact=found.exact,
        how=how if found.read_as is not None else "written",
    )


def numbered(read: Iterable[Mention]) -> Iterator[tuple[int, Mention]]:
    """Give each thing that was read its number; the same words read as the same have one."""
    known: dict[tuple[str, ...], int] = {}
    for mention in read:
        key = (fold(mention.text), mention.id, mention.kind, mention.status, mention.value or "")
        yield known.setdefault(key, len(known) + 1), mention


def _without(note: Note, strike: tuple[int, ...]) -> Note:
    """Leave out what was read under these numbers."""
    from cramps.cases.running_text import told_by

    if not strike:
        return note
    there = {number for number, _ in numbered(note.read)}
    for number in strike:
        if number not in there:
            most = f"{len(there)} things were" if len(there) != 1 else "one thing was"
            raise BadQuery(
                f"there is no {number} to strike: {most if there else 'nothing was'} read"
            )
    read = tuple(
        msgspec.structs.replace(mention, struck=number in strike)
        for number, mention in numbered(note.read)
    )
    told = note.told
    anew = told_by(read, told.age, told.sex, told.onset_age)
    return note._replace(read=read, told=msgspec.structs.replace(anew, doubtful=told.doubtful))
