"""A folder of YAML, or a compiled file -> the knowledge base."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cramps.errors import InvalidKnowledgeBase, Problem
from cramps.knowledge import closed_lists, container
from cramps.knowledge.base import KnowledgeBase

if TYPE_CHECKING:
    from cramps.curation.yaml_tree import Tree

#: Larger files are refused unread: a curated file of a hundred disorders has 2 MB.
LARGEST_YAML: Final = 32 * 2**20
LARGEST_COMPILED: Final = 512 * 2**20

COMPILED_NAME: Final = "knowledge.json"

_HINT: Final = "name a folder of YAML files or a compiled file"


def bundled() -> Path:
    """Find the packaged knowledge base: in a wheel beside this file, in a checkout one level up."""
    here = Path(__file__).parent
    installed = here / "data"
    if (installed / "disorders.yaml").is_file():
        ready = installed / COMPILED_NAME
        return ready if ready.is_file() else installed
    return here.parent / "data"


def load(path: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Open the knowledge base at ``path``, by default the packaged one.

    Raises InvalidKnowledgeBase, with all problems of all files, when there are any.
    """
    place = bundled() if path is None else Path(path)
    if is_folder(place):
        kb, problems = read_folder(place)
        if kb is None or problems:
            count = f"{len(problems)} problem" + ("s" if len(problems) != 1 else "")
            raise InvalidKnowledgeBase(f"{place}: {count} in the knowledge base", tuple(problems))
        return kb
    with _readable(place, LARGEST_COMPILED):
        data = _mapped(place)
    return container.decode(data, str(place))


def _mapped(place: Path) -> bytes | mmap:
    """Give a file's bytes without reading them all: a command needs few of them."""
    with place.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ) if place.stat().st_size else b""


def is_folder(place: Path) -> bool:
    """Tell whether there is a folder; a name that cannot be looked up is none."""
    try:
        return place.is_dir()
    except OSError:  # too long a name, or no right to look: `_read` says which
        return False


@contextmanager
def _readable(place: Path, largest: int) -> Iterator[None]:
    """Refuse what is no file or too large, and say in one line why a file cannot be read."""
    try:
        size = place.stat().st_size
        if not place.is_file():
            raise InvalidKnowledgeBase(f"{place} is not a regular file; {_HINT}")
        if size > largest:
            raise InvalidKnowledgeBase(
                f"{place} has {size // 2**20} MB; a knowledge base file has at most "
                f"{largest // 2**20} MB; {_HINT}"
            )
        yield
    except FileNotFoundError:
        raise InvalidKnowledgeBase(f"{place} does not exist; {_HINT}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidKnowledgeBase(f"{place} cannot be read: {reason}; {_HINT}") from error


def read_folder(folder: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """Read and check a folder of YAML.

    Gives the knowledge base, or None where it cannot be built, and every problem of every file in
    the order of the files. Raises InvalidKnowledgeBase where there is nothing to read at all.
    """
    from cramps.curation import rules  # a compiled knowledge base needs no checking

    trees = _trees(folder)
    problems = [problem for tree in trees.values() for problem in tree.problems]
    files: dict[str, list[tuple[int, Any]]] = {}
    for name, tree in trees.items():
        records, mistakes = _records(name, tree)
        files[name] = records
        problems += mistakes
    if problems:
        return None, _sorted(problems, trees)
    kb = KnowledgeBase(
        {name: {r.id: r for _, r in records} for name, records in files.items()}, str(folder)
    )
    found = [
        _problem(trees[m.file], m.path, m.level, m.rule, m.message)
        for m in rules.check(rules.Loaded(kb, files))
    ]
    return kb, _sorted(found, trees)


def _trees(folder: Path) -> dict[str, "Tree"]:
    try:
        present = {file.name for file in folder.iterdir()}
    except OSError as error:
        raise InvalidKnowledgeBase(f"{folder} cannot be read: {error.strerror}; {_HINT}") from error
    from cramps.curation.yaml_tree import parse

    trees: dict[str, Tree] = {}
    for name in closed_lists.FILES:
        file = folder / f"{name}.yaml"
        if file.name in present:
            with _readable(file, LARGEST_YAML):
                text = file.read_bytes()
            trees[name] = parse(text, str(file))
    if not trees:
        names = ", ".join(f"{name}.yaml" for name in closed_lists.FILES)
        raise InvalidKnowledgeBase(f"{folder} holds no knowledge base; it needs {names}")
    if "disorders" not in trees:
        raise InvalidKnowledgeBase(f"{folder} has no disorders.yaml, the heart of it; add one")
    return trees


def _records(name: str, tree: "Tree") -> tuple[list[tuple[int, Any]], list[Problem]]:
    if tree.problems and tree.root is None:
        return [], []
    if not isinstance(tree.root, list):
        message = "the file is empty" if tree.root is None else "the file is not a list"
        hint = f"{message}; write a list of records, each beginning with '- id:'"
        return [], [Problem(tree.file, 1, 1, "error", "not-a-list", "", hint)]
    from cramps.curation import decoding
    from cramps.knowledge import model

    records: list[tuple[int, Any]] = []
    problems = []
    for number, item in enumerate(tree.root):
        record, mistakes = decoding.convert(item, model.FILES[name])
        if record is not None:
            records.append((number, record))
        problems += [
            _problem(tree, (number, *m.path), "error", m.rule, m.message) for m in mistakes
        ]
    return records, problems


def _problem(tree: "Tree", path: Any, level: Any, rule: str, message: str) -> Problem:
    place = tree.place(path)
    return Problem(tree.file, place.line, place.column, level, rule, _say(tree, path), message)


def _say(tree: "Tree", path: Any) -> str:
    """Write a path for a reader: records by their id, the rest as in Python."""
    said = ""
    node: Any = tree.root
    for key in path:
        try:
            node = node[key]
        except (TypeError, KeyError, IndexError):
            node = None
        if isinstance(key, str):
            said += f".{key}"
        elif not said and isinstance(node, dict) and isinstance(node.get("id"), str):
            said = node["id"]
        else:
            said += f"[{key}]"
    return said


def _sorted(problems: list[Problem], trees: dict[str, "Tree"]) -> list[Problem]:
    order = {tree.file: number for number, tree in enumerate(trees.values())}
    return sorted(set(problems), key=lambda p: (order.get(p.file, -1), p.line, p.column, p.message))
