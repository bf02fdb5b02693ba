"""Rank a folder of phenopackets inside Dask: for registries that outgrow one machine.

Usage: python examples/dask_phenopackets.py FOLDER [--top N] [--data PATH] > answers.jsonl

Needs dask (pip install dask). Here the workers are processes of this machine; on a cluster replace
the scheduler by a distributed client, and nothing else. Each worker opens the knowledge base once.
What `cramps ddx --cases` answers on one core, this answers on many: the same lines.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from dask.base import compute
from dask.delayed import delayed

from cramps.cases.documents import phenopacket_text
from cramps.errors import CrampsError
from cramps.ranking.streams import answer_case

#: A task of a scheduler costs about a millisecond, and so does a case: many cases make a task.
CASES_A_TASK = 200


def answer_files(files: list[str], top: int, data: str | None) -> list[dict[str, Any]]:
    """Answer some phenopackets, in their order; one that cannot be read gets an error instead."""
    answers = []
    for file in files:
        try:
            answer = answer_case(phenopacket_text(Path(file).read_bytes()).root, data=data, top=top)
        except CrampsError as error:
            answer = {"case": None, "error": error.message}
        answers.append({"file": Path(file).name, **answer})
    return answers


def answer_folder(
    folder: Path, *, top: int = 10, data: str | None = None, scheduler: str = "processes"
) -> list[dict[str, Any]]:
    """Answer all phenopackets of a folder, in the order of their names."""
    kinds = (".json", ".yaml", ".yml")
    files = sorted(str(file) for file in folder.iterdir() if file.suffix in kinds)
    pieces = [files[start : start + CASES_A_TASK] for start in range(0, len(files), CASES_A_TASK)]
    tasks = [delayed(answer_files)(piece, top, data) for piece in pieces]
    answered = compute(*tasks, scheduler=scheduler)  # type: ignore[no-untyped-call]
    return [answer for piece in answered for answer in piece]


def main() -> int:
    """Write one line of JSON a phenopacket."""
    import msgspec

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--data", help="another knowledge base")
    options = parser.parse_args()
    for answer in answer_folder(options.folder, top=options.top, data=options.data):
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
