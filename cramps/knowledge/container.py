"""The compiled form of a knowledge base: one file that opens in a few milliseconds, however large.

It is JSON, line by line. The first line is a header that tells where every other part lies, with its
length and checksum; a command then reads only the parts, and of the tables only the records, that it
needs. The parts are the records of each file, an index of where each lies, and what would otherwise be
computed at every start: name indexes, narrower findings, profiles and the heads of the disorders.

Only a knowledge base without mistakes is compiled, and every part that is read is checked against its
checksum; so what it holds need not be checked again.
"""

import zlib
from collections.abc import Iterator, Mapping
from mmap import mmap

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.base import UNREADABLE, KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.version import __version__

#: Raised when a newer program cannot read what an older one wrote.
FORMAT = 1

FIRST_BYTES = b'{"cramps":"knowledge base",'

#: The header is one line of at most so many bytes.
_LONGEST_HEADER = 100_000


Span = tuple[int, int, int]
"""Where something lies: offset from the start of what it is part of, length, CRC-32."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    cramps: str = "knowledge base"
    format: int = FORMAT
    #: Version of the program that wrote it.
    version: str = __version__
    #: Bytes after the header.
    length: int
    parts: dict[str, Span]


def decode(data: bytes | mmap, origin: str) -> KnowledgeBase:
    """Open a compiled knowledge base; its parts stay unread until they are asked for.

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
    parts = _Pieces(data, origin, end + 1, header.parts)
    return KnowledgeBase({file: _Table(parts, file) for file in KINDS}, origin, parts)


class _Pieces(Mapping[str, msgspec.Raw]):
    """Pieces of a file by name, each read and checked when it is asked for."""

    def __init__(
        self, data: bytes | mmap, origin: str, start: int, spans: Mapping[str, Span]
    ) -> None:
        self.data = data
        self.origin = origin
        self.start = start
        self.spans = spans

    def __getitem__(self, name: str) -> msgspec.Raw:
        offset, length, checksum = self.spans[name]
        piece = self.data[self.start + offset : self.start + offset + length]
        if zlib.crc32(piece) != checksum:
            raise InvalidKnowledgeBase(
                f"{self.origin} was changed after it was made ({name}); compile it again"
            )
        return msgspec.Raw(piece)

    def __iter__(self) -> Iterator[str]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def __contains__(self, name: object) -> bool:
        return name in self.spans


class _Table(Mapping[str, msgspec.Raw]):
    """The undecoded records of one file by id; their index is read with the first of them."""

    def __init__(self, parts: _Pieces, file: str) -> None:
        self._parts = parts
        self._file = file
        self._opened: _Pieces | None = None

    @property
    def _records(self) -> _Pieces:
        if self._opened is None:
            parts = self._parts
            try:
                index = msgspec.json.decode(parts[f"{self._file}-index"], type=dict[str, Span])
                start = parts.start + parts.spans[self._file][0]
            except (*UNREADABLE, KeyError) as error:
                raise InvalidKnowledgeBase(
                    f"{parts.origin}: no readable {self._file}; compile it again"
                ) from error
            self._opened = _Pieces(parts.data, parts.origin, start, index)
        return self._opened

    def __getitem__(self, record_id: str) -> msgspec.Raw:
        return self._records[record_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._records
