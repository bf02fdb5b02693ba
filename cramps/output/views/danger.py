"""Danger, as a reader sees it: first of all, with what raised it and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge.conditions import Condition, Leaf, own_leaves
from cramps.late_regex import late_regex
from cramps.output.views.closed_list_names import (
    JUDGED,
    NO_DIAGNOSIS,
    NOT_A_DIAGNOSIS,
    URGENCY,
    inside,
    whole_sentences,
)
from cramps.output.views.forms import (
    Bibliography,
    Brief,
    Card,
    CardText,
    Column,
    Item,
    Json,
    Listing,
    Point,
    Row,
    Section,
    plain_values,
    references_data,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase
    from cramps.ranking.danger import Calm, Danger, Possible

#: Behind everything that has a place among what general practice meets.
_RARELY: Final = 1_000
_CLAUSE_END: Final = late_regex(r"[.;] ")
_NUMBER = late_regex(r"([a-z0-9-]+)([=<>])(.+)")


def raiser(kb: KnowledgeBase, raised_by: str) -> str:
    """Name for a reader what raised a rule: a finding, a result, a drug, a number, age or sex."""
    if found := _NUMBER.fullmatch(raised_by):
        what, sign, value = found.groups()
        value += _in_own_unit(kb, what, value)
        if what in kb.tests:
            what = inside(kb.name("tests", what))
        return value if what == "sex" else f"{what} {'' if sign == '=' else f'{sign} '}{value}"
    if raised_by in kb.findings or raised_by not in kb.drugs:
        return inside(kb.label(raised_by))
    return inside(kb.name("drugs", raised_by))


def _in_own_unit(kb: KnowledgeBase, test_id: str, value: str) -> str:
    """Give what a number that was told in another unit is in the test's own: = 1.8 mmol/L."""
    from cramps.laboratory.assays import to_own_unit
    from cramps.laboratory.numbers import rounded
    from cramps.laboratory.units import plain

    number, _, unit = value.partition(" ")
    test = kb.tests.get(test_id)
    if test is None or not unit or plain(unit) == plain(test.unit or "1"):
        return ""
    own = to_own_unit(test, float(number), unit)
    return "" if own is None else f" = {rounded(own, 3)} {test.unit or ''}".rstrip()


#: Of what may be a danger so many are told.
SUPPOSED: Final = 2
#: What is said where nothing is raised and not all was understood.
NOT_CALM: Final = "No red flag in what was understood; what was not may be one. Tell it in other words, or have it looked at."


def sections(
    kb: KnowledgeBase,
    red_flags: Sequence[Danger],
    calm: Calm | None,
    unread: Sequence[str] = (),
    perhaps: Sequence[Possible] = (),
) -> tuple[Section, ...]:
    """What stands above everything else; ``unread`` is what was told and not understood, ``perhaps`` what is not sure."""
    supposed = tuple(Item(may_be(kb, possible)) for possible in perhaps[:SUPPOSED])
    may = (Section("careful", "What may be a red flag", supposed, "bullets"),) if supposed else ()
    if red_flags:
        items = _items(kb, red_flags)
        return (Section("flags", "Red flags: act on these first", items, "fields"), *may)
    if may:
        return may
    if calm is None and unread:
        return (Section("careful", "No red flag recognised", (Item(NOT_CALM),), "bullets"),)
    if calm is None:
        return ()
    said = [Item(s.text) for s in calm.statements]
    come_back = [Item(s.text, "come back") for s in calm.come_back[1:]]
    where = Item(f"cramps overview {calm.section} when-to-see-a-clinician", "who says so")
    return (Section("calm", "No red flag", (*said, *come_back, where), "fields"),)


def may_be(kb: KnowledgeBase, possible: Possible) -> str:
    """Tell of a danger that is one if something that is not sure is there."""
    danger, finding = possible.danger, possible.finding
    if possible.leading is not None:
        leads = kb.name("disorders", possible.leading)
        action = _first_clause(danger.action)
        return f"{leads} leads and may be an emergency. {URGENCY[danger.urgency]} for {inside(danger.name)}: {action}"
    condition = "if that is so now"
    if finding is not None:
        condition = f"if {possible.words!r} means {inside(kb.label(finding))}"
    return f"{condition}, {URGENCY[danger.urgency]}: {in_brief(kb, danger)}"


def _items(kb: KnowledgeBase, red_flags: Sequence[Danger]) -> tuple[Item, ...]:
    """The most urgent in full; what may wait is named only, where something may not."""
    urgent = red_flags[0].urgency != "soon"
    items = []
    for danger in red_flags:
        in_full = not urgent or danger.urgency != "soon"
        text = f"{_because(kb, danger)}: {danger.action}" if in_full else _because(kb, danger)
        items.append(Item(f"{text} [{danger.rule}]", URGENCY[danger.urgency]))
    return tuple(items)


