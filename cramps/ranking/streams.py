"""Many cases, a JSON object a line -> answers, a JSON object a line, in constant memory.

A line is a plain case (`CaseLine`) or a phenopacket. For workers of Dask, Ray and the like there is
`answer_case`: plain values in, plain values out, the knowledge base opened once in each process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, Protocol, runtime_checkable

import msgspec

from cramps.cases.case import Case, Setting
from cramps.cases.documents import Document, json_text
from cramps.cases.packet_schema import is_phenopacket
from cramps.cases.phenopackets import PhenopacketReader
from cramps.cases.reader import CaseReader, Told, demand_findings
from cramps.cases.several_at_once import read_told
from cramps.errors import BadQuery, CrampsError
from cramps.knowledge.closed_lists import Urgency
from cramps.ranking.differential import Engine, Standing
from cramps.safe_text import message_line, printable

#: A longer line is refused; it is never read into memory whole.
LONGEST_LINE: Final = 16 * 2**20
#: Of what a decoder says so many characters are told.
LONGEST_MESSAGE: Final = 300
#: What of it is read at a time while looking for its end.
_CHUNK: Final = 2**20

OnBad = Callable[[int, str], None]
"""Told the number of a bad line, from 1, and what is wrong with it."""


class CaseLine(Told, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plain case with its own name."""

    id: str | int | None = None


class Ranked(msgspec.Struct, frozen=True):
    """A candidate of an answer."""

    id: str
    name: str
    #: Rounded to six places.
    probability: float


class RaisedRule(msgspec.Struct, frozen=True):
    """A danger of an answer."""

    rule: str
    name: str
    urgency: Urgency
    raised_by: tuple[str, ...]
    action: str


class Answer(msgspec.Struct, frozen=True):
    """What is said of a case."""

    #: Its own id, else the line that it stands on; None for a single case without one.
    case: str | None
    #: The dangers, the most urgent first, whatever the ranking says.
    red_flags: tuple[RaisedRule, ...]
    #: Nothing is raised and all that is told is ordinary: no test is needed.
    calm: bool
    #: The likeliest, and none of these wherever it stands.
    candidates: tuple[Ranked, ...]
    #: Ids of the critical disorders that are not excluded, the likeliest first.
    critical: tuple[str, ...]
    #: What of the case was not understood; the rest was used.
    unrecognised: tuple[str, ...]
    #: Denials that contradict what is present, and an onset after the age; they were left out.
    conflicts: tuple[str, ...] = ()
    #: What was taken for what: a slip, a broader term, a unit that was not given.
    notes: tuple[str, ...] = ()


class Answerer:
    """Answers cases with one engine.

    With ``whole_story`` every one is taken as told in full; ``setting`` is for those that name none.
    With ``exact`` no word is taken for the nearest.
    """

    def __init__(
        self,
        engine: Engine,
        top: int = 10,
        *,
        whole_story: bool = False,
        setting: Setting = "neurology",
        exact: bool = False,
    ) -> None:
        if top < 1:
            raise BadQuery(f"{top} candidates cannot be given; give 1 or more")
        self.engine = engine
        self.top = top
        self.whole_story = whole_story
        self.cases = CaseReader(engine.kb, setting=setting, nearest=not exact)
        self.phenopackets = PhenopacketReader(self.cases)

    def answer(self, given: Any, name: str | None = None, remarks: tuple[str, ...] = ()) -> Answer:
        """Answer a case or a phenopacket, as plain JSON values.

        ``name`` is for a case without an id, ``remarks`` is what was lost when it was read. Raises BadQuery for what is no case, cannot be, or has
        nothing that is understood.
        """
        if not isinstance(given, dict):
            raise BadQuery("not a case: write one JSON object a line")
        if is_phenopacket(given):
            read, unrecognised, own = self.phenopackets.read(given, whole_story=self.whole_story)
        else:
            line = self._line(given)
            read = read_told(self.cases, line)
            own, unrecognised = None if line.id is None else str(line.id), read.unrecognised
        demand_findings(read.case, unrecognised)
        raised = self.engine.raised(read.case)
        standing = self.engine.standing(read.case)
        return Answer(
            name if own is None else own,
            tuple(RaisedRule(d.rule, d.name, d.urgency, d.raised_by, d.action) for d in raised),
            not raised and self.engine.dangers.calm(read.case) is not None,
            self._ranked(standing),
            self._not_excluded(read.case, standing),
            (*unrecognised, *remarks),
            read.conflicts,
            read.notes,
        )

    def _line(self, given: dict[str, Any]) -> CaseLine:
        told = {key: value for key, value in given.items() if value is not None}
        try:
            line = msgspec.convert(told, CaseLine)
        except msgspec.ValidationError as error:
            reason = message_line(str(error), LONGEST_MESSAGE)
            if unknown := sorted(set(map(str, given)) - set(CaseLine.__struct_fields__)):
                known = ", ".join(CaseLine.__struct_fields__)
                reason = f"no field is called {message_line(unknown[0], LONGEST_MESSAGE)!r}; there are {known}"
            raise BadQuery(f"not a case: {reason}") from error
        return msgspec.structs.replace(line, whole_story=True) if self.whole_story else line

    def _ranked(self, standing: Standing) -> tuple[Ranked, ...]:
        ids, shares = standing.ids, standing.shares
        placed = sorted(zip((-share for share in shares), ids, range(len(ids)), strict=True))
        shown = [n for place, (*_, n) in enumerate(placed) if place < self.top or n == len(ids) - 1]
        return tuple(Ranked(ids[n], standing.names[n], round(shares[n], 6)) for n in shown)

    def _not_excluded(self, case: Case, standing: Standing) -> tuple[str, ...]:
        ids, shares = standing.ids, standing.shares
        found = self.engine.not_excluded(case, standing.scores)
        return tuple(ids[n] for n in sorted(found, key=lambda n: (-shares[n], ids[n])))


