"""Cases that come as data: a phenopacket, or a stream of cases."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from cramps.cli.writing import progress, warn, write_lines
from cramps.errors import BadQuery, NotFound

if TYPE_CHECKING:
    from cramps.cases.case import Setting
    from cramps.cases.reader import Read
    from cramps.knowledge.base import KnowledgeBase

#: A larger file is no phenopacket of one patient.
LARGEST = 16 * 2**20
#: Progress is told every so many cases.
EVERY = 1000


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``. Raises NotFound in one clear line."""
    if name == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise NotFound("standard input is closed; give a file")
        yield sys.stdin.buffer
        return
    try:
        with open(name, "rb") as file:  # noqa: PTH123  (a name with a NUL must not fail earlier)
            yield file
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotFound(f"{name} cannot be read: {reason}") from error


def read_phenopacket(
    kb: KnowledgeBase, name: str, *, whole_story: bool, setting: Setting
) -> tuple[Read, tuple[str, ...]]:
    """Read a case from a phenopacket; with it comes what of the packet was not understood."""
    from cramps.cases.documents import phenopacket_text
    from cramps.cases.phenopackets import PhenopacketReader
    from cramps.cases.reader import CaseReader
    from cramps.cli.choosing import lookup_of

    with opened(name) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise BadQuery(f"{name} has more than {LARGEST // 2**20} MB; one patient's packet has not")
    reader = PhenopacketReader(CaseReader(kb, lookup_of(kb), setting=setting))
    packet = reader.read(phenopacket_text(text).root, whole_story=whole_story)
    return packet.read, packet.unrecognised


def answer_cases(
    kb: KnowledgeBase, name: str, *, top: int, whole_story: bool, setting: Setting, strict: bool
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
            on_bad=on_bad,
        )
        write_lines(counted(answers))
    if bad:
        many = "s" if len(bad) > 1 else ""
        raise NotFound(
            f"{len(bad)} line{many} skipped (the first: line {bad[0]}); the rest is done"
        )
