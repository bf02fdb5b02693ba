"""Bring the YAML files of a knowledge base into their canonical form, so that a change shows as one.

Usage: python scripts/tidy.py [--check] [DIR]

Keys in the order of the model with the sources last, defaults left out, ids in one line, prose
wrapped at 100 columns. The comment at the head of a file stays; other comments do not.
With --check nothing is written, and the exit code is 1 where a file is not in that form.
"""

import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import yaml

from cramps.curation.schemas import entry_type
from cramps.curation.yaml_tree import parse
from cramps.knowledge import model
from cramps.knowledge.files import yaml_files
from cramps.knowledge.kinds import KINDS

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:./()_+-]*(#[A-Za-z0-9:./()_+-]+)?")


class Dumper(yaml.SafeDumper):
    """Block style for records, flow style for lists of words."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        """Indent the items of a list below its key."""
        super().increase_indent(flow, indentless=False)

    def analyze_scalar(self, scalar: str) -> Any:
        """Let codes such as PMID:123 stand without quotes in a flow list."""
        analysis = super().analyze_scalar(scalar)
        if _CODE.fullmatch(scalar) and not scalar.endswith(":"):
            analysis.allow_flow_plain = True
        return analysis


def _represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    words = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=words)


Dumper.add_representer(list, _represent_list)


def plain(node: Any) -> Any:
    """Give a record as plain values in canonical order, defaults left out."""
    if isinstance(node, msgspec.Struct):
        info = msgspec.structs.fields(node)
        values = {f.encode_name: (getattr(node, f.name), f.default) for f in info}
        if "sources" in values:
            values["sources"] = values.pop("sources")
        return {key: plain(v) for key, (v, default) in values.items() if v != default}
    if isinstance(node, tuple):
        return [plain(item) for item in node]
    return node


def canonical(text: str, kind: type[model.Record]) -> str:
    """Give a file of the knowledge base in canonical form. Raises ValueError where it is wrong."""
    tree = parse(text.encode(), "")
    if tree.problems:
        raise ValueError(str(tree.problems[0]))
    head = "".join(re.findall(r"\A(?:#.*\n)+", text))
    if isinstance(tree.root, dict):  # an entry, which is a file by itself
        return head + _dumped(plain(msgspec.convert(tree.root, entry_type())))
    records = msgspec.convert(tree.root, list[kind])  # type: ignore[valid-type]
    return head + "\n".join(_dumped([plain(r)]) for r in records)


def _dumped(node: Any) -> str:
    text: str = yaml.dump(node, Dumper=Dumper, width=100, allow_unicode=True, sort_keys=False)
    return text


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