def told(kb: KnowledgeBase, danger: Danger, letters: int | None = None) -> str:
    """Tell of a danger: what, because of what, and what to do; in so many letters, but the first sentence whole."""
    if letters is None:
        return f"{_because(kb, danger)}: {danger.action}"
    because = _because(kb, danger, letters - len(whole_sentences(danger.action, 0)))
    return f"{because}: {whole_sentences(danger.action, letters - len(because))}"


def in_brief(kb: KnowledgeBase, danger: Danger, letters: int | None = None) -> str:
    """Tell of a danger beside a more urgent one: what, because of what where that has room, and the first thing to do."""
    clause = _first_clause(danger.action)
    room = None if letters is None else letters - len(clause)
    return f"{_because(kb, danger, room)}: {clause}"


def warning(kb: KnowledgeBase, danger: Danger) -> str:
    """Tell of a danger in a line: how urgent, what, because of what, and what to do."""
    return f"{URGENCY[danger.urgency]}: {_because(kb, danger)}. {danger.action}"


def _because(kb: KnowledgeBase, danger: Danger, letters: int | None = None) -> str:
    """Name a danger and what raised it; in so many letters, if need be, by fewer of these, or none."""
    raisers = [raiser(kb, r) for r in danger.raised_by]
    while raisers:
        told = f"{danger.name} ({', '.join(raisers)})"
        if letters is None or len(told) <= letters:
            return told
        raisers.pop()
    return danger.name


def data(kb: KnowledgeBase, red_flags: Sequence[Danger]) -> list[Json]:
    """The dangers as JSON, names beside the ids."""
    return [
        {
            **msgspec.to_builtins(danger),
            "raised_by_names": [raiser(kb, r) for r in danger.raised_by],
            "points_to_names": [kb.name("disorders", d) for d in danger.points_to],
        }
        for danger in red_flags
    ]


def rows(red_flags: Sequence[Danger], columns: Sequence[str]) -> tuple[Row, ...]:
    """The dangers as the first rows of a table of numbers, which has these columns."""
    found = []
    for danger in red_flags:
        cells = {
            "id": danger.rule,
            "name": danger.name,
            "ask": danger.action,
            "observation": ", ".join(danger.raised_by),
            "urgency": danger.urgency,
        }
        found.append(Row(danger.rule, tuple(cells.get(column, "") for column in columns)))
    return tuple(found)


def listing(kb: KnowledgeBase, rules: Iterable[model.RedFlag]) -> Listing:
    """The rules of danger, a line each, the most urgent first; in each urgency what general practice meets most.

    A screen shows what general practice meets most, whatever its urgency.
    """
    urgencies = list(URGENCY)
    shown = sorted(
        rules, key=lambda rule: (urgencies.index(rule.urgency), rule.primary_care or _RARELY)
    )
    return Listing(
        title="Red flags",
        columns=(
            Column("urgency", "urgency"),
            Column("id", "id", for_programs=True),
            Column("name", "danger"),
            Column("action", "what to do"),
        ),
        rows=tuple(Row(r.id, (r.urgency, r.id, r.name, r.action)) for r in shown),
        data=lambda: [_rule_data(kb, r) for r in shown],
        grouped_by="urgency",
        first=lambda: _first(shown),
    )


def _first(rules: Sequence[model.RedFlag]) -> Brief:
    """Tell of what general practice meets most, as the editors judge, the first thing to do."""
    often = sorted(
        (r for r in rules if r.primary_care is not None), key=lambda r: r.primary_care or _RARELY
    )
    points = tuple(
        Point(URGENCY[r.urgency], f"{r.name}: {_first_clause(r.action)}", spare=place)
        for place, r in enumerate(often)
    )
    return Brief(
        title="Red flags that general practice meets most (the editors' choice)",
        points=points,
        more=f"More: --full (all {len(rules)}), cramps overview NAME. {NO_DIAGNOSIS}",
    )


def _first_clause(action: str) -> str:
    """Give the first thing to do; how urgent it is stands before it already."""
    text = action.removeprefix("Emergency: ")
    clause = _CLAUSE_END.split(text)[0].rstrip(".")
    return f"{clause[:1].upper()}{clause[1:]}."


def card(kb: KnowledgeBase, rule: model.RedFlag) -> Card:
    """One rule: what raises it, what to do, why, and who says so."""
    return Card(
        record_id=rule.id,
        title=rule.name,
        text=lambda: _card_text(kb, rule),
        data=lambda: _card_data(kb, rule),
    )


