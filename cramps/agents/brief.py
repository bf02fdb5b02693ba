"""Answers in brief: what an agent needs to go on, with ids and sources; numbers to three figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.knowledge.citations import source_of
from cramps.output.views.differential_in_brief import by_weight, signed
from cramps.output.views.forms import Brief, Json, Listing, url

if TYPE_CHECKING:
    from cramps.cases.notes import Mention
    from cramps.knowledge.base import KnowledgeBase
    from cramps.ranking.differential import Candidate
    from cramps.ranking.differential import Differential as Answer
    from cramps.words.word_index import Category

#: Disorders of a search, lines of a comparison.
_HITS: Final = 10
_LINES: Final = 14
#: Critical disorders not yet excluded.
_CRITICAL: Final = 4
#: What speaks for and against a candidate, each.
_EACH_WAY: Final = 3
#: Sources of a candidate.
_SOURCES: Final = 4
#: Lines of one part of a record.
_LONGEST_LIST: Final = 6
#: The numbers of references behind a statement.
_MARK: Final = re.compile(r"\[(\d+(?:, \d+)*)\]")
#: A finding that changes the odds by less says nothing.
_TELLING: Final = 1.05

_DANGER: Final = ("rule", "name", "urgency", "raised_by", "action", "points_to", "sources")
_QUESTION: Final = ("id", "name", "tier", "ask")


def call(tool: str, **arguments: Any) -> Json:
    """Give a next call; one without arguments takes those of this call."""
    return {"tool": tool, "arguments": arguments or "those of this call"}


def danger_first(whole: Json) -> Json:
    """Put the dangers of an answer before everything else."""
    return {"red_flags": whole["red_flags"], "calm": whole["calm"], **whole}


def _part(of: Json, keys: Iterable[str]) -> Json:
    return {key: of[key] for key in keys if key in of}


def _dangers(whole: Json) -> Json:
    return {
        "red_flags": [_part(flag, _DANGER) for flag in whole["red_flags"]],
        "calm": whole["calm"],
        "record": whole["record"],
    }


def _shares(effects: Json, most: int = 2) -> Json:
    return {e["id"]: round(e["probability"], 3) for e in effects[:most]}


def _addresses(references: Json) -> Json:
    return {r["id"]: r["url"] for r in references}


def asked(told: Json) -> Json:
    """Shorten an answer to a question: of the sources the addresses."""
    lines = [{k: v for k, v in line.items() if k != "weight"} for line in told["lines"]]
    return {**told, "lines": lines, "references": _addresses(told["references"])}


def screen(kind: Category, shown: Brief) -> Json:
    """Give what fits on a screen of a record; the numbers in brackets are those of its references."""
    parts: dict[str, list[str]] = {}
    label = ""
    for point in shown.points:
        label = point.label or label
        parts.setdefault(label, []).append(point.text)
    told = {label: _cut(texts) for label, texts in parts.items()}
    cited = {n for text in _texts(told) for mark in _MARK.findall(text) for n in mark.split(", ")}
    return {
        "record": kind,
        "id": shown.id,
        "title": shown.title,
        "brief": told,
        "references": {
            str(r.number): f"{r.id} {r.url if r.url != r.id else ''}".strip()
            for r in shown.references
            if str(r.number) in cited
        },
    }


def _cut(texts: list[str]) -> str | list[str]:
    if len(texts) == 1:
        return texts[0]
    more = len(texts) - _LONGEST_LIST
    return texts if more <= 1 else [*texts[:_LONGEST_LIST], f"{more} more: full=true"]


def _texts(told: dict[str, str | list[str]]) -> Iterator[str]:
    for text in told.values():
        yield from (text,) if isinstance(text, str) else text


def after_record(kb: KnowledgeBase, kind: Category, record_id: str, *, whole: bool) -> list[Json]:
    """Give the calls that lead on from a record."""
    follow = [] if whole else [call("show", name=record_id, kind=kind, full=True)]
    if kind == "disorder":
        others = [other.disorder for other in kb.disorders[record_id].lookalikes][:2]
        follow += [call("compare", names=[record_id, *others])] if others else []
    elif kind == "finding":
        follow.append(call("find", findings=[record_id]))
    elif kind in ("test", "result", "treatment"):
        follow.append(call("find", **{f"{kind}s": [record_id]}))
    elif kind == "family":
        follow += [call("show", name=member) for member in kb.families[record_id].members[:2]]
    elif kind == "drug":
        follow.append(call("drug_check", names=[record_id]))
    return follow


def hits(rows: Json) -> Json:
    """Give the first disorders of a search, with what matched and its sources."""
    keys = ("found", "frequency", "stance", "sources")
    return [
        {
            **_part(row, ("id", "name", "critical")),
            "matches": [{k: m[k] for k in keys if m[k]} for m in row["matches"]],
        }
        for row in rows[:_HITS]
    ]


def differential(
    kb: KnowledgeBase, whole: Json, answer: Answer, mentions: tuple[Mention, ...]
) -> Json:
    """Give a differential: dangers, then the candidates with what speaks for and against each."""
    shown = len(whole["candidates"])
    return {
        **_dangers(whole),
        "candidates": [_candidate(kb, c) for c in answer.candidates[:shown]],
        "critical_not_excluded": [
            {
                **_part(u, ("id", "name")),
                "look_for": [e["id"] for e in u["excluded_by"][:2]],
            }
            for u in whole["critical"][:_CRITICAL]
        ],
        "read": [_read(mention) for mention in mentions],
        **_part(whole, ("unrecognised", "poorly_explained", "conflicts", "notes")),
    }


def _read(mention: Mention) -> str:
    taken = "=" if mention.how == "written" else "taken as"
    return f"{mention.text} {taken} {mention.id} ({mention.status})"


def _candidate(kb: KnowledgeBase, candidate: Candidate) -> Json:
    weighed = by_weight(candidate)
    speaks_for = [c for c in weighed if c.likelihood_ratio > _TELLING][:_EACH_WAY]
    against = [c for c in weighed if c.likelihood_ratio < 1 / _TELLING][:_EACH_WAY]
    told: Json = {
        "id": candidate.id,
        "name": candidate.name,
        "share": round(candidate.probability, 3),
        "critical": candidate.critical,
        "for": [signed(kb, c) for c in speaks_for],
        "against": [signed(kb, c) for c in against],
    }
    if candidate.drug is not None:
        told["drug"] = msgspec.to_builtins(candidate.drug)
    if sources := _sources(kb, candidate.id, {c.id for c in (*speaks_for, *against)}):
        told["sources"] = sources
    return told


def _sources(kb: KnowledgeBase, disorder: str, ids: set[str]) -> list[str]:
    """Give the sources of what an entry says of these findings and results, else those of its summary."""
    if disorder not in kb.disorders:
        return []
    summary: list[str] = list(kb.disorders.plain(disorder)["summary"].get("sources", ()))
    return (_stated(kb, disorder, ids) or summary)[:_SOURCES]


def _stated(kb: KnowledgeBase, disorder: str, ids: set[str]) -> list[str]:
    if disorder not in kb.disorders:
        return []
    entry = kb.disorders.plain(disorder)
    stated = [s for s in entry.get("findings", ()) if s["finding"] in ids]
    stated += [s for s in entry.get("tests", ()) if s["result"] in ids]
    return list(dict.fromkeys(source for s in stated for source in s.get("sources", ())))


def next_step(kb: KnowledgeBase, whole: Json) -> Json:
    """Give what to do next: dangers, then the questions and where an answer leads.

    The sources of a question are those of the entry that a yes speaks for most.
    """
    return {
        **_dangers(whole),
        "stop": whole["stop"],
        "now": _shares(whole["now"], 3),
        "questions": [
            {
                **_part(q, _QUESTION),
                "gain_bits": round(q["gain"], 3),
                "if_yes": _shares(q["if_yes"]),
                "if_no": _shares(q["if_no"]),
                "sources": _first(_stated(kb, e["id"], {q["id"]}) for e in q["if_yes"])[:2],
            }
            for q in whole["questions"]
        ],
        "unrecognised": whole["unrecognised"],
    }


def _first(found: Iterable[list[str]]) -> list[str]:
    return next((sources for sources in found if sources), [])


def comparison(listing: Listing) -> Json:
    """Give what the entries say of the difference, what each is, and the lines that separate best."""
    whole = listing.records()
    order = sorted(
        (line for line in whole["lines"] if line["id"] != "course"),
        key=lambda line: (line["part"] != "about", not _told_of_all(line), -line["separation"]),
    )
    return {
        **whole,
        "lines": [
            {
                **_part(line, ("part", "id", "name", "separation")),
                "values": {
                    disorder: {k: v for k, v in cell.items() if v and k != "listed"}
                    for disorder, cell in line["values"].items()
                },
            }
            for line in order[:_LINES]
        ],
        "left_out": max(0, len(whole["lines"]) - _LINES),
    }


def _told_of_all(line: Json) -> bool:
    return all(cell["listed"] or cell["kind"] for cell in line["values"].values())


def drug_check(told: Json) -> Json:
    """Give of each medicine the first effect and the first advice, and all that they do together."""
    medicines = [
        {
            **_part(m, ("asked", "id", "name", "link", "causes")),
            "effects": [{k: v for k, v in e.items() if v} for e in m["effects"][:1]],
            "advice": m["advice"][:1],
        }
        for m in told["medicines"]
    ]
    parts = (*medicines, *told["together"])
    cited = [s for part in parts for said in _statements(part) for s in said["sources"]]
    used = dict.fromkeys(map(source_of, cited))
    references = {source: url(source) for source in used}
    return {**told, "medicines": medicines, "references": references}


def _statements(part: Json) -> list[Json]:
    return [part] if "sources" in part else [*part["effects"], *part["advice"]]
