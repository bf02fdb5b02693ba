"""What a schema cannot say: ids that point nowhere, cycles, clashing names, uncited statements.

Every rule is a function from the knowledge base to the mistakes that it finds; ``RULES`` lists them.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec

from cramps.curation.yaml_tree import Path
from cramps.errors import Level
from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.citations import source_of
from cramps.knowledge.kinds import KINDS
from cramps.words import names


class Mistake(NamedTuple):
    """A broken rule: in which file, at which path from the file's root."""

    file: str
    path: Path
    level: Level
    rule: str
    message: str


class Loaded(NamedTuple):
    """The knowledge base with its records in file order, repeated ids included."""

    kb: KnowledgeBase
    #: File stem -> (place in the file's list, record).
    files: dict[str, list[tuple[int, Any]]]

    def records(self, file: str) -> list[tuple[int, Any]]:
        """Give the records of a file; none where the file is missing."""
        return self.files.get(file, [])


Rule = Callable[[Loaded], Iterator[Mistake]]


def check(loaded: Loaded) -> list[Mistake]:
    """Give every mistake of a knowledge base whose records have the right shape."""
    found = [mistake for rule in IDENTITY for mistake in rule(loaded)]
    if any(m.rule in ("duplicate-id", "dangling-id", "cycle") for m in found):
        return found  # the other rules follow ids, which they must be able to trust
    return found + [mistake for rule in RULES for mistake in rule(loaded)]


