"""Cases that come as data: a phenopacket, or a stream of cases."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from cramps.cases.phenopackets import Phenopacket
from cramps.cli.writing import progress, warn, write_lines
from cramps.errors import BadQuery, CrampsError, NotFound

if TYPE_CHECKING:
    from cramps.cases.case import Setting
    from cramps.knowledge.base import KnowledgeBase

#: A larger file is no phenopacket of one patient.
LARGEST = 16 * 2**20
#: How a file that gzip has packed begins.
_GZIP: Final = b"\x1f\x8b"
#: Progress is told every so many cases.
EVERY = 1000


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``; what is packed with gzip is unpacked.

    Raises NotFound in one clear line.
    """
    if name == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise NotFound("standard input is closed; give a file")
        with _unpacked(sys.stdin.buffer, name) as stream:
            yield stream
        return
    try:
        file = open(name, "rb")  # noqa: PTH123, SIM115  (a name with a NUL must not fail earlier)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotFound(f"{name} cannot be read: {reason}") from error
    with file, _unpacked(file, name) as stream:
        yield stream


@contextmanager
def _unpacked(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Unpack what begins as gzip does, as it is read. Raises NotFound where it is damaged."""
    start = file.peek(2)[:2] if isinstance(file, BufferedReader) else b""
    if start != _GZIP:
        yield file
        return
    import gzip
    import zlib

    try:
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield cast("BinaryIO", unpacked)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotFound(f"{name} cannot be unpacked: {error}") from error


class Named(NamedTuple):
    """A phenopacket that was read, and what to call it."""

    name: str
    packet: Phenopacket


class PacketFiles:
    """Reads the phenopackets of files: one each, or a cohort of several."""

    def __init__(self, kb: KnowledgeBase, *, whole_story: bool, setting: str, exact: bool) -> None:
        from cramps.cases.phenopackets import PhenopacketReader
        from cramps.cases.reader import SETTINGS, CaseReader
        from cramps.cli.choosing import lookup_of
        from cramps.words.closed_list_words import one_of

        where = one_of(setting, SETTINGS, "setting")
        cases = CaseReader(kb, lookup_of(kb), setting=where, nearest=not exact)
        self._reader = PhenopacketReader(cases)
        self._whole_story = whole_story

    def read(self, name: str) -> list[Named]:
        """Read all phenopackets of a file. Raises NotFound and BadQuery."""
        from cramps.cases.documents import phenopacket_text
        from cramps.cases.packet_schema import packets_of

        with opened(name) as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise BadQuery(
                f"{name} has more than {LARGEST // 2**20} MB; one patient's packet has not"
            )
        document = phenopacket_text(text)
        found = []
        for tree in packets_of(document.root):
            packet = self._reader.read(tree, whole_story=self._whole_story)
            unrecognised = (*packet.unrecognised, *document.remarks)
            packet = packet._replace(unrecognised=unrecognised)
            found.append(Named(packet.id or name, packet))
        return found

    def one(self, name: str) -> Named:
        """Read the one phenopacket of a file. Raises BadQuery for several."""
        found = self.read(name)
        if len(found) > 1:
            raise BadQuery(f"{name} holds {len(found)} phenopackets; give one")
        return found[0]

    def many(self, names: Sequence[str]) -> tuple[list[Named], list[str]]:
        """Read the phenopackets of several files; a bad file is told and named, and the rest is read."""
        found: list[Named] = []
        bad: list[str] = []
        for name in names:
            try:
                found += self.read(name)
            except CrampsError as error:
                if len(names) == 1:
                    raise
                bad.append(name)
                warn(error.message if name in error.message else f"{name}: {error.message}")
        return found, bad


def answer_cases(
    kb: KnowledgeBase,
    name: str,
    *,
    top: int,
    whole_story: bool,
    setting: Setting,
    strict: bool,
    exact: bool,
) -> None:
    """Answer a stream of cases, one JSON result a line, as they come.

    A bad line is told on stderr with its number; at the end NotFound is raised where there was one,
    with ``strict`` BadQuery at once. What was answered before is written in any case.
    """
    from cramps.ranking.differential import Engine
    from cramps.ranking.streams import answer_lines

    gc.enable()  # a stream may be long, unlike every other call
    bad: list[int] = []

    def on_bad(number: int, message: str) -> None:
        bad.append(number)
        warn(f"line {number}: {message}")

    def counted(answers: Iterator[bytes]) -> Iterator[bytes]:
        for number, answer in enumerate(answers, 1):
            yield answer
            if number % EVERY == 0:
                progress(f"{number} cases")

    with opened(name) as file:
        answers = answer_lines(
            file,
            Engine(kb),
            top=top,
            whole_story=whole_story,
            setting=setting,
            strict=strict,
            exact=exact,
            on_bad=on_bad,
        )
        write_lines(counted(answers))
    if bad:
        many = "s" if len(bad) > 1 else ""
        raise NotFound(
            f"{len(bad)} line{many} skipped (the first: line {bad[0]}); the rest is done"
        )