@runtime_checkable
class _Stream(Protocol):
    def readline(self, size: int = -1, /) -> bytes:
        """Read to the end of the line, but not more than ``size`` bytes."""


def read_lines(stream: _Stream) -> Iterator[bytes | None]:
    """Give the lines of a stream, None for one that is too long, of which only pieces are held."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (piece := stream.readline(_CHUNK)) and not piece.endswith(b"\n"):
            pass
        yield None


def answer_lines(
    lines: _Stream | Iterable[bytes],
    engine: Engine,
    *,
    top: int = 10,
    whole_story: bool = False,
    setting: Setting = "neurology",
    strict: bool = False,
    exact: bool = False,
    on_bad: OnBad | None = None,
) -> Iterator[bytes]:
    """Answer cases line by line; every answer is a line of JSON with its line feed.

    ``lines`` is best an open binary file, so that an endless line is refused without being held.
    A bad line is told to ``on_bad`` and skipped; with ``strict`` it raises BadQuery. Blank lines are
    passed over. With ``exact`` no word is taken for the nearest. Raises BadQuery, at the end, where there was no line at all.
    """
    answerer = Answerer(engine, top, whole_story=whole_story, setting=setting, exact=exact)
    encoder = msgspec.json.Encoder()
    source: Iterable[bytes | None] = read_lines(lines) if isinstance(lines, _Stream) else lines
    empty = True
    for number, line in enumerate(source, 1):
        if line is not None and not line.strip():
            continue
        empty = False
        document = Document(None)
        try:
            document = _decoded(line, first=number == 1)
            answer = answerer.answer(document.root, f"line {number}", document.remarks)
        except CrampsError as error:
            message = f"{_name_of(document)}{error.message}"
            if strict:
                raise BadQuery(f"line {number}: {message}") from error
            if on_bad is not None:
                on_bad(number, message)
        except Exception as error:  # one record must not end the stream
            if strict:
                raise
            if on_bad is not None:
                on_bad(
                    number,
                    f"unexpected {type(error).__name__}: {message_line(str(error), LONGEST_MESSAGE)}",
                )
        else:
            yield encoder.encode(answer) + b"\n"
    if empty:
        raise BadQuery("no case: the input is empty; give one JSON object a line")


def _decoded(line: bytes | None, *, first: bool) -> Document:
    if line is None or len(line) > LONGEST_LINE + 1:
        raise BadQuery(f"longer than {LONGEST_LINE // 2**20} MiB")
    if first:
        line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        return json_text(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadQuery(f"not JSON: {message_line(str(error), LONGEST_MESSAGE)}") from error


def _name_of(document: Document) -> str:
    """Give the id that a case brings along, for a message; nothing where it has none."""
    name = document.root.get("id") if isinstance(document.root, dict) else None
    return f"{printable(str(name))}: " if isinstance(name, str | int) and name != "" else ""


@lru_cache(maxsize=4)
def _answerer(data: str | None, top: int, exact: bool) -> Answerer:  # noqa: FBT001  (a key)
    from cramps.opening import load

    return Answerer(Engine(load(data)), top, exact=exact)


def answer_case(
    case: dict[str, Any],
    *,
    data: str | os.PathLike[str] | None = None,
    top: int = 10,
    exact: bool = False,
) -> dict[str, Any]:
    """Answer one case or phenopacket, given and answered as plain JSON values.

    For workers: it can be pickled, and each process opens the knowledge base at ``data`` (by default
    the packaged one) once. With ``exact`` no word is taken for the nearest. Raises BadQuery as `Answerer.answer` does.
    """
    answerer = _answerer(None if data is None else os.fspath(data), top, exact)
    answer: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(answerer.answer(case)))
    return answer
