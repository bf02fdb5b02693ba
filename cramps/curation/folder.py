"""A folder of YAML -> the knowledge base, and every mistake in it with file, line and column."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from cramps.curation import annotations, decoding, rules
from cramps.curation.checking import Loaded, Mistake
from cramps.curation.yaml_tree import Path as TreePath
from cramps.curation.yaml_tree import Tree, parse
from cramps.errors import InvalidKnowledgeBase, Level, Problem, Problems
from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.files import readable, yaml_files
from cramps.knowledge.kinds import KINDS

#: Larger files are refused unread: a curated file of a hundred disorders has 2 MB.
LARGEST_YAML: Final = 32 * 2**20

#: So many problems of form are told with their place; a file that has more is not a curated one.
MOST_TOLD: Final = 1000

#: The folder of the entries, and the register that names them.
ENTRIES: Final = "disorders"


class Written(NamedTuple):
    """Where a record was written: its tree, and the path to it from the tree's root."""

    tree: Tree
    path: TreePath

    @property
    def node(self) -> Any:
        """The record as a plain tree."""
        node = self.tree.root
        for key in self.path:
            node = node[key]
        return node


class Origin(NamedTuple):
    """Where a record comes from; a disorder with an entry of its own comes from two files."""

    main: Written
    entry: Written | None = None

    def problem(self, path: TreePath, level: Level, rule: str, message: str) -> Problem:
        """Say where in which file something is wrong with the record; ``path`` is from the record."""
        written = self.main
        if self.entry is not None and path and path[0] in self.entry.node:
            written = self.entry
        return problem_at(written.tree, (*written.path, *path), level, rule, message)


class _Reading:
    """What has been read of a folder so far."""

    def __init__(self) -> None:
        self.files: list[str] = []
        #: Stem -> the first of the files of the kind.
        self.first_file: dict[str, str] = {}
        self.problems = Problems()
        #: Stem -> what was written of the kind, in order, decoded or not.
        self.origins: dict[str, list[Origin]] = {}
        #: Stem -> (number of its origin, record).
        self.records: dict[str, list[tuple[int, Any]]] = {}


def load_unchecked(folder: Path) -> KnowledgeBase:
    """Read a folder of YAML without the annotations, for those who make them; rules may be broken.

    Raises InvalidKnowledgeBase where the records cannot be read.
    """
    kb, problems = read_folder(folder, with_annotations=False)
    if kb is None:
        raise InvalidKnowledgeBase(f"{folder} cannot be read", tuple(problems))
    return kb


def load_folder(folder: Path, *, with_annotations: bool = True) -> KnowledgeBase:
    """Read a folder of YAML. Raises InvalidKnowledgeBase, with all problems, when there are any."""
    kb, problems = read_folder(folder, with_annotations=with_annotations)
    if kb is None or problems.errors:
        message = f"{folder}: {problems.counted()} in the knowledge base"
        raise InvalidKnowledgeBase(message, tuple(problems.errors))
    return kb


def read_folder(
    folder: Path, *, with_annotations: bool = True
) -> tuple[KnowledgeBase | None, Problems]:
    """Read and check a folder of YAML; the HPO annotations join its entries.

    Gives the knowledge base, or None where it cannot be built, and every problem of every file in
    the order of the files; of records in the wrong form not more than `MOST_TOLD`. Raises InvalidKnowledgeBase where there is nothing to read at all.
    """
    reading = _Reading()
    for stem, trees in _trees(folder).items():
        reading.files += [tree.file for tree in trees]
        reading.first_file[stem] = trees[0].file
        _read_kind(reading, stem, trees)
    if reading.problems:
        return None, _sorted(reading)
    tables = {stem: {r.id: r for _, r in records} for stem, records in reading.records.items()}
    kb = KnowledgeBase(tables, str(folder))
    annotated = annotations.read(folder) if with_annotations else None
    mistakes = rules.check(Loaded(kb, reading.records, annotated))
    reading.problems += [_placed(reading, mistake) for mistake in mistakes]
    if annotated is not None and not any(p.level == "error" for p in reading.problems):
        joined = annotations.join(kb, annotated)
        kept = annotations.kept(kb, annotated)
        kb = KnowledgeBase({**tables, "disorders": joined}, str(folder), kept)
    return kb, _sorted(reading)


def _placed(reading: _Reading, mistake: Mistake) -> Problem:
    """Say where a mistake is; one of a kind as a whole is at the top of its first file."""
    level, rule, message = mistake.level, mistake.rule, mistake.message
    origins = reading.origins[mistake.file]
    if mistake.path and origins:
        origin = origins[int(mistake.path[0])]
        return origin.problem(mistake.path[1:], level, rule, message)
    return Problem(reading.first_file[mistake.file], 1, 1, level, rule, "", message)


