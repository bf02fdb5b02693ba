"""How well notes are read: findings and whether they are there, drugs, numbers; on two halves.

Usage: python benchmarks/notes.py [--wrong]

The notes are the editors' own (`notes.yaml`). The rules were made with the first half before the eyes;
the second was not looked at. A finding counts as right where its id and whether it is there, is not, or
may be are right; what is past, another's or hypothetical must not be told as there. --wrong lists what
was wrong in the first half.
"""

import argparse
import sys
import time
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cramps.cases.mention import Mention
from cramps.cases.reader import CaseReader
from cramps.cases.running_text import NoteReader
from cramps.opening import load

HERE = Path(__file__).parent
#: What is asked of the half that was not looked at.
LEAST_F1, LEAST_NEGATION = 0.85, 0.95


class Counts(NamedTuple):
    """How many claims were right, made and wanted; denials likewise."""

    right: int = 0
    made: int = 0
    wanted: int = 0
    denied_right: int = 0
    denied_met: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Add the counts of another note."""
        return Counts(*(one + another for one, another in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.made + self.wanted, 1)

    @property
    def negation(self) -> float:
        """Of the findings that were met and are denied, the share that was told as denied."""
        return self.denied_right / max(self.denied_met, 1)


def wanted(note: dict[str, Any]) -> set[tuple[str, str]]:
    """Give the claims of the gold."""
    claims = {
        (record_id, status)
        for status in ("present", "absent", "uncertain")
        for record_id in note.get(status, ())
    }
    claims |= {(drug, "drug") for drug in note.get("drugs", ())}
    return claims | {(f"{t}={v}", "number") for t, v in note.get("numbers", {}).items()}


def made(read: tuple[Mention, ...]) -> set[tuple[str, str]]:
    """Give the claims that were read."""
    claims = set()
    for mention in read:
        if mention.kind == "measurement":
            claims.add((f"{mention.id}={mention.value}", "number"))
        elif mention.kind == "drug" and mention.status == "present":
            claims.add((mention.id, "drug"))
        elif mention.kind == "finding" and mention.status in ("present", "absent", "uncertain"):
            claims.add((mention.id, mention.status))
    return claims


def compare(note: dict[str, Any], read: tuple[Mention, ...]) -> Counts:
    """Count for one note."""
    gold, told = wanted(note), made(read)
    met = {m.id for m in read}
    denied = [i for i in note.get("absent", ()) if i in met]
    return Counts(
        len(gold & told),
        len(told),
        len(gold),
        sum((i, "absent") in told and (i, "present") not in told for i in denied),
        len(denied),
    )


def main() -> int:
    """Print the scores of both halves; exit 1 where the second falls short."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--wrong", action="store_true", help="list what was wrong in the first half"
    )
    options = parser.parse_args()
    notes = yaml.safe_load((HERE / "notes.yaml").read_text(encoding="utf-8"))
    reader = NoteReader(CaseReader(load()))
    reader.read("cramps")
    counts = [Counts(), Counts()]
    numbers = [0, 0]
    began = time.perf_counter()
    for note in notes:
        half = zlib.crc32(note["text"].encode()) % 2
        read = reader.read(note["text"]).read
        counts[half] = counts[half].plus(compare(note, read))
        numbers[half] += 1
        if options.wrong and half == 0 and wanted(note) != made(read):
            print(note["text"])
            print("    missing", sorted(wanted(note) - made(read)))
            print("    too much", sorted(made(read) - wanted(note)))
    words = sum(len(note["text"].split()) for note in notes)
    took = time.perf_counter() - began
    for name, count, number in zip(("first half", "second half"), counts, numbers, strict=True):
        print(
            f"{name:12} {number} notes: F1 {count.f1:.3f} ({count.right} right, {count.made} told, "
            f"{count.wanted} wanted), negation {count.negation:.3f} of {count.denied_met}"
        )
    print(f"{1000 * took / words * 200:.1f} ms for 200 words")
    second = counts[1]
    return int(second.f1 < LEAST_F1 or second.negation < LEAST_NEGATION)


if __name__ == "__main__":
    sys.exit(main())
