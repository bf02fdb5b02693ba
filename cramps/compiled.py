"""The compiled form of a knowledge base: one JSON file that opens in a few milliseconds.

First line: a header with format, version, length and checksum of the rest. Second line: a JSON
object with the records of each file by id, and the name index that `names` would otherwise build.
Only a knowledge base without mistakes is compiled, and the checksum tells when one was changed since;
so what it holds need not be checked again.
"""

import zlib
from typing import get_args

import msgspec

from cramps import __version__, terms
from cramps.errors import InvalidKnowledgeBase
from cramps.kb import KnowledgeBase

#: Raised when a newer program cannot read what an older one wrote.
FORMAT = 1

FIRST_BYTES = b'{"cramps":"knowledge base",'


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    cramps: str = "knowledge base"
    format: int = FORMAT
    #: Version of the program that wrote it.
    version: str = __version__
    #: Bytes of the body, and their CRC-32.
    length: int
    checksum: int


def encode(kb: KnowledgeBase) -> bytes:
    """Write a knowledge base in compiled form; same records, same bytes."""
    from cramps import names  # only who compiles needs it

    tables = {file: dict(kb.table(file)) for file in terms.FILES}
    indexes = {
        f"names-{category}": names.build_index(kb, category)
        for category in get_args(names.Category)
    }
    body = msgspec.json.encode({**tables, **indexes}) + b"\n"
    header = Header(length=len(body), checksum=zlib.crc32(body))
    return msgspec.json.encode(header) + b"\n" + body


def decode(data: bytes, origin: str) -> KnowledgeBase:
    """Open a compiled knowledge base; its records stay undecoded until they are asked for.

    Raises InvalidKnowledgeBase for anything that `encode` did not write.
    """
    end = data.find(b"\n", 0, 1000)
    if not data.startswith(FIRST_BYTES) or end < 0:
        raise InvalidKnowledgeBase(
            f"{origin} is not a compiled knowledge base; make one with: cramps compile"
        )
    try:
        header = msgspec.json.decode(data[:end], type=Header)
    except msgspec.MsgspecError as error:
        raise InvalidKnowledgeBase(f"{origin}: damaged first line; compile it again") from error
    if header.format != FORMAT:
        raise InvalidKnowledgeBase(
            f"{origin} has format {header.format} (written by cramps {header.version}); "
            f"this is cramps {__version__}, which reads format {FORMAT}; compile it again"
        )
    body = memoryview(data)[end + 1 :]
    if len(body) != header.length:
        raise InvalidKnowledgeBase(
            f"{origin} is cut short or has been added to "
            f"({len(body)} bytes instead of {header.length}); compile it again"
        )
    if zlib.crc32(body) != header.checksum:
        raise InvalidKnowledgeBase(f"{origin} was changed after it was made; compile it again")
    try:
        parts = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidKnowledgeBase(f"{origin} holds no records; compile it again") from error
    tables = {name: raw for name, raw in parts.items() if name in terms.FILES}
    prepared = {name: raw for name, raw in parts.items() if name not in terms.FILES}
    return KnowledgeBase(tables, origin, prepared)
