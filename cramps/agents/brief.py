"""Answers in brief: what an agent needs to go on, with ids and sources; each thing once, and nothing empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cramps.agents.citations import Marks, addresses
from cramps.knowledge.closed_lists import Urgency
from cramps.output.views.forms import Brief, Json, plain_values
from cramps.ranking.danger import URGENCIES
from cramps.ranking.drug_groups import groups
from cramps.words.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.compare import Cell, Comparison, Line
    from cramps.ranking.danger import Danger
    from cramps.words.own_words import Category

#: Disorders of a search.
_HITS: Final = 6
#: Lines of a comparison that are told of all, and those that an entry leaves out.
_LINES: Final = 4
_LINES_OF_MANY: Final = 3
_TWO: Final = 2
#: A line that separates by less is not told.
_SEPARATES: Final = 0.05
#: Lines of one part of a record.
_LONGEST_LIST: Final = 5
#: Sources of one thing among many; the full answer has all.
_SOURCES: Final = 1
#: Of a danger.
_SOURCES_OF_DANGER: Final = 3
#: Statements of what to do about medicines that are dangerous together.
_ADVICE: Final = 3

#: What is said in a comparison where an entry tells nothing, and where it gives no figure.
NOT_TOLD: Final = "not told"
NO_FIGURE: Final = "listed, no figure"

#: Told even where nothing is in it.
_ALWAYS: Final = frozenset(
    ["red_flags", "candidates", "questions", "lines", "disorders", "medicines"]
)


def without_empty(told: Json) -> Json:
    """Leave out what is empty: no, none, nothing; a number stays, and so do the dangers of an answer."""
    if isinstance(told, dict):
        kept = {key: without_empty(value) for key, value in told.items()}
        return {
            key: value
            for key, value in kept.items()
            if key in _ALWAYS or not (value is None or value is False or value in ("", [], {}))
        }
    if isinstance(told, list | tuple):
        return [without_empty(value) for value in told]
    return told


def part(of: Json, keys: Iterable[str]) -> Json:
    """Give some fields of an object."""
    return {key: of[key] for key in keys if key in of}


def dangers(red_flags: Sequence[Danger], ruled_out: Iterable[str] = ()) -> list[Json]:
    """Give the dangers; of what they point to not what a result that was read speaks against."""
    out = set(ruled_out)
    return [
        {
            "rule": d.rule,
            "name": d.name,
            "urgency": d.urgency,
            "raised_by": list(d.raised_by),
            "action": d.action,
            "points_to": [i for i in d.points_to if i not in out],
            "sources": list(d.sources[:_SOURCES_OF_DANGER]),
        }
        for d in red_flags
    ]


def screen(kind: Category, shown: Brief) -> Json:
    """Give what fits on a screen of a record; in brackets behind a statement stand its sources."""
    marks = Marks(shown.references)
    parts: dict[str, list[str]] = {}
    label = ""
    for point in shown.points:
        label = point.label or label
        parts.setdefault(label, []).append(point.text)
    told = {label: _cut(marks, texts) for label, texts in parts.items()}
    return {
        "record": kind,
        "id": shown.id,
        "title": shown.title,
        "brief": told,
        "references": addresses(marks.cited),
    }


def _cut(marks: Marks, texts: list[str]) -> str | list[str]:
    if len(texts) == 1:
        return marks.named(texts[0])
    more = len(texts) - _LONGEST_LIST
    if more <= 1:
        return list(map(marks.named, texts))
    return [*map(marks.named, texts[:_LONGEST_LIST]), f"{more} more: full=true"]


def hits(rows: Json) -> Json:
    """Give the first disorders of a search, with what matched and its first source."""
    return [
        {
            **part(row, ("id", "name", "critical")),
            "matches": [
                {**part(m, ("found", "frequency", "stance")), "sources": m["sources"][:_SOURCES]}
                for m in row["matches"]
            ],
        }
        for row in rows[:_HITS]
    ]


def comparison(compared: Comparison) -> Json:
    """Give what the entries say of the difference, what each is, and the lines that separate, the best first.

    Apart stand the lines that an entry leaves out, or that rest on few patients: they may not separate.
    """
    ids = [d.id for d in compared.disorders]
    about = [n for n in compared.lines if n.part == "about" and n.id != "course" and n.difference]
    rest = [n for n in compared.lines if n.part != "about"]
    best = sorted(rest, key=lambda n: -n.separation)
    telling = [n for n in best if n.leads and n.separation >= _SEPARATES]
    untold = [n for n in best if not n.leads and n.separation >= _SEPARATES]
    most = _LINES if len(ids) == _TWO else _LINES_OF_MANY
    shown = [*telling[:most], *untold[:most]]
    left = len([n for n in rest if n.difference]) - len(shown)
    return {
        "record": "comparison",
        "disorders": [{"id": d.id, "name": d.name} for d in compared.disorders],
        "differences": [plain_values(d) for d in compared.differences],
        "about": [_compared(ids, n) for n in about],
        "lines": [_compared(ids, n) for n in telling[:most]],
        "told_of_some": [_compared(ids, n) for n in untold[:most]],
        "more": [f"{left} more lines: full=true"] if left > 0 else [],
    }


def _compared(ids: Sequence[str], line: Line) -> Json:
    told: Json = {"id": line.id, "name": line.name}
    if line.part != "about":
        told = {"part": line.part, **told, "separation": line.separation}
    values = {d: _value(cell) for d, cell in zip(ids, line.cells, strict=True)}
    return {**told, "values": values}


def _value(cell: Cell) -> Json:
    """Say what an entry has of a line: that it tells nothing of it is no denial."""
    if not cell.listed and cell.kind is None:
        return {"value": NOT_TOLD}
    return {
        "value": cell.value or NO_FIGURE,
        "kind": cell.kind,
        "sources": list(cell.sources[:_SOURCES]),
    }


def drug_check(
    kb: KnowledgeBase, told: Json, red_flags: Sequence[Danger], left_out: list[str]
) -> Json:
    """Give the dangers, what the medicines do together with what to do then, and of each the first effect."""
    asked = {m["id"]: m["asked"] for m in told["medicines"]}
    together = [_together(kb, pair, asked) for pair in told["together"]]
    together.sort(key=lambda pair: _place(pair["watch_for"]))
    first = [m["id"] for pair in together if pair["watch_for"] for m in pair["medicines"]]
    medicines = sorted(told["medicines"], key=lambda m: m["id"] not in first)
    said = {a["text"] for pair in together for a in pair["advice"]}
    return {
        "red_flags": dangers(red_flags),
        "record": "drug check",
        "together": together,
        "medicines": [_medicine(kb, m, said) for m in medicines],
        "unrecognised": told["unrecognised"],
        "left_out": left_out,
    }


def _medicine(kb: KnowledgeBase, medicine: Json, said: set[str]) -> Json:
    advice = medicine["advice"] or _advice(kb, [medicine["id"]])
    return {
        **part(medicine, ("asked", "id", "link", "causes")),
        "effects": [
            {
                **part(e, ("text", "ratio")),
                "sources": e["sources"][:_SOURCES],
            }
            for e in medicine["effects"][:1]
        ],
        "advice": [a for a in advice if a["text"] not in said][:1],
    }


def _advice(kb: KnowledgeBase, drugs: Iterable[str]) -> list[Json]:
    """Give what is advised of medicines and the groups that they belong to."""
    of_all = dict.fromkeys(group for drug in drugs for group in groups(kb, drug))
    return [plain_values(a) for group in of_all for a in kb.drugs[group].advice]


def _together(kb: KnowledgeBase, pair: Json, asked: dict[str, str]) -> Json:
    watch = list(_watched(kb, pair))
    return {
        "medicines": [{"asked": asked.get(i, i), "id": i} for i in pair["medicines"]],
        "text": pair["text"],
        "sources": pair["sources"],
        "watch_for": watch,
        "advice": _advice(kb, pair["medicines"])[:_ADVICE] if watch else [],
    }


def _watched(kb: KnowledgeBase, pair: Json) -> Iterator[Json]:
    """Give the critical disorders that a statement of medicines together names, and what to do where they come."""
    words = set(fold(pair["text"]).split())
    causes = dict.fromkeys(
        disorder
        for drug in pair["medicines"]
        for group in groups(kb, drug)
        for disorder in kb.drugs[group].causes
    )
    for disorder_id in causes:
        disorder = kb.disorders[disorder_id]
        called = (disorder.id, *disorder.aliases)
        if disorder.critical and any(words.issuperset(fold(word).split()) for word in called):
            rules = [
                r for r in kb.red_flags.values() if r.points_to and r.points_to[0] == disorder_id
            ]
            rules.sort(key=lambda r: URGENCIES.index(r.urgency))
            yield {
                "id": disorder_id,
                **({"urgency": rules[0].urgency, "action": rules[0].action} if rules else {}),
                "sources": list(rules[0].sources[:_SOURCES]) if rules else [],
            }


def _place(watched: list[Json]) -> int:
    """Give the place of medicines together: the most urgent danger first."""
    urgencies: list[Urgency] = [w["urgency"] for w in watched if "urgency" in w]
    return min(map(URGENCIES.index, urgencies), default=len(URGENCIES))
