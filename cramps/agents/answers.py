"""A call of a tool -> its answer, as plain JSON values; what the library and the views give, put in brief.

Nothing is matched, ranked or weighed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, cast, get_args

import msgspec

from cramps.agents import brief
from cramps.agents.brief import call
from cramps.agents.tools import (
    Ask,
    Compare,
    Differential,
    DrugCheck,
    Find,
    Next,
    Patient,
    Show,
    Shown,
    read,
)
from cramps.cases.reader import taken_as
from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.output.views.cards import card_of
from cramps.safe_text import one_line
from cramps.version import __version__
from cramps.words.nearest import SOUGHT

if TYPE_CHECKING:
    from cramps.api import Reference
    from cramps.cases.notes import Mention
    from cramps.cases.reader import Read
    from cramps.output.views.forms import Json
    from cramps.queries.ask import Asked
    from cramps.words.word_index import Category

#: A longer message is cut: it must not hand back what came in.
LONGEST_LINE: Final = 500
#: Disorders that are compared at once.
MOST_COMPARED: Final = 4
#: Statements of an answer, and with ``full``.
_LINES, _ALL_LINES = 4, 20
#: Passages where nothing is named.
_PASSAGES: Final = 5


def answer(reference: Reference, tool: str, given: Mapping[str, Any]) -> Json:
    """Answer a call: the result, then ``next_calls`` and ``cramps``, the version.

    Raises BadQuery for a tool or arguments that there are not, and CrampsError as the library does.
    """
    arguments = read(tool, given)
    result = _ANSWERS[tool](reference, arguments)
    follow = result.pop("next_calls", [])
    return {**result, "next_calls": follow, "cramps": __version__}


def error_line(error: CrampsError) -> str:
    """Say in one line what went wrong, and what may have been meant."""
    meant = f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
    return one_line(f"{error.message}{meant}")[:LONGEST_LINE]


def _id(reference: Reference, word: str, *categories: Category) -> tuple[Category, str]:
    """Give the record that a word names. Raises NotFound, with suggestions, and Ambiguous."""
    try:
        found = reference.lookup.find(word, *categories)
    except NotFound as unknown:
        if unknown.did_you_mean:
            raise
        suggestions = reference.lookup.suggestions(word, *categories)
        raise NotFound(unknown.message, suggestions) from None
    return found.category, found.id


class _Taking:
    """Looks words up; one that names nothing is taken for the nearest where that is sure, and said."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self.said: list[str] = []

    def id(self, word: str, *categories: Category) -> tuple[Category, str]:
        """Give the record that is meant. Raises NotFound, with suggestions, and Ambiguous."""
        try:
            return _id(self._reference, word, *categories)
        except NotFound:
            near = self._reference.lookup.sure(word, *categories)
            if near is None:
                raise
        self.said.append(taken_as(word, near))
        return near.category, near.id

    def ids(self, words: Iterable[str], *categories: Category) -> tuple[str, ...]:
        """Give the ids of the records that are meant."""
        return tuple(self.id(word, *categories)[1] for word in words)

    def told_in(self, told: Json) -> Json:
        """Say in an answer what was taken for what, where anything was."""
        return {**told, "taken_as": self.said} if self.said else told


def _ask(reference: Reference, asked: Ask) -> Json:
    from cramps.output.views.answered_question import data
    from cramps.queries.ask import ask

    found = ask(reference.kb, asked.question, most=_ALL_LINES if asked.full else _LINES)
    if found.kind == "differential":
        return _differential(reference, Differential(case=found.told, full=asked.full))
    if found.kind == "record":
        taken = found.records[0]
        return _record(reference, taken.kind, taken.id, full=asked.full)
    if found.kind == "nothing":
        return _nearest(reference, asked.question, found)
    told = data(reference.kb, found, ())
    del told["more"]
    told["next_calls"] = [call("show", name=i, kind=kind) for kind, i in _named(found)]
    return told if asked.full else brief.asked(told)


