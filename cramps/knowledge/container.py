"""The compiled form of a knowledge base: one file that opens in a few milliseconds, however large.

It is JSON, line by line. The first line is a header that tells where every other part lies, with its
length and checksum; a command then reads only the parts, and of the tables only the records, that it
needs. The parts are the records of each file, an index of where each lies, and what would otherwise be
computed at every start: name indexes, full text, narrower findings, profiles and the heads of the
disorders. What was computed by other rules than this program's is left unread, and computed again.

Only a knowledge base without mistakes is compiled, and every part that is read is checked against its
checksum; so what it holds need not be checked again.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from mmap import mmap
from pathlib import Path
from typing import Final

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.packaged_files import LEXICON_NAME, packaged_data
from cramps.knowledge.pieces import UNREADABLE, Pieces, Span
from cramps.version import __version__

#: Raised when a newer program cannot read what an older one wrote.
FORMAT = 1

FIRST_BYTES = b'{"cramps":"knowledge base",'

#: The header is one line of at most so many bytes.
_LONGEST_HEADER = 100_000


#: Parts that follow from no others, and that who compiles it again takes along.
CARRIED: Final = ("annotations", "own-statements")
#: Parts that are not computed from the records.
KEPT: Final = frozenset((*CARRIED, "made-from"))

#: The modules, from this package's parent, whose text decides what the computed parts hold.
_COMPUTING: Final = (
    *("words", "laboratory/assays.py"),
    *("knowledge/profiles.py", "knowledge/danger_triggers.py", "knowledge/base.py"),
    *("knowledge/frequency.py", "knowledge/questions.py", "weighing"),
)


@cache
def rules() -> str:
    """Give a digest of the rules by which the computed parts are made: folding, indexes, summaries.

    It is that of the modules' text and of the lexicon; where that cannot be read (a program without its sources), the
    program's version.
    """
    package = Path(__file__).parent.parent
    digest = 0
    try:
        for name in _COMPUTING:
            place = package / name
            for file in (place,) if name.endswith(".py") else _modules(place):
                digest = _digest(file, digest)
        digest = _digest(packaged_data() / LEXICON_NAME, digest)
    except OSError:
        digest = 0
    return f"{digest:08x}" if digest else __version__


def _modules(folder: Path) -> list[Path]:
    # not by a pattern, which takes as long as to read them
    return sorted((f for f in folder.iterdir() if f.suffix == ".py"), key=lambda f: f.name)


def _digest(file: Path, before: int) -> int:
    with file.open("rb", buffering=0) as opened:
        return zlib.crc32(opened.read(), before)


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    cramps: str = "knowledge base"
    format: int = FORMAT
    #: Version of the program that wrote it.
    version: str = __version__
    #: Digest of the rules by which the computed parts were made; see `rules`.
    rules: str = ""
    #: Bytes after the header.
    length: int
    parts: dict[str, Span]


def _compile_again() -> str:
    return "compile it again"


def decode(
    data: bytes | mmap, origin: str, remedy: Callable[[], str] = _compile_again
) -> KnowledgeBase:
    """Open a compiled knowledge base; its parts stay unread until they are asked for.

    ``remedy`` gives what to do where a part turns out to be damaged.
    Raises InvalidKnowledgeBase for anything that `encode` did not write: at once where the file is
    foreign or cut short, else when the damaged part is read.
    """
    end = data.find(b"\n", 0, _LONGEST_HEADER)
    if data[: len(FIRST_BYTES)] != FIRST_BYTES or end < 0:
        raise InvalidKnowledgeBase(
            f"{origin} is not a compiled knowledge base; make one with: cramps compile"
        )
    try:
        header = msgspec.json.decode(data[:end], type=Header)
    except UNREADABLE as error:
        raise InvalidKnowledgeBase(f"{origin}: damaged first line; compile it again") from error
    if header.format != FORMAT:
        raise InvalidKnowledgeBase(
            f"{origin} has format {header.format} (written by cramps {header.version}); "
            f"this is cramps {__version__}, which reads format {FORMAT}; compile it again"
        )
    rest = len(data) - end - 1
    if rest != header.length:
        raise InvalidKnowledgeBase(
            f"{origin} is cut short or has been added to "
            f"({rest} bytes instead of {header.length}); compile it again"
        )
    parts = Pieces(data, origin, end + 1, header.parts, remedy)
    tables = {file: _Table(parts, file) for file in KINDS}
    current = header.rules == rules()
    usable = {name: span for name, span in header.parts.items() if current or name in KEPT}
    return KnowledgeBase(tables, origin, Pieces(data, origin, end + 1, usable, remedy))


class _Table(Mapping[str, msgspec.Raw]):
    """The undecoded records of one file by id; their index is read with the first of them."""

    def __init__(self, parts: Pieces, file: str) -> None:
        self._parts = parts
        self._file = file
        self._opened: Pieces | None = None

    @property
    def _records(self) -> Pieces:
        if self._opened is None:
            self._opened = self._parts.within(self._file)
        return self._opened

    def __getitem__(self, record_id: str) -> msgspec.Raw:
        return self._records[record_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._records
