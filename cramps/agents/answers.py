"""A call of a tool -> its answer, as plain JSON values; what the library and the views give, put in brief.

Nothing is matched, ranked or weighed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import msgspec

from cramps.agents import brief, overview, patients, question_in_brief
from cramps.agents.citations import references
from cramps.agents.naming import Taking, error_line, named
from cramps.agents.next_calls import after_record, call, show
from cramps.agents.pages import in_pages
from cramps.agents.tools import (
    Ask,
    Compare,
    Differential,
    DrugCheck,
    Find,
    Show,
    Shown,
    category_of,
    read,
)
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.output.views.cards import card_of
from cramps.version import __version__
from cramps.words.nearest import SOUGHT

if TYPE_CHECKING:
    from cramps.api import Reference
    from cramps.output.views.forms import Json
    from cramps.queries.answering.answer import Asked
    from cramps.words.own_words import Category

#: Disorders that are compared at once.
MOST_COMPARED: Final = 4
#: How the address of an entry begins; a kind and an id follow.
ADDRESS: Final = "cramps://"
#: Statements of an answer, and with ``full``.
_LINES, _ALL_LINES = 4, 20
#: Passages where nothing is named.
_PASSAGES: Final = 5
#: What is looked up where no kind is given; what holds for no single disorder only where nothing else is meant.
_LAST: Final[tuple[Category, ...]] = ("overview", "red flag")
_FIRST: Final[tuple[Category, ...]] = tuple(
    kind for kind in map(category_of, get_args(Shown)) if kind not in _LAST
)


def answer(reference: Reference, tool: str, given: Mapping[str, Any]) -> Json:
    """Answer a call: the result, then ``references``, ``next_calls`` and ``cramps``, the version.

    Raises BadQuery for a tool or arguments that there are not, and CrampsError as the library does.
    """
    arguments = read(tool, given)
    result = _ANSWERS[tool](reference, arguments)
    start = None if arguments.start is msgspec.UNSET else arguments.start
    if arguments.full:
        result = in_pages(tool, given, result, start)
    elif start is not None:
        raise BadQuery("start goes on with a full answer that was cut; give full=true")
    else:
        result = brief.without_empty(result)
    follow = result.pop("next_calls", [])
    if "references" not in result and (addresses := references(result)):
        result["references"] = addresses
    return {**result, "next_calls": follow, "cramps": __version__}


def _ask(reference: Reference, asked: Ask) -> Json:
    from cramps.output.views.answered_question import data
    from cramps.queries.ask import ask

    kb = reference.kb
    found = ask(kb, asked.question, most=_ALL_LINES if asked.full else _LINES)
    if overview.asks_for_all(found):
        return overview.in_full(kb) if asked.full else overview.in_brief(reference)
    if found.kind == "differential":
        return patients.differential(reference, Differential(case=found.told, full=asked.full))
    if found.kind == "record":
        first = found.records[0]
        told = _record(reference, first.kind, first.id, full=asked.full)
        return {**told, "asked": _understood(found)}
    if found.kind == "nothing":
        return _nearest(reference, asked.question, found)
    if not asked.full:
        return question_in_brief.asked(kb, found)
    told = data(kb, found, ())
    del told["more"]
    cautions, _ = question_in_brief.cautions_of(kb, found)
    return {**told, "cautions": cautions, "next_calls": question_in_brief.follow(found)}


def _understood(found: Asked) -> Json:
    """Tell what of a question was understood, where its answer is a whole record."""
    return {"read": question_in_brief.taken(found), "unrecognised": list(found.unrecognised)}


def _nearest(reference: Reference, question: str, found: Asked) -> Json:
    """Give what comes nearest to a question that names nothing. Raises NotFound where nothing does."""
    from cramps.output.views.matches import passages
    from cramps.output.views.nearest import listing
    from cramps.queries.full_text import search_any

    near = reference.lookup.of_that_name(question, *SOUGHT, most=3)
    hits = search_any(reference.kb, question, _PASSAGES)
    if not near and not hits.passages:
        raise NotFound(f"nothing is known of {question!r}")
    return {
        "record": "nearest",
        "unrecognised": list(found.unrecognised),
        "nearest": listing(reference.kb, question, near).records(),
        "passages": passages(hits.passages).records(),
        "next_calls": [show(n.id, n.category) for n in near],
    }


def _show(reference: Reference, asked: Show) -> Json:
    taking = Taking(reference)
    name, kind = _address(asked)
    if kind in (None, "overview") and name.strip().casefold() == overview.OVERVIEW:
        return overview.in_full(reference.kb) if asked.full else overview.in_brief(reference)
    if kind is not None:
        kind, record_id = taking.id(name, kind)
        return taking.told_in(_record(reference, kind, record_id, full=asked.full))
    if last := _named_alone(reference, name):
        return _record(reference, *last, full=asked.full)
    kind, record_id = taking.id(name, *_FIRST)
    told = _record(reference, kind, record_id, full=asked.full)
    others = [reference.lookup.named(name, other) for other in _FIRST if other != kind]
    also = [show(o.id, o.category) for o in others if o and o.exact]
    return taking.told_in({**told, "also": also} if also or asked.full else told)


def _address(asked: Show) -> tuple[str, Category | None]:
    """Give the name and the kind that are asked for, be it as the address of an entry."""
    kind = None if asked.kind is msgspec.UNSET else category_of(asked.kind)
    if not asked.name.startswith(ADDRESS):
        return asked.name, kind
    of, _, name = asked.name.removeprefix(ADDRESS).partition("/")
    for known in get_args(Shown):
        if name and known == of:
            return name, category_of(known)
    return of, kind


def _named_alone(reference: Reference, name: str) -> tuple[Category, str] | None:
    """Give the section of the overview, or the rule of danger, that has this name, and nothing else has."""
    if any(reference.lookup.named(name, kind) for kind in _FIRST):
        return None
    found = (reference.lookup.named(name, kind) for kind in _LAST)
    return next(((f.category, f.id) for f in found if f), None)


def _record(reference: Reference, kind: Category, record_id: str, *, full: bool) -> Json:
    if kind == "overview":
        return overview.section(reference.kb, record_id, full=full)
    if kind == "red flag" and not full:
        return overview.rule(reference.kb, record_id)
    shown = card_of(reference.kb, kind, record_id)
    whole = full or not shown.first
    told = brief.screen(kind, shown.first()) if shown.first and not full else dict(shown.data)
    told["next_calls"] = after_record(reference.kb, kind, record_id, whole=whole)
    return told


def _find(reference: Reference, asked: Find) -> Json:
    from cramps.output.views.matches import hits

    given = msgspec.structs.asdict(asked)
    for field in ("full", "start"):
        del given[field]
    findings = given.pop("findings")
    if not findings and not any(value for key, value in given.items() if key != "any"):
        raise BadQuery("nothing to look for; give findings, tests, results or treatments")
    taking = Taking(reference)
    given["tests"] = taking.ids(asked.tests, "test")
    given["results"] = taking.ids(asked.results, "result")
    given["treatments"] = taking.ids(asked.treatments, "treatment")
    found = reference.find(symptoms=taking.ids(findings, "finding"), exact=True, **given)
    rows = hits(reference.kb, found).records()
    if not rows:
        raise NotFound("no disorder fits all of it; give fewer criteria, or any=true")
    first = [row["id"] for row in rows[:2]]
    follow = [call("show", name=first[0])]
    if len(first) > 1:
        follow.append(call("compare", names=first))
    told = rows if asked.full else brief.hits(rows)
    left = len(rows) - len(told)
    answer = {
        "record": "found",
        "count": len(rows),
        "of": len(reference),
        "disorders": told,
        **({"more": [f"{left} more disorders: full=true"]} if left else {}),
        "next_calls": follow,
    }
    return taking.told_in(answer)


def _compare(reference: Reference, asked: Compare) -> Json:
    from cramps.output.views.comparison import comparison
    from cramps.queries.compare import compare

    if len(asked.names) > MOST_COMPARED:
        raise BadQuery(f"name up to {MOST_COMPARED} disorders to compare")
    taking = Taking(reference)
    ids = list(taking.ids(asked.names, "disorder"))
    compared = compare(reference.kb, ids)
    whole = comparison(reference.kb, compared)
    told = whole.records() if asked.full else brief.comparison(compared)
    told["next_calls"] = [call("next", split=ids), *(call("show", name=i) for i in ids[:2])]
    return taking.told_in(told)


def _drug_check(reference: Reference, asked: DrugCheck) -> Json:
    from cramps.cases.case import Case
    from cramps.output.views.drugs import checked
    from cramps.queries.medicines import check, written
    from cramps.ranking.danger import rules_of

    if not asked.names:
        raise BadQuery("name the medicines")
    kb = reference.kb
    found, unknown = [], []
    for name in written(reference.lookup, asked.names):
        try:
            found.append((name, named(reference, name, "drug")[1]))
        except CrampsError as error:
            unknown.append((name, error))
    if not found:
        raise NotFound("; ".join(error_line(error) for _, error in unknown))
    whole = checked(kb, check(kb, found), tuple(n for n, _ in unknown)).records()
    raised = rules_of(kb).raised(Case(drugs=tuple(i for _, i in found)))
    left_out = [error_line(error) for _, error in unknown]
    told = brief.drug_check(kb, whole, raised, left_out)
    watched = [w["id"] for pair in told["together"] for w in pair["watch_for"]]
    causes = dict.fromkeys((*watched, *(i for m in told["medicines"] for i in m["causes"])))
    follow = [show(m["id"], "drug") for m in told["medicines"][:1]]
    follow += [call("show", name=i) for i in _first(causes)]
    if asked.full:
        told = {
            "red_flags": told["red_flags"],
            "record": "drug check",
            **whole,
            "left_out": left_out,
        }
    return {**told, "next_calls": follow}


def _first(ids: Iterable[str]) -> list[str]:
    return list(ids)[:2]


_ANSWERS: Final = cast(
    "dict[str, Callable[[Reference, Any], dict[str, Any]]]",
    {
        "ask": _ask,
        "show": _show,
        "find": _find,
        "differential": patients.differential,
        "next": patients.next_step,
        "compare": _compare,
        "drug_check": _drug_check,
    },
)
