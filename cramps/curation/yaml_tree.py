"""YAML text -> plain tree, with the line and column of every node, built from libyaml's events.

Three times faster than CSafeLoader, and it sees what PyYAML hides: a repeated key is reported, ``NO``
and ``12:30`` stay text (YAML 1.2 core schema). Aliases, tags and second documents are refused: the
knowledge base needs none of them, and an alias can make a small file unfold to gigabytes.
"""

import re
from math import isfinite
from typing import Any, NamedTuple

from cramps.errors import Problem

#: A knowledge base is about 8 deep. The limit keeps hostile nesting from exhausting the stack later.
DEEPEST = 64

Key = str | int
Path = tuple[Key, ...]

_NESTED = f"nested more than {DEEPEST} deep; write it flatter"

#: As the YAML 1.2 core schema has them.
_CONSTANTS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")  # 014 is a code or a slip, not fourteen
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+)")


class Place(NamedTuple):
    """Where a node stands, both from 1."""

    line: int
    column: int


class Tree:
    """A document as plain lists, dicts and scalars, and the place of each of its nodes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.problems: list[Problem] = []
        # Containers are kept alive by the tree, so that their id() names them for good.
        self._places: dict[tuple[int, Key], Place] = {}

    def place(self, path: Path) -> Place:
        """Give the place of the node at ``path``, or of its nearest ancestor that has one."""
        place = Place(1, 1)
        node = self.root
        for key in path:
            place = self._places.get((id(node), key), place)
            try:
                node = node[key]
            except (TypeError, KeyError, IndexError):
                break
        return place

    def report(self, place: Place, rule: str, message: str, path: str = "") -> None:
        """Note a mistake at a place."""
        self.problems.append(
            Problem(self.file, place.line, place.column, "error", rule, path, message)
        )

    def remember(self, container: object, key: Key, place: Place) -> None:
        """Note where the node under ``key`` stands."""
        self._places[id(container), key] = place


def parse(text: bytes, file: str) -> Tree:
    """Read one YAML document.

    Mistakes are collected in ``problems`` of the tree that comes back; a syntax error ends the
    reading, and the tree then has no root.
    """
    import yaml

    tree = Tree(file)
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        message = "not UTF-8 text; save the file as UTF-8 without binary content"
        tree.report(Place(line, 1), "encoding", message)
        return tree
    try:
        tree.root = _Builder(tree).build(decoded)
    except yaml.YAMLError as error:
        tree.root = None
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else _unreadable(decoded)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        if "nesting depth" in str(reason):  # libyaml looks ahead, and has a limit of its own
            tree.report(place, "nesting", _NESTED)
            return tree
        tree.report(place, "syntax", f"not valid YAML: {' '.join(str(reason).split())}")
    except _TooDeep as error:
        tree.root = None
        tree.report(error.place, "nesting", _NESTED)
    return tree


def _unreadable(text: str) -> Place:
    """Place of the first character that YAML does not allow."""
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    before = text[: found.start()] if found else ""
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


class _TooDeep(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


_NO_KEY = object()
_DROPPED = object()


class _Builder:
    """Turns the stream of events into the tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.root: Any = None
        self.stack: list[tuple[Any, Any]] = []
        self.container: Any = None
        self.key: Any = _NO_KEY

    def build(self, text: str) -> Any:
        import yaml
        from yaml import events as e

        loader = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
        documents = 0
        while True:
            event: Any = loader.get_event()
            kind = event.__class__
            if kind is e.ScalarEvent:
                self._refuse_extras(event)
                self._add(_scalar(event), event)
            elif kind is e.MappingStartEvent:
                self._refuse_extras(event)
                self._open({}, event)
            elif kind is e.SequenceStartEvent:
                self._refuse_extras(event)
                self._open([], event)
            elif kind in (e.MappingEndEvent, e.SequenceEndEvent):
                self.container, self.key = self.stack.pop()
            elif kind is e.AliasEvent:
                message = f"alias *{event.anchor}: write the value out where it is used"
                self.tree.report(_place(event), "alias", message)
                self._add(None, event)
            elif kind is e.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second document (---): keep one document in a file"
                    self.tree.report(_place(event), "second-document", message)
                    return self.root
            elif kind is e.StreamEndEvent:
                return self.root

    def _refuse_extras(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            message = f"tag {event.tag}: only plain values are read, remove it"
            self.tree.report(_place(event), "tag", message)
        if event.anchor is not None:
            message = f"anchor &{event.anchor}: an alias can make a small file endless, remove it"
            self.tree.report(_place(event), "alias", message)

    def _open(self, new: Any, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            raise _TooDeep(_place(event))
        if isinstance(self.container, dict) and self.key is _NO_KEY:
            self.tree.report(_place(event), "key", "a key must be a plain word")
            self.key = _DROPPED  # its value goes with it
            self.stack.append((self.container, self.key))
        else:
            self._add(new, event)
            self.stack.append((self.container, self.key))
        self.container, self.key = new, _NO_KEY

    def _add(self, value: Any, event: Any) -> None:
        container = self.container
        if isinstance(container, dict):
            if self.key is _NO_KEY:
                self._start_key(container, value, event)
                return
            if self.key is not _DROPPED:
                container[self.key] = value
            self.key = _NO_KEY
        elif isinstance(container, list):
            self.tree.remember(container, len(container), _place(event))
            container.append(value)
        else:
            self.root = value

    def _start_key(self, container: dict[str, Any], value: Any, event: Any) -> None:
        key = value if isinstance(value, str) else event.value if value is not None else "null"
        if key in container:
            message = f"the key {key!r} is written twice in one record; remove one"
            self.tree.report(_place(event), "repeated-key", message, str(key))
        self.tree.remember(container, key, _place(event))
        self.key = key


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: Any) -> Any:
    value = event.value
    if event.style:  # quoted or block text
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if value[0] in "-+.0123456789":
        if _INTEGER.fullmatch(value) and len(value) <= 18:  # longer: an identifier, stays text
            return int(value)
        if _FLOAT.fullmatch(value) and isfinite(number := float(value)):  # JSON has no infinity
            return number
    return value
