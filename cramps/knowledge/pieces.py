"""Pieces of a compiled file by name, each read and checked when it is asked for."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from cramps.errors import InvalidKnowledgeBase

if TYPE_CHECKING:
    from mmap import mmap

Span = tuple[int, int, int]
"""Where something lies: offset from the start of what it is part of, length, CRC-32."""
#: What reading JSON of another's making can raise.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Pieces(Mapping[str, msgspec.Raw]):
    """Pieces of a file by name, each read and checked when it is asked for."""

    def __init__(
        self,
        data: bytes | mmap,
        origin: str,
        start: int,
        spans: Mapping[str, Span],
        remedy: Callable[[], str],
    ) -> None:
        self.data = data
        self.origin = origin
        self.start = start
        self.spans = spans
        self.remedy = remedy

    def __getitem__(self, name: str) -> msgspec.Raw:
        return self.at(self.spans[name], name)

    def at(self, span: Span, name: str) -> msgspec.Raw:
        """Give what lies at a place. Raises InvalidKnowledgeBase where it is not what was there."""
        offset, length, checksum = span
        piece = self.data[self.start + offset : self.start + offset + length]
        if zlib.crc32(piece) != checksum:
            raise InvalidKnowledgeBase(
                f"{self.origin} was changed after it was made ({name}); {self.remedy()}"
            )
        return msgspec.Raw(piece)

    def within(self, name: str, *, by_name: bool = True) -> Pieces:
        """Give the pieces of a part, by their names in its index, or only by their places.

        Raises InvalidKnowledgeBase where there is no such part, or its index cannot be read.
        """
        spans: dict[str, Span] = {}
        try:
            if by_name:
                spans = msgspec.json.decode(self[f"{name}-index"], type=dict[str, Span])
            start = self.start + self.spans[name][0]
        except (*UNREADABLE, KeyError) as error:
            raise InvalidKnowledgeBase(
                f"{self.origin}: no readable {name}; {self.remedy()}"
            ) from error
        return Pieces(self.data, self.origin, start, spans, self.remedy)

    def __iter__(self) -> Iterator[str]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def __contains__(self, name: object) -> bool:
        return name in self.spans
