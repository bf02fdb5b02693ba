"""Make a knowledge base many times larger than the packaged one, for measuring.

Usage: python benchmarks/enlarge.py FILE [--entries N] [--vocabulary]

The full entries of the packaged knowledge base are repeated under new ids and names until there are N
(200 by default). They share its findings, tests, treatments and drugs, as entries written one after
another do: that is the realistic way to grow. With --vocabulary these are repeated too, for each copy
of the entries its own: harder than anything that curators would write.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from cramps.curation.compilation import encode
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.opening import load

#: Keys under which the id of a disorder, or several, stands.
_DISORDERS = {"disorder", "members", "causes"}
#: Keys under which other ids stand, alone or in a list.
_IDS = {
    *("finding", "test", "result", "treatment", "broader", "excludes", "raised_by"),
    *("for_this", "for_other", "findings", "tests"),
}
_WORDS = {"name", "title", "aliases", "synonyms", "lay", "narrower_words", "related_words"}
#: What names one record only, and so is left to the first of the copies.
_ONCE = {"hpo", "codes"}


def enlarge(kb: KnowledgeBase, entries: int, *, vocabulary: bool = False) -> KnowledgeBase:
    """Repeat the full entries, and with ``vocabulary`` all that they refer to, until there are enough."""
    full = [d.id for d in kb.disorders.values() if d.findings]
    copies = max(1, -(-entries // len(full)))
    repeated = set(KINDS) - {"sources"} if vocabulary else {"disorders"}
    tables: dict[str, dict[str, Any]] = {}
    for stem, kind in KINDS.items():
        tables[stem] = dict(kb.table(stem))
        if stem not in repeated:
            continue
        for copy in range(1, copies):
            for record_id, record in kb.table(stem).items():
                if stem == "disorders" and (
                    record_id not in full
                    or len(tables[stem]) >= entries + len(kb.disorders) - len(full)
                ):
                    continue
                plain = dict(_renamed(msgspec.to_builtins(record), f"-{copy}", vocabulary))
                again: Any = msgspec.convert(plain, kind.type)
                tables[stem][again.id] = again
    _close(tables)
    return KnowledgeBase(tables, f"{kb.origin}, {entries} entries")


def _renamed(record: dict[str, Any], suffix: str, vocabulary: bool) -> Iterator[tuple[str, Any]]:  # noqa: FBT001
    """Give a record under another id and other names; its references lead to the same copy."""
    for key, value in record.items():
        if key == "id":
            yield key, value + suffix
        elif key not in _ONCE:
            yield key, _again(value, key, suffix, vocabulary)


def _again(node: Any, key: str, suffix: str, vocabulary: bool) -> Any:  # noqa: FBT001
    if isinstance(node, dict):
        renamed = {k: _again(v, k, suffix, vocabulary) for k, v in node.items()}
        if vocabulary and key == "results":  # the records inside a record
            renamed |= {"id": node["id"] + suffix, "hpo": None}
        return renamed
    if isinstance(node, list | tuple):
        return [_again(item, key, suffix, vocabulary) for item in node]
    if not isinstance(node, str):
        return node
    if key in _DISORDERS or (vocabulary and key in _IDS):
        return node + suffix
    return f"{node} x{suffix[1:]}" if key in _WORDS else node


def _close(tables: dict[str, dict[str, Any]]) -> None:
    """Leave out what refers to an entry that the last, incomplete copy does not have."""
    there = tables["disorders"].keys()
    for disorder_id, disorder in tables["disorders"].items():
        kept = tuple(other for other in disorder.lookalikes if other.disorder in there)
        tables["disorders"][disorder_id] = msgspec.structs.replace(disorder, lookalikes=kept)
    for stem, field in (("families", "members"), ("drugs", "causes")):
        for record_id, record in tables[stem].items():
            kept = tuple(i for i in getattr(record, field) if i in there)
            tables[stem][record_id] = msgspec.structs.replace(record, **{field: kept})


def main() -> None:
    """Write the compiled file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--vocabulary", action="store_true")
    options = parser.parse_args()
    kb = enlarge(load(), options.entries, vocabulary=options.vocabulary)
    options.file.write_bytes(encode(kb))


if __name__ == "__main__":
    main()
