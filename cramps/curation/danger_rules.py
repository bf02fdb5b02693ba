"""Rules about the rules of danger: each can be raised, by something that justifies what it demands."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from cramps.curation.checking import AnyRule, Loaded, Mistake, Rule, of_nodes
from cramps.curation.yaml_tree import Path
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.conditions import Condition, Leaf, NumberBounds, forbidden, ways
from cramps.words.folding import fold

#: So many ways to raise one rule are looked at.
MOST_WAYS: Final = 20_000
#: A finding that so many entries list, and this share of them, says little by itself.
BROAD: Final = 6
BROAD_SHARE: Final = 0.2


@of_nodes(Condition)
def empty_condition(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A condition asks for something, and for no more of ``any`` than there is."""
    if node == Condition():
        message = "it asks for nothing, so it always holds; name a finding"
        yield Mistake(file, path, "error", "empty-condition", message)
    if node.how_many is not None and node.how_many > len(node.any):
        message = f"{node.how_many} of {len(node.any)} can never hold; mend how_many or add to any"
        yield Mistake(file, (*path, "how_many"), "error", "never-raised", message)


@of_nodes(NumberBounds)
def impossible_number(loaded: Loaded, file: str, path: Path, node: Any) -> Iterator[Mistake]:
    """A range has numbers in it, in the unit of its test."""
    low = max((v for v in (node.above, node.at_least) if v is not None), default=None)
    high = min((v for v in (node.below, node.at_most) if v is not None), default=None)
    if low is None and high is None:
        message = "every number lies in it; add above, at_least, below or at_most"
        yield Mistake(file, path, "error", "empty-condition", message)
    elif low is not None and high is not None and low >= high:
        message = f"no number is above {low:g} and below {high:g}"
        yield Mistake(file, path, "error", "never-raised", message)
    unit = loaded.kb.tests[node.test].unit
    if unit and node.unit != unit:
        message = f"{node.test} is measured in {unit}; write the limit in that, and the unit"
        yield Mistake(file, (*path, "unit"), "error", "wrong-unit", message)


@Rule
def never_raised(loaded: Loaded) -> Iterator[Mistake]:
    """Every rule can be raised: what it asks for can be there together, and is not what it forbids."""
    for number, rule in loaded.records("red_flags"):
        found = [str(f) for f in forbidden(rule.when) if isinstance(f, str)]
        all_ways = list(islice(ways(rule.when), MOST_WAYS))
        if all_ways and not any(_possible(way, found, loaded.kb) for way in all_ways):
            message = f"{rule.id} can never be raised: what it asks for excludes itself; mend when"
            yield Mistake("red_flags", (number, "when"), "error", "never-raised", message)


def _possible(way: tuple[Leaf, ...], forbidden_ids: list[str], kb: KnowledgeBase) -> bool:
    ids = {leaf.id for leaf in way if leaf.kind in ("id", "told")}
    findings = {i for i in ids if i in kb.findings}
    implied = ids | {above for f in findings for above in kb.broader(f)}
    contraries = {x for f in implied if f in kb.findings for x in kb.findings[f].excludes}
    sexes = {leaf.id for leaf in way if leaf.kind == "sex"}
    return not (implied & contraries or implied & set(forbidden_ids)) and len(sexes) < 2


@Rule
def broad_trigger(loaded: Loaded) -> Iterator[Mistake]:
    """What is common to many disorders does not by itself make anyone run."""
    disorders = [d for _, d in loaded.records("disorders") if d.findings]
    listed: dict[str, int] = {}
    for disorder in disorders:
        for seen in disorder.findings:
            listed[seen.finding] = listed.get(seen.finding, 0) + 1
    for number, rule in loaded.records("red_flags"):
        alone = {way[0].id for way in islice(ways(rule.when), MOST_WAYS) if len(way) == 1}
        for finding in sorted(alone):
            many = listed.get(finding, 0)
            if rule.urgency != "soon" and many >= max(BROAD, BROAD_SHARE * len(disorders)):
                message = (
                    f"{finding} alone raises it, and {many} disorders have it; "
                    "demand a companion with all, or make it soon"
                )
                yield Mistake("red_flags", (number, "when"), "warning", "broad-trigger", message)


@Rule
def named_but_registered(loaded: Loaded) -> Iterator[Mistake]:
    """A rule points to a disorder of the register by its id."""
    owner = {
        fold(word): d.id for _, d in loaded.records("disorders") for word in (d.name, *d.aliases)
    }
    for number, rule in loaded.records("red_flags"):
        for place, name in enumerate(rule.leads_to):
            if (registered := owner.get(fold(name))) and registered not in rule.points_to:
                message = f"{name!r} is registered; write {registered} under points_to instead"
                path = (number, "leads_to", place)
                yield Mistake("red_flags", path, "warning", "points-to", message)


RULES: Final[tuple[AnyRule, ...]] = (
    empty_condition,
    impossible_number,
    never_raised,
    broad_trigger,
    named_but_registered,
)