def _named(found: Asked) -> list[tuple[Category, str]]:
    named = [(taken.kind, taken.id) for taken in found.records]
    named += [(line.kind, line.id) for line in found.lines[:1]]
    return list(dict.fromkeys(named))[:4]


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
        "question": question,
        "unrecognised": list(found.unrecognised),
        "nearest": listing(reference.kb, question, near).records(),
        "passages": passages(hits.passages).records(),
        "next_calls": [call("show", name=n.id, kind=n.category) for n in near],
    }


def _show(reference: Reference, asked: Show) -> Json:
    taking = _Taking(reference)
    if asked.kind is not msgspec.UNSET:
        kind, record_id = taking.id(asked.name, asked.kind)
        return taking.told_in(_record(reference, kind, record_id, full=asked.full))
    kinds: tuple[Category, ...] = get_args(Shown)
    kind, record_id = taking.id(asked.name, *kinds)
    told = _record(reference, kind, record_id, full=asked.full)
    others = [reference.lookup.named(asked.name, other) for other in kinds if other != kind]
    told["also"] = [call("show", name=o.id, kind=o.category) for o in others if o and o.exact]
    return taking.told_in(told)


def _record(reference: Reference, kind: Category, record_id: str, *, full: bool) -> Json:
    shown = card_of(reference.kb, kind, record_id)
    whole = full or not shown.first
    told = brief.screen(kind, shown.first()) if shown.first and not full else dict(shown.data)
    told["next_calls"] = brief.after_record(reference.kb, kind, record_id, whole=whole)
    return told


def _find(reference: Reference, asked: Find) -> Json:
    from cramps.output.views.matches import hits

    given = msgspec.structs.asdict(asked)
    del given["full"]
    findings = given.pop("findings")
    if not findings and not any(value for key, value in given.items() if key != "any"):
        raise BadQuery("nothing to look for; give findings, tests, results or treatments")
    taking = _Taking(reference)
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
    answer = {
        "record": "found",
        "count": len(rows),
        "of": len(reference),
        "disorders": told,
        "next_calls": follow,
    }
    return taking.told_in(answer)


def _case(reference: Reference, asked: Patient) -> tuple[Read, tuple[Mention, ...]]:
    """Read a case, in words, in lists or both, as `cramps ddx` does."""
    from cramps.cases.in_words import not_understood, read_words
    from cramps.cases.notes import joined
    from cramps.cases.reader import CaseReader, Told, Unread

    told = Told(
        present=asked.present,
        absent=asked.absent,
        maybe=asked.maybe,
        results=asked.results,
        drugs=asked.drugs,
        age=None if asked.age is msgspec.UNSET else asked.age,
        onset_age=None if asked.onset_age is msgspec.UNSET else asked.onset_age,
        sex=None if asked.sex is msgspec.UNSET else asked.sex,
        setting=asked.setting,
        whole_story=asked.whole_story,
    )
    cases = CaseReader(reference.kb, reference.lookup, nearest=True)
    if not asked.case.strip():
        return cases.read(told, strict=True), ()
    note = read_words(cases, [asked.case])
    read = cases.read(joined(told, note.told), strict=False)
    left = (Unread(word, NotFound("not understood"), ()) for word in not_understood(note))
    return read._replace(unread=(*read.unread, *left)), note.read