def _trees(folder: Path) -> dict[str, list[Tree]]:
    """Parse the files of every kind: ``stem.yaml`` first, then ``stem/*.yaml`` by name."""
    trees = {stem: [_tree(file) for file in files] for stem, files in yaml_files(folder).items()}
    found = {stem: of_kind for stem, of_kind in trees.items() if of_kind}
    if not found:
        names = ", ".join(f"{stem}.yaml" for stem in KINDS)
        raise InvalidKnowledgeBase(f"{folder} holds no knowledge base; it needs {names}")
    if "disorders" not in found:
        raise InvalidKnowledgeBase(f"{folder} has no disorders.yaml, the heart of it; add one")
    return found


def _tree(file: Path) -> Tree:
    with readable(file, LARGEST_YAML):
        text = file.read_bytes()
    return parse(text, str(file))


def _read_kind(reading: _Reading, stem: str, trees: list[Tree]) -> None:
    reading.problems += [problem for tree in trees for problem in tree.problems]
    entries: dict[str, Written] = {}
    origins = reading.origins[stem] = []
    for tree in trees:
        if tree.problems and tree.root is None:
            continue
        if stem == ENTRIES and Path(tree.file).parent.name == ENTRIES and _is_entry(tree):
            entries.update(_entry(reading, tree))
        elif isinstance(tree.root, list):
            origins += [Origin(Written(tree, (number,))) for number in range(len(tree.root))]
        else:
            message = "the file is empty" if tree.root is None else "the file is not a list"
            hint = f"{message}; write a list of records, each beginning with '- id:'"
            reading.problems.append(Problem(tree.file, 1, 1, "error", "not-a-list", "", hint))
    if entries:
        _join(reading, origins, entries)
    records = reading.records[stem] = []
    for number, origin in enumerate(origins):
        record, mistakes = _decoded(origin, KINDS[stem].type)
        if len(reading.problems) < MOST_TOLD:
            reading.problems += [
                origin.problem(m.path, "error", m.rule, m.message) for m in mistakes
            ]
        else:
            reading.problems.untold += len(mistakes)
        if record is not None:
            records.append((number, record))


def _is_entry(tree: Tree) -> bool:
    return isinstance(tree.root, dict)


def _entry(reading: _Reading, tree: Tree) -> Iterator[tuple[str, Written]]:
    stem = Path(tree.file).stem
    if tree.root.get("id") == stem:
        yield stem, Written(tree, ())
        return
    message = f"the entry in this file must begin with 'id: {stem}'; mend it or rename the file"
    reading.problems.append(problem_at(tree, ("id",), "error", "entry-id", message))


def _join(reading: _Reading, origins: list[Origin], entries: dict[str, Written]) -> None:
    """Put every entry to its record in the register."""
    for number, origin in enumerate(origins):
        node = origin.main.node
        record_id = node.get("id") if isinstance(node, dict) else None
        written = entries.pop(record_id, None) if isinstance(record_id, str) else None
        if written is None:
            continue
        origins[number] = Origin(origin.main, written)
        for key in sorted(node.keys() & written.node.keys() - {"id"}):
            message = f"{key!r} stands in the register too; no fact stands in both, remove one"
            reading.problems.append(problem_at(written.tree, (key,), "error", "in-both", message))
    for record_id, written in entries.items():
        message = f"{record_id!r} is not in the register; add it to {ENTRIES}.yaml"
        reading.problems.append(
            problem_at(written.tree, ("id",), "error", "not-registered", message)
        )


def _decoded(
    origin: Origin, kind: type[model.Record]
) -> tuple[model.Record | None, list[decoding.Mistake]]:
    node = origin.main.node
    if origin.entry is not None and isinstance(node, dict):
        node = {**node, **origin.entry.node}
    return decoding.convert(node, kind)


def problem_at(tree: Tree, path: TreePath, level: Level, rule: str, message: str) -> Problem:
    """Make a problem of a mistake at a path in a file."""
    place = tree.place(path)
    return Problem(tree.file, place.line, place.column, level, rule, _say(tree, path), message)


def _say(tree: Tree, path: TreePath) -> str:
    """Write a path for a reader: records by their id, the rest as in Python."""
    said = ""
    node: Any = tree.root
    if isinstance(node, dict) and isinstance(node.get("id"), str):
        said = node["id"]  # an entry is the whole file
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


def _sorted(reading: _Reading) -> Problems:
    order = {file: number for number, file in enumerate(reading.files)}
    problems = Problems(set(reading.problems))
    problems.sort(key=lambda p: (order.get(p.file, -1), p.line, p.column, p.message))
    problems.untold = reading.problems.untold
    return problems
