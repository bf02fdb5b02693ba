"""The differential and the next step, as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import log2
from typing import TYPE_CHECKING

import msgspec

from cramps.cases.numbers import Numbers
from cramps.output.views import danger, differential_in_brief
from cramps.output.views.cases import NO_REMARKS, Remarks
from cramps.output.views.closed_list_names import NOT_A_DIAGNOSIS, inside
from cramps.output.views.differential_in_brief import (
    by_weight,
    look_for,
    name_of,
    percent,
    signed,
    worth_telling,
)
from cramps.output.views.forms import Column, Item, Json, Listing, Row, Section
from cramps.ranking.differential import Candidate, Contribution, Differential, top
from cramps.ranking.next_step import TIERS, Effect, Question, Stop

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

NO_NUMBERS = Numbers()
#: Candidates whose reasons are told in full.
EXPLAINED = 5
#: Critical disorders that are named to a reader.
MOST_CRITICAL = 6


def differential(
    kb: KnowledgeBase,
    answer: Differential,
    number: int,
    unrecognised: Sequence[str] = (),
    repeat: str = "",
    numbers: Numbers = NO_NUMBERS,
    remarks: Remarks = NO_REMARKS,
    settles: Callable[[], Question | None] | None = None,
) -> Listing:
    """The candidates, the reasons of the first, and apart what must not be missed.

    ``settles`` gives the question that would settle it best, where that is shown; ``repeat`` is the command
    line that gives the same answer again, where another one led to it.
    """
    shown = top(answer.candidates, number)
    rows = tuple(
        Row(
            c.id,
            (
                str(place),
                c.id,
                c.name + (" (critical)" if c.critical else ""),
                percent(c.probability),
                f"{c.probability:.4f}",
                _in_short(kb, c),
            ),
        )
        for place, c in enumerate(shown, 1)
    )
    return Listing(
        title="Candidates",
        columns=(
            Column("place", "#"),
            Column("id", "id", for_programs=True),
            Column("name", "candidate"),
            Column("share", "share"),
            Column("probability", "probability", bar=True),
            Column("reasons", "speaks for it", wide_only=True),
        ),
        rows=rows,
        data=lambda: {
            **_differential_data(kb, answer, shown, unrecognised, numbers),
            **remarks.data(),
            "repeat": repeat,
        },
        first=lambda: differential_in_brief.differential(
            kb, answer, number, settles() if settles else None, unrecognised, repeat
        ),
        before=remarks.sections()
        + danger.sections(kb, answer.red_flags, answer.calm, unrecognised, answer.perhaps),
        after=lambda: _sections(kb, answer, shown, repeat),
        flat=lambda: _flat(answer, shown),
        note=NOT_A_DIAGNOSIS,
    )


def _in_short(kb: KnowledgeBase, candidate: Candidate) -> str:
    best = [c for c in by_weight(candidate) if c.likelihood_ratio > 1.05][:3]
    return ", ".join(signed(kb, c) for c in best)


def _sections(
    kb: KnowledgeBase,
    answer: Differential,
    shown: Sequence[Candidate],
    repeat: str,
) -> tuple[Section, ...]:
    reasons = [
        Item(reasons, f"{c.name} {percent(c.probability)}", c.id)
        for c in shown[:EXPLAINED]
        if (reasons := _reasons(kb, c))
    ]
    worth = worth_telling(answer)
    critical = [
        Item(
            f"{percent(u.probability)}; look for {look_for(kb, u)}",
            u.name,
            u.id,
        )
        for u in worth[:MOST_CRITICAL]
    ]
    more = len(worth) - MOST_CRITICAL
    if more > 0:
        critical.append(Item(f"{more} more that fit less; --json names them", "and"))
    review = [
        Item(_review(kb, c, answer), c.name.removeprefix("drug-related: "))
        for c in shown[:EXPLAINED]
        if c.drug is not None
    ]
    together = [Item(told) for told in differential_in_brief.no_rivals(kb, shown)]
    poor = [Item(inside(name_of(kb, i))) for i in answer.poorly_explained]
    unknown = [Item(name_of(kb, i)) for i in answer.unknown_to_all]
    sections = (
        Section(
            "pointed",
            "Raised by the danger, below those shown",
            _pointed(kb, answer, shown),
            "fields",
        ),
        Section("together", "Not rivals", tuple(together), "bullets"),
        Section("poor", "Nothing here explains it well; left unexplained", tuple(poor), "bullets"),
        Section("review", "Review first", tuple(review), "fields"),
        Section("why", "Why (x above 1 speaks for it, below 1 against)", tuple(reasons), "fields"),
        Section("critical", "Critical and not yet excluded", tuple(critical), "fields"),
        Section("repeat", "To repeat it", (Item(repeat),) if repeat else (), "bullets"),
        Section("unknown", "Explained by no disorder listed here", tuple(unknown), "bullets"),
    )
    return tuple(section for section in sections if section.items)


def _pointed(
    kb: KnowledgeBase, answer: Differential, shown: Sequence[Candidate]
) -> tuple[Item, ...]:
    """Give what the urgent dangers point to and the table does not show, with its share."""
    shares = {c.id: percent(c.probability) for c in answer.candidates}
    urgent = [d for d in answer.red_flags if d.urgency != "soon" and not d.points_to]
    unlisted = dict.fromkeys(name for d in urgent for name in d.leads_to[:2])
    known = (
        Item(shares.get(disorder, percent(0)), kb.name("disorders", disorder), disorder)
        for disorder in differential_in_brief.pointed_to(answer, {c.id for c in shown})
    )
    return (*known, *(Item("has no record here", name) for name in unlisted))


def _review(kb: KnowledgeBase, candidate: Candidate, answer: Differential) -> str:
    """Say what a drug does, how strongly where that was measured, and to review it first."""
    effect = candidate.drug
    if effect is None:
        return ""
    if not differential_in_brief.is_named(kb, effect, answer):
        return "no medicine was named: find out which is taken, then review that"
    figure = f" ({effect.figure})" if effect.figure else "; the size of the effect was not measured"
    return f"review whether it is still needed before looking further: {effect.text}{figure}"


def _reasons(kb: KnowledgeBase, candidate: Candidate) -> str:
    weighed = [c for c in by_weight(candidate) if abs(log2(c.likelihood_ratio)) >= 0.1]
    parts = [f"{signed(kb, c)} x{c.likelihood_ratio:.2g} {_strokes(c)}".rstrip() for c in weighed]
    if candidate.unexplained:
        names = ", ".join(inside(name_of(kb, i)) for i in candidate.unexplained)
        parts.append(f"unexplained: {names}")
    return "; ".join(parts)


def _strokes(c: Contribution) -> str:
    """Draw a weight: a plus or a minus for each halving or doubling of the odds."""
    steps = min(6, round(abs(log2(c.likelihood_ratio))))
    return ("+" if c.likelihood_ratio > 1 else "-") * steps


def _flat(answer: Differential, shown: Sequence[Candidate]) -> Listing:
    """The same as numbers for a spreadsheet: a row a danger, then one a candidate and observation."""
    columns = (
        *("place", "id", "name", "probability", "observation", "sign", "likelihood_ratio"),
        "urgency",
    )
    rows = [*danger.rows(answer.red_flags, columns)]
    rows += [
        Row(
            c.id,
            (
                str(place),
                c.id,
                c.name,
                f"{c.probability:.6f}",
                x.id,
                x.sign,
                f"{x.likelihood_ratio:.6g}",
                "",
            ),
        )
        for place, c in enumerate(shown, 1)
        for x in c.contributions
    ]
    return Listing(
        title="Contributions",
        columns=tuple(Column(key, key) for key in columns),
        rows=tuple(rows),
        data=[],
    )


def _differential_data(
    kb: KnowledgeBase,
    answer: Differential,
    shown: Sequence[Candidate],
    unrecognised: Sequence[str],
    numbers: Numbers,
) -> Json:
    data = msgspec.to_builtins(msgspec.structs.replace(answer, candidates=tuple(shown)))
    for candidate in data["candidates"]:
        for contribution in candidate["contributions"]:
            contribution["name"] = name_of(kb, contribution["id"])
            contribution["weight_bits"] = log2(contribution["likelihood_ratio"])
    for unexcluded in data["critical"]:
        for excluder in unexcluded["excluded_by"]:
            excluder["name"] = name_of(kb, excluder["id"])
    return {
        "record": "differential",
        **data,
        "red_flags": danger.data(kb, answer.red_flags),
        "unrecognised": list(unrecognised),
        **_numbers_data(numbers),
    }


def _numbers_data(numbers: Numbers) -> Json:
    """What was measured and calculated, and what each took for granted."""
    return {
        "readings": msgspec.to_builtins(numbers.readings),
        "calculations": msgspec.to_builtins(numbers.calculations),
    }


def next_step(
    kb: KnowledgeBase,
    found: Sequence[Question],
    per_tier: int,
    now: Sequence[Effect],
    answer: Differential,
    unrecognised: Sequence[str] = (),
    numbers: Numbers = NO_NUMBERS,
    stop: Stop | None = None,
) -> Listing:
    """What to ask or test next, the cheapest tier first, in each the most telling first."""
    ordered = sorted(found, key=lambda q: (TIERS.index(q.tier), -q.gain, q.id))
    shown = [
        q for _, of_tier in groupby(ordered, lambda q: q.tier) for q in list(of_tier)[:per_tier]
    ]
    columns = (
        Column("tier", "tier"),
        Column("id", "id", for_programs=True),
        Column("ask", "ask, look or test"),
        Column("gain", "bits"),
        Column("if_yes", "if yes"),
        Column("if_no", "if no"),
    )
    rows = tuple(
        Row(q.id, (q.tier, q.id, q.ask, f"{q.gain:.2f}", _effects(q.if_yes), _effects(q.if_no)))
        for q in shown
    )

    def in_words() -> Listing:
        effects = ((_in_names(kb, q.if_yes), _in_names(kb, q.if_no)) for q in shown)
        named = tuple(
            Row(row.id, (*row.cells[:4], *told)) for row, told in zip(rows, effects, strict=True)
        )
        return msgspec.structs.replace(listing, rows=named)

    listing = Listing(
        title="What to ask or test next",
        columns=columns,
        rows=rows,
        in_words=in_words,
        flat=lambda: _with_dangers(answer, columns, rows),
        first=lambda: differential_in_brief.next_step(kb, found, answer, now, unrecognised, stop),
        before=danger.sections(kb, answer.red_flags, answer.calm, unrecognised, answer.perhaps),
        data=lambda: {
            "record": "next",
            "red_flags": danger.data(kb, answer.red_flags),
            "perhaps": msgspec.to_builtins(answer.perhaps),
            "calm": msgspec.to_builtins(answer.calm),
            "stop": msgspec.to_builtins(stop),
            "now": [msgspec.to_builtins(e) for e in now],
            "questions": [{**msgspec.to_builtins(q), "name": name_of(kb, q.id)} for q in shown],
            "unrecognised": list(unrecognised),
            **_numbers_data(numbers),
        },
        grouped_by="tier",
    )
    return listing


def _with_dangers(
    answer: Differential, columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> Listing:
    """The same for a spreadsheet, the dangers above, and a column that tells how urgent they are."""
    wider = (*columns, Column("urgency", "urgency"))
    first = danger.rows(answer.red_flags, [column.key for column in wider])
    rest = tuple(Row(row.id, (*row.cells, "")) for row in rows)
    return Listing(title="What to ask or test next", columns=wider, rows=(*first, *rest), data=[])


def _effects(effects: Sequence[Effect]) -> str:
    return ", ".join(f"{e.id} {percent(e.probability)}" for e in effects[:2])


def _in_names(kb: KnowledgeBase, effects: Sequence[Effect]) -> str:
    return ", ".join(f"{name_of(kb, e.id)} {percent(e.probability)}" for e in effects[:2])