def _differential(reference: Reference, asked: Differential) -> Json:
    from cramps.cases.reader import demand_findings
    from cramps.output.views.cases import Remarks
    from cramps.output.views.ranking import differential
    from cramps.output.views.reading import data as read_data
    from cramps.ranking.settling_question import settling

    story, mentions = _case(reference, asked)
    demand_findings(story.case, story.unrecognised)
    engine = reference.engine
    found = engine.differential(story.case)
    listing = differential(
        reference.kb,
        found,
        asked.top,
        story.unrecognised,
        numbers=story.numbers,
        settles=lambda: settling(engine, found),
        remarks=Remarks(story.conflicts, story.notes),
    )
    whole = listing.records()
    if asked.full:
        told = {**brief.danger_first(whole), "read": read_data(mentions)}
    else:
        told = brief.differential(reference.kb, whole, found, mentions)
    ranked = [c.id for c in found.candidates if c.id in reference.kb.disorders][:3]
    told["next_calls"] = [call("next"), *(call("show", name=i) for i in ranked[:1])]
    if len(ranked) > 1:
        told["next_calls"].append(call("compare", names=ranked))
    return told


def _next(reference: Reference, asked: Next) -> Json:
    from cramps.cases.reader import demand_findings
    from cramps.output.views.ranking import next_step
    from cramps.ranking.next_step import FIRST, TIERS, Effect, plan

    story, _ = _case(reference, asked)
    taking = _Taking(reference)
    apart = list(taking.ids(asked.split, "disorder"))
    if story.unrecognised and not apart:
        demand_findings(story.case, story.unrecognised)
    engine, tiers = reference.engine, asked.tiers or TIERS
    found = engine.differential(story.case, most=FIRST)
    planned = plan(engine, story.case, tiers=tiers, split=apart, answer=found, per_tier=asked.top)
    now = [] if apart else [Effect(c.id, c.probability) for c in found.candidates[:FIRST]]
    whole = next_step(
        reference.kb,
        planned.questions,
        asked.top,
        now,
        found,
        story.unrecognised,
        story.numbers,
        planned.stop,
    ).records()
    told = brief.danger_first(whole) if asked.full else brief.next_step(reference.kb, whole)
    follow = [] if apart else [call("differential")]
    told["next_calls"] = follow + [call("show", name=q["id"]) for q in told["questions"][:1]]
    return taking.told_in(told)


def _compare(reference: Reference, asked: Compare) -> Json:
    from cramps.output.views.comparison import comparison
    from cramps.queries.compare import compare

    if len(asked.names) > MOST_COMPARED:
        raise BadQuery(f"name up to {MOST_COMPARED} disorders to compare")
    taking = _Taking(reference)
    ids = list(taking.ids(asked.names, "disorder"))
    listing = comparison(reference.kb, compare(reference.kb, ids), differing=not asked.full)
    told = listing.records() if asked.full else brief.comparison(listing)
    told["next_calls"] = [call("next", split=ids), *(call("show", name=i) for i in ids[:2])]
    return taking.told_in(told)


def _drug_check(reference: Reference, asked: DrugCheck) -> Json:
    from cramps.output.views.drugs import checked
    from cramps.queries.medicines import check

    if not asked.names:
        raise BadQuery("name the medicines")
    found, unknown = [], []
    for name in asked.names:
        try:
            found.append((name, _id(reference, name, "drug")[1]))
        except CrampsError as error:
            unknown.append((name, error))
    if not found:
        raise NotFound("; ".join(error_line(error) for _, error in unknown))
    listing = checked(reference.kb, check(reference.kb, found), tuple(n for n, _ in unknown))
    told = {"record": "drug check", **listing.records()}
    told["left_out"] = [error_line(error) for _, error in unknown]
    told["next_calls"] = [call("show", name=m["id"], kind="drug") for m in told["medicines"][:1]]
    causes = dict.fromkeys(i for m in told["medicines"] for i in m["causes"])
    told["next_calls"] += [call("show", name=i) for i in _first(causes)]
    return told if asked.full else brief.drug_check(told)


def _first(ids: Iterable[str]) -> list[str]:
    return list(ids)[:2]


_ANSWERS: Final = cast(
    "dict[str, Callable[[Reference, Any], dict[str, Any]]]",
    {
        "ask": _ask,
        "show": _show,
        "find": _find,
        "differential": _differential,
        "next": _next,
        "compare": _compare,
        "drug_check": _drug_check,
    },
)
