"""How well running text is read, kind of misreading by kind: whose, whether, how old, how much, and whether all.

Usage: python benchmarks/running_text.py [--wrong] [--words]

The lines are the editors' own (`running_text.yaml`), halved as the notes are: the rules were made with
the first half before the eyes, the second was not looked at. A line is right where all that its gold asks
is told so. --wrong lists what was wrong in the first half; --words also what was not understood in lines
that should be calm.
"""

import argparse
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from cramps.cases.reader import CaseReader
from cramps.cases.running_text import Note, NoteReader
from cramps.opening import load
from cramps.ranking.danger import DangerRules

HERE = Path(__file__).parent
KINDS = ("persons", "negation", "ages", "values", "unread", "calm")


def half_of(text: str) -> int:
    """Give the half to which a line belongs: 0 was before the eyes, 1 was not."""
    return zlib.crc32(text.encode()) % 2


def faults(
    line: dict[str, Any], note: Note, rules: DangerRules, cases: CaseReader
) -> Iterator[str]:
    """Give what of a line was not told as its gold says."""
    read = note.read
    there = {m.id for m in read if m.kind != "measurement" and m.status == "present"}
    denied = {m.id for m in read if m.kind != "measurement" and m.status == "absent"}
    numbers = {m.id: m.value for m in read if m.kind == "measurement"}
    drugs = set(note.told.drugs)
    yield from (f"not there: {i}" for i in line.get("present", ()) if i not in there)
    yield from (f"not denied: {i}" for i in line.get("absent", ()) if i not in denied or i in there)
    said = {*there, *drugs} | (denied & {"normal-strength"})
    yield from (f"told: {i}" for i in line.get("not_said", ()) if i in said)
    yield from (f"told: {i}" for i in line.get("not_ids", ()) if i in {m.id for m in read})
    yield from (f"no drug: {i}" for i in line.get("drugs", ()) if i not in drugs)
    yield from (
        f"number: {i} {numbers.get(i)}"
        for i, v in line.get("numbers", {}).items()
        if numbers.get(i) != v
    )
    yield from (f"number told: {i}" for i in line.get("not_numbers", ()) if i in numbers)
    if "age" in line and line["age"] != note.told.age:
        yield f"age {note.told.age}, not {line['age']}"
    if "sex" in line and line["sex"] != note.told.sex:
        yield f"sex {note.told.sex}"
    left = " ".join(part.text for part in note.left)
    yield from (f"not left: {words}" for words in line.get("left", ()) if words not in left)
    if "calm" in line:
        case = cases.read(note.told).case
        calm = not rules.raised(case) and rules.calm(case) is not None
        if calm != line["calm"]:
            yield f"calm: {calm}; {sorted(case.present)}; {[p.text for p in note.left]} {note.told.doubtful}"


def main() -> int:
    """Print how many lines of each kind were right in both halves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--wrong", action="store_true", help="list what was wrong in the first half"
    )
    parser.add_argument("--file", default=str(HERE / "running_text.yaml"), help="other lines")
    parser.add_argument("--all", action="store_true", help="with --wrong: both halves")
    options = parser.parse_args()
    kb = load()
    cases = CaseReader(kb)
    reader, rules = NoteReader(cases), DangerRules(kb)
    right = {(kind, half): [0, 0] for kind in KINDS for half in (0, 1)}
    for line in yaml.safe_load(Path(options.file).read_text(encoding="utf-8")):
        half = half_of(line["text"])
        found = list(faults(line, reader.read(line["text"]), rules, cases))
        count = right[line["kind"], half]
        count[0] += not found
        count[1] += 1
        if found and options.wrong and (half == 0 or options.all):
            print(f"{line['kind']:9} {line['text']}\n          {'; '.join(found)}")
    for kind in KINDS:
        halves = (f"{right[kind, half][0]:3} of {right[kind, half][1]:3}" for half in (0, 1))
        print(f"{kind:9} first half {next(halves)}, second half {next(halves)}")
    for half, name in ((0, "first half"), (1, "second half")):
        print(
            f"{name}: {sum(right[k, half][0] for k in KINDS)} of {sum(right[k, half][1] for k in KINDS)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
