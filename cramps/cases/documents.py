"""Files of cases: their bytes -> plain JSON values, and what of them was lost on the way."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import msgspec

from cramps.errors import BadQuery
from cramps.safe_text import printable

#: What stands behind a key. A text can hold the like, and then the slower reader looks twice.
_KEY: Final = re.compile(rb'"[ \t\r\n]*:')
_NESTS: Final = (dict, list)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Document(NamedTuple):
    """What was read."""

    root: Any
    #: What was lost: a key that is written twice, of which the last counts.
    remarks: tuple[str, ...] = ()


def phenopacket_text(text: bytes) -> Document:
    """Read the JSON or YAML of a phenopacket. Raises BadQuery for neither."""
    stripped = text.removeprefix(b"\xef\xbb\xbf").strip()
    if not stripped:
        raise BadQuery("the phenopacket is empty")
    if stripped.startswith((b"{", b"[")):
        try:
            return json_text(stripped)
        except _UNREADABLE as error:
            raise BadQuery(f"the phenopacket is not valid JSON: {error}") from error
    from cramps.curation.yaml_tree import parse

    tree = parse(stripped, "phenopacket")
    if tree.problems:
        problem = tree.problems[0]
        raise BadQuery(f"the phenopacket, line {problem.line}: {problem.message}")
    return Document(tree.root)


def json_text(text: bytes) -> Document:
    """Read JSON; a key that stands twice in one object is told.

    Raises msgspec.DecodeError, UnicodeDecodeError or RecursionError for what is none.
    """
    root = msgspec.json.decode(text)
    if len(_KEY.findall(text)) == _keys(root):
        return Document(root)
    return Document(root, tuple(f"{printable(key)} is written twice" for key in _twice(text)))


def _keys(node: object) -> int:
    """Count the keys of a tree."""
    if isinstance(node, dict):
        return len(node) + sum(_keys(value) for value in node.values() if value.__class__ in _NESTS)
    if isinstance(node, list):
        return sum(_keys(item) for item in node if item.__class__ in _NESTS)
    return 0


def _twice(text: bytes) -> dict[str, None]:
    """Give the keys that stand twice in one object, which the decoder passes over."""
    import json

    found: dict[str, None] = {}

    def look(pairs: list[tuple[str, object]]) -> None:
        if len({key for key, _ in pairs}) < len(pairs):
            keys = [key for key, _ in pairs]
            found.update(dict.fromkeys(key for key in keys if keys.count(key) > 1))

    try:
        # The values are of no account here: a number of any size is a text.
        json.loads(text, object_pairs_hook=look, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):  # the other decoder's word is good enough
        return {}
    return found
