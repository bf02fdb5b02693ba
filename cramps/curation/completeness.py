"""How complete an entry is: the floor under every full entry, and what stands above it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from cramps.curation.checking import AnyRule, Loaded, Mistake, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model
from cramps.knowledge.citations import source_of

#: Kinds of source of which a full entry has at least one.
SURVEYING: Final = frozenset({"guideline", "systematic-review", "genereviews", "review"})


#: Parts of an entry -> how much of each a full one has at least.
FLOORS: Final = {
    "mechanism steps": 3,
    "statements on the cramps": 1,
    "findings": 8,
    "tests": 3,
    "treatments": 2,
    "look-alikes": 1,
    "sources": 3,
    "guidelines, reviews or GeneReviews chapters": 1,
}


class Part(NamedTuple):
    """A part of an entry: how much of it there is, and how much there must be."""

    name: str
    there: int
    floor: int


def parts(disorder: model.Disorder, kinds: Mapping[str, str]) -> tuple[Part, ...]:
    """Measure a full entry; ``kinds`` gives the kind of every source by its id."""
    cited = sources_of(disorder)
    there = (
        len(disorder.mechanism.steps),
        sum(map(bool, _cramps(disorder))),
        len(disorder.findings),
        len(disorder.tests),
        len(disorder.treatments),
        len(disorder.lookalikes),
        len(cited),
        sum(kinds.get(source) in SURVEYING for source in cited),
    )
    return tuple(
        Part(name, number, floor)
        for (name, floor), number in zip(FLOORS.items(), there, strict=True)
    )


def _cramps(disorder: model.Disorder) -> Iterator[object]:
    yield from (getattr(disorder.cramps, field) for field in model.Cramps.__struct_fields__)


def sources_of(node: Any) -> set[str]:
    """Give the ids of the sources that a record cites."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, model.Cited):
            found.update(map(source_of, node.sources))
        if isinstance(node, model.Record):
            waiting += [getattr(node, field) for field in node.__struct_fields__]
        elif isinstance(node, tuple):
            waiting += node
    return found


@of_nodes(model.Disorder)
def below_the_floor(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A full entry has a file, with a mechanism, how its cramps behave, findings, tests, treatments, sources."""
    if node.depth == "brief":
        return
    if not (node.mechanism.steps or node.findings or node.tests or node.treatments):
        message = (
            f"a full entry of which nothing is said; write disorders/{node.id}.yaml "
            "(docs/curating.md shows one) or set 'depth: brief'"
        )
        yield Mistake(file, (*path, "id"), "error", "no-entry", message)
        return
    kinds = {source.id: source.kind for _, source in loaded.records("sources")}
    for part in parts(node, kinds):
        if part.there < part.floor:
            message = (
                f"{part.there} {part.name}, and a full entry has {part.floor} or more; add them or "
                "set 'depth: brief'"
            )
            yield Mistake(file, (*path, "id"), "warning", "below-the-floor", message)


RULES: Final[tuple[AnyRule, ...]] = (below_the_floor,)