def _card_data(kb: KnowledgeBase, rule: model.RedFlag) -> Json:
    said = {"record": "red-flag", **_rule_data(kb, rule)}
    return {**said, "references": references_data(kb, said)}


def _rule_data(kb: KnowledgeBase, rule: model.RedFlag) -> dict[str, Json]:
    names = [kb.name("disorders", d) for d in rule.points_to]
    return {**plain_values(rule), "points_to_names": names}


def _card_text(kb: KnowledgeBase, rule: model.RedFlag) -> CardText:
    cite = Bibliography(kb)
    said = [Item(rule.action + cite.mark(rule.sources), URGENCY[rule.urgency])]
    if rule.text:
        said.append(Item(rule.text + cite.mark(rule.sources), "why"))
    disorders = [f"{kb.name('disorders', d)} ({d})" for d in rule.points_to]
    if pointed := [*disorders, *rule.leads_to]:
        said.append(Item(", ".join(pointed), "points to"))
    if rule.editors:
        judged = ", ".join(JUDGED[j] for j in rule.editors)
        said.append(Item(f"the editors' judgement: {judged}", "no source says"))
    raised = [Item(text) for text in _alternatives(kb, rule.when)]
    return CardText(
        sections=(
            Section("action", "What to do", tuple(said), "fields"),
            Section("raised-by", "Raised by any of", tuple(raised), "bullets"),
        ),
        references=cite.references(),
        note=NOT_A_DIAGNOSIS,
    )


def _alternatives(kb: KnowledgeBase, when: Condition) -> list[str]:
    """Write a condition as the alternatives that it has, each in a line."""
    if when.any and not when.how_many and not when.all and not list(own_leaves(when)):
        lines = [
            inner if isinstance(inner, Condition) else Condition(all=(inner,)) for inner in when.any
        ]
        told = [_in_words(kb, line) for line in lines]
        single = [text for line, text in zip(lines, told, strict=True) if _is_one(line)]
        several = [text for line, text in zip(lines, told, strict=True) if not _is_one(line)]
        alternatives = [*([", or ".join(single)] if single else []), *several]
    else:
        alternatives = [_in_words(kb, Condition(**{**_parts(when), "none": ()}))]
    if when.none:
        alternatives.append(f"but not with: {_list_in_words(kb, when.none, 'or')}")
    return alternatives


def _parts(when: Condition) -> dict[str, Json]:
    return {field: getattr(when, field) for field in when.__struct_fields__}


def _is_one(condition: Condition) -> bool:
    return len(condition.all) + len(list(own_leaves(condition))) == 1 and not condition.any


def _in_words(kb: KnowledgeBase, condition: Condition | str) -> str:
    if isinstance(condition, str):
        return inside(kb.label(condition))
    parts = [_leaf_in_words(kb, leaf) for leaf in own_leaves(condition)]
    parts += [_bracketed(kb, inner) for inner in condition.all]
    if condition.any:
        many = f"{condition.how_many} of: " if condition.how_many else ""
        alternatives = many + _list_in_words(kb, condition.any, "or")
        parts.append(alternatives if not parts else f"({alternatives})")
    text = " and ".join(parts)
    return (
        f"{text}, not with {_list_in_words(kb, condition.none, 'or')}" if condition.none else text
    )


def _bracketed(kb: KnowledgeBase, condition: Condition | str) -> str:
    text = _in_words(kb, condition)
    return f"({text})" if not isinstance(condition, str) and condition.any else text


def _list_in_words(kb: KnowledgeBase, items: Sequence[Condition | str], last: str) -> str:
    *first, end = (_in_words(kb, item) for item in items)
    return f"{', '.join(first)} {last} {end}" if first else end


def _leaf_in_words(kb: KnowledgeBase, leaf: Leaf) -> str:
    if leaf.kind == "told":
        return f"{inside(kb.label(leaf.id))} (as such)"
    if leaf.kind == "drug":
        return inside(kb.name("drugs", leaf.id))
    if leaf.bounds is None:
        return leaf.id
    name = inside(kb.name("tests", leaf.id)) if leaf.kind == "number" else "age"
    unit = getattr(leaf.bounds, "unit", None) or ("years" if leaf.kind == "age" else "")
    return f"{name} {' and '.join(_limits(leaf))} {unit}".strip()


def _limits(leaf: Leaf) -> Iterator[str]:
    for field, sign in (("above", ">"), ("at_least", ">="), ("below", "<"), ("at_most", "<=")):
        value = getattr(leaf.bounds, field)
        if value is not None:
            yield f"{sign} {value:g}"
