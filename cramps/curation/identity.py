"""Identity: what every other rule relies on. Ids are unique, and every id that is referred to exists."""

from collections.abc import Iterator
from typing import Any, Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model
from cramps.knowledge.citations import source_of
from cramps.knowledge.conditions import Condition, NumberBounds


@Rule
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
    (model.DisorderRedFlag, "rule"): ("red_flags",),
    (model.Lookalike, "disorder"): ("disorders",),
    (model.Lookalike, "for_this"): ("findings", "results"),
    (model.Lookalike, "for_other"): ("findings", "results"),
    (model.Family, "members"): ("disorders",),
    (model.Result, "broader"): ("results", "findings"),
    (model.Result, "same_as"): ("findings", "results"),
    (model.Assay, "second"): ("tests",),
    (model.Finding, "broader"): ("findings",),
    (model.Finding, "broader_here"): ("findings",),
    (model.Finding, "same_as"): ("findings",),
    (model.Finding, "answers"): ("findings",),
    (model.Finding, "excludes"): ("findings",),
    (model.Drug, "broader"): ("drugs",),
    (model.Drug, "causes"): ("disorders",),
    (model.Interaction, "with_"): ("drugs",),
    (model.Drug, "finding"): ("findings",),
    (model.OverviewSection, "findings"): ("findings",),
    (model.OverviewSection, "tests"): ("tests",),
    (model.OverviewSection, "red_flags"): ("red_flags",),
    (model.RedFlag, "points_to"): ("disorders",),
    (Condition, "all"): ("findings", "results"),
    (Condition, "any"): ("findings", "results"),
    (Condition, "none"): ("findings", "results"),
    (Condition, "told"): ("findings",),
    (Condition, "drug"): ("drugs",),
    (NumberBounds, "test"): ("tests",),
}


#: The same by record: field -> the files in which the ids under it must stand.
_BY_RECORD: Final = {
    kind: {field: files for (of, field), files in REFERENCES.items() if of is kind}
    for kind, _ in REFERENCES
}


@of_nodes(model.Record)
def dangling_id(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Every id that is referred to exists."""
    if isinstance(node, model.Cited):
        known = loaded.ids["sources"]
        for number, cited in enumerate(node.sources):
            if (source := source_of(cited)) not in known:
                place = (*path, "sources", number)
                yield _dangling(loaded, file, place, source, ("sources",), known)
    for field, targets in _BY_RECORD.get(type(node), {}).items():
        value = getattr(node, field)
        for place, record_id in _each((*path, field), value):
            if not any(record_id in loaded.ids[target] for target in targets):
                known = {i for target in targets for i in loaded.ids[target]}
                yield _dangling(loaded, file, place, record_id, targets, known)


def _each(path: Path, value: str | tuple[Any, ...] | None) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        each = (((*path, number), item) for number, item in enumerate(value or ()))
        yield from (pair for pair in each if isinstance(pair[1], str))  # a condition has inner ones


def _dangling(
    loaded: Loaded,
    file: str,
    place: Path,
    record_id: str,
    targets: tuple[str, ...],
    known: set[str],
) -> Mistake:
    where = " or ".join(
        "tests.yaml (results)" if target == "results" else f"{target}.yaml" for target in targets
    )
    message = f"{record_id!r} does not stand in {where}{_close(loaded, record_id, known)}"
    return Mistake(file, place, "error", "dangling-id", message)


#: So many problems are shown; likening an id to all others takes 5 ms, and the rest get no hint.
_MOST_HINTS: Final = 100


def _close(loaded: Loaded, record_id: str, known: set[str]) -> str:
    from difflib import get_close_matches

    loaded.hints += 1
    wanted = loaded.hints <= _MOST_HINTS
    close = get_close_matches(record_id, sorted(known), n=1, cutoff=0.75) if wanted else []
    return f"; did you mean {close[0]!r}?" if close else "; add it there or mend the id"


@Rule
def cycle(loaded: Loaded) -> Iterator[Mistake]:
    """Nothing is broader than itself, by whatever way round: no finding, result or group of drugs."""
    observed = _placed(loaded, "findings")
    observed += [
        ("tests", (number, "results", place), result)
        for number, test in loaded.records("tests")
        for place, result in enumerate(test.results)
    ]
    for kind in (observed, _placed(loaded, "drugs")):
        broader = {record.id: record.broader for _, _, record in kind}
        for file, path, record in kind:
            if record.id in _above(record.id, broader):
                message = f"{record.id!r} is broader than itself; break the circle"
                yield Mistake(file, (*path, "broader"), "error", "cycle", message)


def _placed(loaded: Loaded, file: str) -> list[tuple[str, Path, Any]]:
    return [(file, (number,), record) for number, record in loaded.records(file)]


def _above(start: str, broader: dict[str, tuple[str, ...]]) -> set[str]:
    """Give all that a record is a kind of; itself among them where it goes round in a circle."""
    waiting, seen = list(broader[start]), set[str]()
    while waiting:
        above = waiting.pop()
        if above not in seen:
            seen.add(above)
            waiting.extend(broader.get(above, ()))
    return seen


IDENTITY: Final[tuple[AnyRule, ...]] = (duplicate_id, dangling_id, cycle)