def _nodes(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Go through a record and everything in it."""
    yield path, node
    if isinstance(node, msgspec.Struct):
        for field, key in zip(node.__struct_fields__, node.__struct_encode_fields__, strict=True):
            yield from _nodes(getattr(node, field), (*path, key))
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from _nodes(item, (*path, number))


def _everything(loaded: Loaded) -> Iterator[tuple[str, Path, Any]]:
    for file in loaded.files:
        for number, record in loaded.records(file):
            for path, node in _nodes(record, (number,)):
                yield file, path, node


# Identity: what the other rules rely on.


def duplicate_id(loaded: Loaded) -> Iterator[Mistake]:
    """No two records of a file, and no two results, share an id."""
    for file in loaded.files:
        seen: set[str] = set()
        for number, record in loaded.records(file):
            if record.id in seen:
                message = f"a second record is called {record.id!r}; rename or remove one"
                yield Mistake(file, (number, "id"), "error", "duplicate-id", message)
            seen.add(record.id)
    owner: dict[str, str] = {f.id: "a finding" for _, f in loaded.records("findings")}
    for number, test in loaded.records("tests"):
        for place, result in enumerate(test.results):
            if result.id in owner:
                message = f"the id {result.id!r} is taken by {owner[result.id]}"
                path = (number, "results", place, "id")
                yield Mistake("tests", path, "error", "duplicate-id", message)
            owner[result.id] = f"a result of {test.id}"


#: (record, field) -> the files in which the ids under it must stand ("results" is inside tests).
REFERENCES: Final[dict[tuple[type[model.Record], str], tuple[str, ...]]] = {
    (model.DisorderFinding, "finding"): ("findings",),
    (model.DisorderTest, "test"): ("tests",),
    (model.DisorderTest, "result"): ("results",),
    (model.DisorderTreatment, "treatment"): ("treatments",),
    (model.RedFlag, "raised_by"): ("findings", "results"),
    (model.Lookalike, "disorder"): ("disorders",),
    (model.Lookalike, "for_this"): ("findings", "results"),
    (model.Lookalike, "for_other"): ("findings", "results"),
    (model.Family, "members"): ("disorders",),
    (model.Finding, "broader"): ("findings",),
    (model.Finding, "excludes"): ("findings",),
    (model.Drug, "causes"): ("disorders",),
    (model.Drug, "finding"): ("findings",),
    (model.OverviewSection, "findings"): ("findings",),
    (model.OverviewSection, "tests"): ("tests",),
}


def dangling_id(loaded: Loaded) -> Iterator[Mistake]:
    """Every id that is referred to exists."""
    ids = {file: {r.id for _, r in loaded.records(file)} for file in KINDS}
    ids["results"] = {r.id for _, test in loaded.records("tests") for r in test.results}
    for file, path, node in _everything(loaded):
        if isinstance(node, model.Cited):
            cited = tuple(map(source_of, node.sources))
            yield from _dangling(file, (*path, "sources"), cited, ("sources",), ids)
        for (kind, field), targets in REFERENCES.items():
            if type(node) is kind:
                yield from _dangling(file, (*path, field), getattr(node, field), targets, ids)


def _dangling(
    file: str,
    path: Path,
    value: str | tuple[str, ...] | None,
    targets: tuple[str, ...],
    ids: dict[str, set[str]],
) -> Iterator[Mistake]:
    known = {known_id for target in targets for known_id in ids[target]}
    each = (
        [(path, value)]
        if isinstance(value, str)
        else [((*path, number), item) for number, item in enumerate(value or ())]
    )
    for place, record_id in each:
        if record_id not in known:
            where = " or ".join(
                "tests.yaml (results)" if t == "results" else f"{t}.yaml" for t in targets
            )
            message = f"{record_id!r} does not stand in {where}{_close(record_id, known)}"
            yield Mistake(file, place, "error", "dangling-id", message)


def _close(record_id: str, known: set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(record_id, sorted(known), n=1, cutoff=0.75)
    return f"; did you mean {close[0]!r}?" if close else "; add it there or mend the id"


def cycle(loaded: Loaded) -> Iterator[Mistake]:
    """No finding is broader than itself, by whatever way round."""
    broader = {f.id: f.broader for _, f in loaded.records("findings")}
    for number, finding in loaded.records("findings"):
        waiting, seen = list(finding.broader), set()
        while waiting:
            above = waiting.pop()
            if above == finding.id:
                message = f"{finding.id!r} is broader than itself; break the circle"
                yield Mistake("findings", (number, "broader"), "error", "cycle", message)
                break
            if above not in seen:
                seen.add(above)
                waiting.extend(broader.get(above, ()))


IDENTITY: Final[tuple[Rule, ...]] = (duplicate_id, dangling_id, cycle)


# The rest: what a reader relies on.


def uncited(loaded: Loaded) -> Iterator[Mistake]:
    """Every statement names a source."""
    for file, path, node in _everything(loaded):
        if isinstance(node, model.Cited) and not node.sources and _states_something(node):
            message = "nothing is said here without a source; add sources: [...] or remove it"
            yield Mistake(file, path, "error", "uncited", message)


def _states_something(node: model.Cited) -> bool:
    if isinstance(node, model.Result):  # naming a possible result claims nothing; a threshold does
        return model.has_threshold(node)
    if isinstance(node, model.Prevalence | model.Onset | model.Sex):
        return node != type(node)()
    return True


def unused_source(loaded: Loaded) -> Iterator[Mistake]:
    """Every source is cited somewhere."""
    cited = {
        source_of(cited)
        for _, _, node in _everything(loaded)
        if isinstance(node, model.Cited)
        for cited in node.sources
    }
    for number, source in loaded.records("sources"):
        if source.id not in cited:
            message = f"no statement cites {source.id}; cite it or remove it"
            yield Mistake("sources", (number, "id"), "error", "unused-source", message)


#: Categories within which a word must name one record only.
_NAME_SPACES: Final[tuple[tuple[names.Category, ...], ...]] = (
    ("disorder", "family"),
    ("finding",),
    ("test", "result"),
    ("treatment",),
    ("drug",),
    ("overview",),
)
_FILE_OF: Final[dict[str, str]] = {
    "disorder": "disorders",
    "family": "families",
    "finding": "findings",
    "test": "tests",
    "treatment": "treatments",
    "drug": "drugs",
    "overview": "overview",
}


def shared_name(loaded: Loaded) -> Iterator[Mistake]:
    """No two records of one kind answer to the same word."""
    for space in _NAME_SPACES:
        owner: dict[str, str] = {}
        for category in space:
            for file, path, record in _named(loaded, category):
                for word in names.words_of(record):
                    folded = names.fold(word)
                    first = owner.setdefault(folded, record.id)
                    if first != record.id and not _may_be_shared(record, word):
                        message = f"{first!r} also answers to {word!r}; only one record may"
                        yield Mistake(file, path, "error", "shared-name", message)
                    elif not folded:
                        message = f"{word!r} has no letters to be found by"
                        yield Mistake(file, path, "error", "empty-name", message)


def _may_be_shared(record: Any, word: str) -> bool:
    """Several disorders may have one ICD code; asking for it then names them all."""
    return isinstance(record, model.Disorder) and word in record.codes.icd10cm


def _named(loaded: Loaded, category: names.Category) -> Iterator[tuple[str, Path, Any]]:
    if category == "result":
        for number, test in loaded.records("tests"):
            for place, result in enumerate(test.results):
                yield "tests", (number, "results", place), result
        return
    file = _FILE_OF[category]
    for number, record in loaded.records(file):
        yield file, (number,), record


def result_of_test(loaded: Loaded) -> Iterator[Mistake]:
    """A disorder's result belongs to the test beside it."""
    for file, path, node in _everything(loaded):
        if isinstance(node, model.DisorderTest):
            test, _ = loaded.kb.results[node.result]
            if test.id != node.test:
                message = f"{node.result!r} is a result of {test.id!r}, not of {node.test!r}"
                yield Mistake(file, (*path, "result"), "error", "result-of-test", message)


def otherwise_result(loaded: Loaded) -> Iterator[Mistake]:
    """What holds beyond all thresholds of a test is one result, and has no threshold itself."""
    for number, test in loaded.records("tests"):
        measured = any(map(model.has_threshold, test.results))
        others = [place for place, result in enumerate(test.results) if result.otherwise]
        for place in others:
            if model.has_threshold(test.results[place]):
                message = "it has a threshold, so it does not hold otherwise; remove one of the two"
            elif not measured:
                message = f"no result of {test.id!r} has a threshold; remove 'otherwise'"
            elif place != others[0]:
                message = f"{test.results[others[0]].id!r} holds otherwise too; only one result can"
            else:
                continue
            path = (number, "results", place, "otherwise")
            yield Mistake("tests", path, "error", "otherwise-result", message)


def listed_twice(loaded: Loaded) -> Iterator[Mistake]:
    """Nothing stands twice in one list."""
    for file, path, node in _everything(loaded):
        if not isinstance(node, tuple):
            continue
        seen = set()
        for number, item in enumerate(node):
            key: Any = item
            if isinstance(item, model.DisorderFinding):
                key = item.finding
            elif isinstance(item, model.DisorderTest):
                key = (item.test, item.result)
            elif isinstance(item, model.DisorderTreatment):
                key = (item.treatment, item.target)
            elif isinstance(item, model.Lookalike):
                key = item.disorder
            if key in seen:
                message = "this stands twice in the list; merge the two"
                yield Mistake(file, (*path, number), "error", "listed-twice", message)
            seen.add(key)


def impossible_frequency(loaded: Loaded) -> Iterator[Mistake]:
    """A share is at most one, and a range runs upwards."""
    fields = ("frequency", "sensitivity", "specificity", "value")
    for file, path, node in _everything(loaded):
        if isinstance(node, str) and path[-1] in fields:
            try:
                frequency.parse(node)
            except ValueError as error:
                yield Mistake(file, path, "error", "impossible-frequency", str(error))


def impossible_date(loaded: Loaded) -> Iterator[Mistake]:
    """A date stands in the calendar."""
    for file, key in (("disorders", "reviewed"), ("sources", "seen")):
        for number, record in loaded.records(file):
            day = getattr(record, key)
            try:
                date.fromisoformat(day or "2000-01-01")
            except ValueError:
                message = f"{day} is not in the calendar"
                yield Mistake(file, (number, key), "error", "impossible-date", message)


#: C0 and C1 controls but for line breaks and tabs, and the marks that reorder text on a screen.
_UNSAFE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def unsafe_text(loaded: Loaded) -> Iterator[Mistake]:
    """No text carries terminal escapes or marks that turn the reading direction."""
    for file, path, node in _everything(loaded):
        if isinstance(node, str) and (found := _UNSAFE.search(node)):
            message = f"the character U+{ord(found[0]):04X} can mislead a terminal; remove it"
            yield Mistake(file, path, "error", "unsafe-text", message)


def own_lookalike(loaded: Loaded) -> Iterator[Mistake]:
    """A disorder is not its own look-alike."""
    for number, disorder in loaded.records("disorders"):
        for place, lookalike in enumerate(disorder.lookalikes):
            if lookalike.disorder == disorder.id:
                message = "a disorder cannot be its own look-alike"
                path = (number, "lookalikes", place, "disorder")
                yield Mistake("disorders", path, "error", "own-lookalike", message)


def one_sided_dispute(loaded: Loaded) -> Iterator[Mistake]:
    """A dispute has at least two positions."""
    for file, path, node in _everything(loaded):
        if isinstance(node, model.Dispute) and len(node.positions) < 2:
            message = "a dispute needs two positions; with one it is a statement"
            yield Mistake(file, path, "error", "one-sided-dispute", message)


def critical_without_flag(loaded: Loaded) -> Iterator[Mistake]:
    """A disorder that kills or cripples soon says what to look out for."""
    for number, disorder in loaded.records("disorders"):
        if disorder.critical and not disorder.red_flags:
            message = "critical, but no red flag tells when; add red_flags"
            yield Mistake("disorders", (number, "critical"), "error", "no-red-flag", message)


RULES: Final[tuple[Rule, ...]] = (
    uncited,
    unused_source,
    shared_name,
    result_of_test,
    otherwise_result,
    listed_twice,
    impossible_frequency,
    impossible_date,
    unsafe_text,
    own_lookalike,
    one_sided_dispute,
    critical_without_flag,
)
