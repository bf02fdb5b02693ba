"""Rules for what the program takes for granted: lists that cannot be empty, names that it uses itself."""

import re
from collections.abc import Iterator
from typing import Any, Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.knowledge import model

#: Record -> its list that says something only with an item, and what an item is.
NEEDED: Final[dict[type[model.Record], tuple[str, str]]] = {
    model.Test: ("results", "a result"),
    model.Family: ("members", "a disorder"),
    model.OverviewSection: ("statements", "a statement"),
}


@of_nodes(*NEEDED)
def empty_list(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """Nothing is told by a record whose list is empty; a test may be there for its numbers alone."""
    field, item = NEEDED[type(node)]
    if not getattr(node, field) and getattr(node, "assay", None) is None:
        message = f"the list is empty; add {item} or remove the record"
        yield Mistake(file, (*path, field), "error", "empty-list", message)


@Rule
def no_disorder(loaded: Loaded) -> Iterator[Mistake]:
    """A knowledge base has a disorder."""
    if not loaded.records("disorders"):
        message = "there is no disorder, so there is nothing to tell; add one"
        yield Mistake("disorders", (), "error", "no-disorder", message)


_IN_REASONS: Final = {"prior": "how common a disorder is", "age": "the age", "sex": "the sex"}
#: Kind -> ids that the program's answers use for something else.
RESERVED: Final[dict[str, dict[str, str]]] = {
    "disorders": {"none-of-these": "the share of all that is not here"},
    "findings": _IN_REASONS,
    "results": _IN_REASONS,
    "drugs": _IN_REASONS,
}


@Rule
def reserved_id(loaded: Loaded) -> Iterator[Mistake]:
    """No record has an id that the reasons of a differential give to something else."""
    drugs = loaded.ids["drugs"]
    for file, path, kind, record_id in _ids(loaded):
        if meant := RESERVED.get(kind, {}).get(record_id):
            message = f"{record_id!r} stands for {meant} in a differential; choose another id"
            yield Mistake(file, path, "error", "reserved-id", message)
        elif kind in ("findings", "results") and record_id in drugs:
            message = f"{record_id!r} is a drug too, and a differential tells both; rename one"
            yield Mistake(file, path, "error", "reserved-id", message)


def _ids(loaded: Loaded) -> Iterator[tuple[str, Path, str, str]]:
    for file in ("disorders", "findings", "drugs"):
        for number, record in loaded.records(file):
            yield file, (number, "id"), file, record.id
    for number, test in loaded.records("tests"):
        for place, result in enumerate(test.results):
            yield "tests", (number, "results", place, "id"), "results", result.id


#: What has a meaning in Markdown, and stands in no address as it is (RFC 3986 has %5B for a bracket).
_MARKUP: Final = re.compile(r"[\[\]{}|\\^`*\"]")


@of_nodes(model.Source)
def markup_in_id(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """The id of a source has no sign that a page would take for markup."""
    if found := _MARKUP.search(node.id):
        coded = f"%{ord(found[0]):02X}"
        message = f"{found[0]!r} has a meaning in Markdown; write it as {coded}"
        yield Mistake(file, (*path, "id"), "error", "markup-in-id", message)


RULES: Final[tuple[AnyRule, ...]] = (
    empty_list,
    no_disorder,
    reserved_id,
    markup_in_id,
)
