"""How rules are asked: one walk over a knowledge base, every node shown to the rules that want it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

import msgspec

from cramps.curation.annotations import Annotations
from cramps.curation.yaml_tree import Path
from cramps.errors import Level
from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS


class Mistake(NamedTuple):
    """A broken rule: of which kind of record, at which path from the list of its records."""

    file: str
    path: Path
    level: Level
    rule: str
    message: str


class Loaded:
    """The knowledge base with its records in the order of the files, repeated ids included."""

    def __init__(
        self,
        kb: KnowledgeBase,
        files: dict[str, list[tuple[int, Any]]],
        annotations: Annotations | None = None,
    ) -> None:
        self.kb = kb
        #: Stem -> (number of the record, record).
        self.files = files
        #: What the HPO annotations say of its disorders; None where the folder has no file of them.
        self.annotations = annotations
        #: How often a record's like was looked for: that is slow, and many hints help nobody.
        self.hints = 0

    def records(self, file: str) -> list[tuple[int, Any]]:
        """Give the records of a kind; none where there is no file of it."""
        return self.files.get(file, [])

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of every kind, and those of the results of tests."""
        ids = {file: {r.id for _, r in self.records(file)} for file in KINDS}
        ids["results"] = {r.id for _, test in self.records("tests") for r in test.results}
        return ids

    def walk(self) -> Iterator[tuple[str, Path, Any]]:
        """Go through every record and everything in it."""
        for file in self.files:
            for number, record in self.records(file):
                for path, node in _nodes(record, (number,)):
                    yield file, path, node


def _nodes(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, node
    if isinstance(node, msgspec.Struct):
        for field, key in zip(node.__struct_fields__, node.__struct_encode_fields__, strict=True):
            value = getattr(node, field)
            if value:  # nothing is said by None, False or an empty list
                yield from _nodes(value, (*path, key))
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from _nodes(item, (*path, number))


Check = Callable[[Loaded, str, Path, Any], Iterator[Mistake]]


class Rule:
    """What must hold. Called with a knowledge base it gives every mistake that breaks it."""

    def __init__(self, check: Callable[[Loaded], Iterator[Mistake]]) -> None:
        self._check = check
        self.__name__ = check.__name__
        self.__doc__ = check.__doc__

    def __call__(self, loaded: Loaded) -> Iterator[Mistake]:
        """Give every mistake."""
        return self._check(loaded)


class NodeRule:
    """What must hold of every node of some types; asked in the one walk that all of them share."""

    def __init__(self, types: tuple[type, ...], check: Check) -> None:
        self.types = types
        self.check = check
        self.__name__ = check.__name__
        self.__doc__ = check.__doc__

    def __call__(self, loaded: Loaded) -> Iterator[Mistake]:
        """Give every mistake, in a walk of its own."""
        for file, path, node in loaded.walk():
            if isinstance(node, self.types):
                yield from self.check(loaded, file, path, node)


AnyRule = Rule | NodeRule


def of_nodes(*types: type) -> Callable[[Check], NodeRule]:
    """Make a rule of a function over one node of some types."""

    def made(check: Check) -> NodeRule:
        return NodeRule(types, check)

    return made


def broken(loaded: Loaded, rules: tuple[AnyRule, ...]) -> Iterator[Mistake]:
    """Give every mistake that breaks one of the rules, in one walk for all that look at nodes."""
    of_node = [rule for rule in rules if isinstance(rule, NodeRule)]
    for rule in rules:
        if not isinstance(rule, NodeRule):
            yield from rule(loaded)
    wanted: dict[type, tuple[Check, ...]] = {}
    for file, path, node in loaded.walk():
        kind = type(node)
        checks = wanted.get(kind)
        if checks is None:
            checks = tuple(rule.check for rule in of_node if issubclass(kind, rule.types))
            wanted[kind] = checks
        for check in checks:
            yield from check(loaded, file, path, node)


#: What a statement stands in: the records that carry sources.
STATEMENTS: Final = (model.Cited,)
