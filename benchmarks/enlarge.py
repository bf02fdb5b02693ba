"""Make a knowledge base many times larger than the packaged one, for measuring.

Usage: python benchmarks/enlarge.py TIMES FILE
"""

import sys
from pathlib import Path
from typing import Any

import msgspec

from cramps.curation.compilation import encode
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.opening import load


def enlarge(kb: KnowledgeBase, times: int) -> KnowledgeBase:
    """Repeat every record ``times`` times under new ids and names, its references kept consistent."""
    tables: dict[str, dict[str, Any]] = {}
    for file, kind in KINDS.items():
        records = kb.table(file)
        if file == "sources":
            tables[file] = dict(records)
            continue
        tables[file] = {}
        for copy in range(times):
            for record in records.values():
                plain = msgspec.to_builtins(record)
                again: Any = msgspec.convert(
                    _renamed(plain, f"-{copy}") if copy else plain, kind.type
                )
                tables[file][again.id] = again
    return KnowledgeBase(tables, f"{kb.origin} x {times}")


_IDS = {"id", "finding", "test", "result", "treatment", "disorder"}
_ID_LISTS = {
    "broader",
    "excludes",
    "members",
    "raised_by",
    "for_this",
    "for_other",
    "causes",
    "findings",
    "tests",
}
_WORDS = {"name", "title"}
_WORD_LISTS = {"aliases", "synonyms", "lay"}


def _renamed(node: Any, suffix: str, key: str = "") -> Any:
    if isinstance(node, dict):
        return {k: _renamed(v, suffix, k) for k, v in node.items()}
    if isinstance(node, list | tuple):  # msgspec.to_builtins leaves tuples
        return [_renamed(item, suffix, key) for item in node]
    if not isinstance(node, str):
        return None if key == "hpo" else node
    if key in _IDS | _ID_LISTS:
        return node + suffix
    if key in _WORDS | _WORD_LISTS:
        return f"{node} {suffix[1:]}"
    return None if key == "hpo" else node


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(encode(enlarge(load(), int(sys.argv[1]))))
