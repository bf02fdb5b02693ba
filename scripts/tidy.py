"""Bring the YAML files of a knowledge base into their canonical form, so that a change shows as one.

Usage: python scripts/tidy.py [--check] [DIR]

Keys in the order of the model with the sources last, defaults left out, ids in one line, prose
wrapped at 100 columns. The comment at the head of a file stays; other comments do not.
With --check nothing is written, and the exit code is 1 where a file is not in that form.
"""

import re
import sys
from pathlib import Path

import msgspec

from cramps.curation.schemas import entry_type
from cramps.curation.yaml_text import dumped, listed, plain
from cramps.curation.yaml_tree import parse
from cramps.knowledge import model
from cramps.knowledge.files import yaml_files
from cramps.knowledge.kinds import KINDS


def canonical(text: str, kind: type[model.Record]) -> str:
    """Give a file of the knowledge base in canonical form. Raises ValueError where it is wrong."""
    tree = parse(text.encode(), "")
    if tree.problems:
        raise ValueError(str(tree.problems[0]))
    head = "".join(re.findall(r"\A(?:#.*\n)+", text))
    if isinstance(tree.root, dict):  # an entry, which is a file by itself
        return head + dumped(plain(msgspec.convert(tree.root, entry_type())))
    records = msgspec.convert(tree.root, list[kind])  # type: ignore[valid-type]
    return head + listed(map(plain, records))


def main() -> int:
    """Tidy, or check, the files of a folder."""
    words = [word for word in sys.argv[1:] if word != "--check"]
    folder = Path(words[0]) if words else Path(__file__).parent.parent / "data"
    untidy = 0
    for stem, files in yaml_files(folder).items():
        for file in files:
            text = file.read_text(encoding="utf-8")
            wanted = canonical(text, KINDS[stem].type)
            if wanted == text:
                continue
            untidy += 1
            if "--check" in sys.argv:
                print(f"{file} is not in canonical form; run: python scripts/tidy.py")
            else:
                file.write_text(wanted, encoding="utf-8", newline="\n")
                print(f"{file} tidied")
    return 1 if untidy and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
