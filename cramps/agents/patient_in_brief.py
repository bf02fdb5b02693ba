"""A patient in brief: what was read, dangers, candidates with what speaks for and against, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, get_args

import msgspec

from cramps.agents.brief import dangers, part
from cramps.knowledge import frequency
from cramps.knowledge.closed_lists import Tier
from cramps.output.views.closed_list_names import inside
from cramps.output.views.danger import may_be
from cramps.output.views.differential_in_brief import by_weight, speaking, worth_telling
from cramps.output.views.forms import Json
from cramps.ranking.differential import NONE_OF_THESE
from cramps.words.folding import fold

if TYPE_CHECKING:
    from cramps.cases.case import Case
    from cramps.cases.mention import Mention
    from cramps.cases.reader import Read
    from cramps.knowledge.base import KnowledgeBase
    from cramps.ranking.danger import Danger
    from cramps.ranking.differential import Candidate, Contribution, Unexcluded
    from cramps.ranking.differential import Differential as Answer

#: Critical disorders not yet excluded, and what to look for in each.
_CRITICAL: Final = 4
_LOOK_FOR: Final = 2
#: What speaks for and against the first candidate, each, and its sources.
_EACH_WAY: Final = 3
_SOURCES: Final = 2
#: So many are told with their reasons.
_EXPLAINED: Final = 3
#: The same of the others of these.
_EACH_WAY_BEHIND: Final = 2
_SOURCES_BEHIND: Final = 1
#: Where *none of these* leads, a first candidate with less than this explains the case poorly.
_POOR: Final = 0.1
#: What is said of a case that nothing here explains.
OUTSIDE: Final = "nothing here fits well: it may lie outside this reference, which holds what causes muscle cramps alone"
#: What is told of a drug that is a candidate; its figure is in the full answer.
_OF_DRUG: Final = ("drugs", "text", "ratio", "sources")
#: Questions of an answer.
_QUESTIONS: Final = 6
#: Roles of a test that is looked for where a disorder is to be shown or excluded, the best first.
_SETTLING: Final = ("exclude", "confirm", "screen")
_TIERS: Final = get_args(Tier)
_SIGNS: Final = {"present": "", "absent": "no ", "maybe": "perhaps ", "untold": "not told: "}


def read(story: Read, mentions: tuple[Mention, ...]) -> Json:
    """Tell everything that was used of a case, as ids; ``words`` has what its words were taken for."""
    case = story.case
    return {
        **part(msgspec.structs.asdict(case), ("age", "onset_age", "sex")),
        **{
            field: list(getattr(case, field))
            for field in ("present", "absent", "maybe", "results", "not_results", "drugs")
        },
        "measured": [str(number) for number in case.numbers],
        "words": dict(_words(mentions)),
        "not_of_now": [
            f"{_said(m)} ({m.status})"
            for m in mentions
            if m.struck or m.status not in ("present", "absent", "uncertain")
        ],
    }


def _words(mentions: tuple[Mention, ...]) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        said = _said(mention)
        if mention.kind != "measurement" and fold(said) != fold(mention.id.replace("-", " ")):
            yield said, mention.id


def _said(mention: Mention) -> str:
    return " ".join(mention.text.split())


def differential(
    kb: KnowledgeBase,
    whole: Json,
    answer: Answer,
    story: Read,
    mentions: tuple[Mention, ...],
) -> Json:
    """Give a differential: dangers, then the candidates with what speaks for and against each."""
    told = list(answer.candidates[: len(whole["candidates"])])
    critical = worth_telling(answer)
    outside = lies_outside(kb, answer)
    if outside:
        told = [c for c in told if c.id == NONE_OF_THESE or _explains(answer, c)]
    return {
        "red_flags": dangers(answer.red_flags, spoken_against(kb, answer)),
        "perhaps": [may_be(kb, possible) for possible in answer.perhaps],
        "calm": whole["calm"],
        "record": "differential",
        "outside": OUTSIDE if outside else None,
        "candidates": [_candidate(kb, c, place) for place, c in enumerate(told)],
        "critical_not_excluded": [
            {
                "id": u.id,
                "look_for": look_for(kb, u, answer.case),
            }
            for u in critical[:_CRITICAL]
        ],
        "read": read(story, mentions),
        **part(whole, ("unrecognised", "poorly_explained", "conflicts")),
        "notes": list(story.notes),
        "taken_as": list(story.taken),
        "more": _left(len(critical) - _CRITICAL, "not excluded"),
    }


def _left(many: int, what: str) -> list[str]:
    return [f"{many} more {what}: full=true"] if many > 0 else []


def lies_outside(kb: KnowledgeBase, answer: Answer) -> bool:
    """Tell whether nothing here explains a case: none of these leads, and the rest is what is common.

    Not where something is told that the overview speaks of, or a kind of it: who is stiff is here at home.
    """
    first, *rest = answer.candidates
    if first.id != NONE_OF_THESE or not rest or answer.calm is not None:
        return False
    told = {f for finding in answer.case.present for f in (finding, *kb.broader(finding))}
    if any(not told.isdisjoint(s.findings) for s in kb.overview.values() if s.part != "red-flag"):
        return False
    left = {*answer.poorly_explained, *answer.unknown_to_all}
    return left.issuperset(answer.case.present) or rest[0].probability < _POOR


def _explains(answer: Answer, candidate: Candidate) -> bool:
    return not set(candidate.unexplained).issuperset(answer.case.present)


def spoken_against(kb: KnowledgeBase, answer: Answer) -> set[str]:
    """Give what dangers point to whose confirming test was read as normal; none that is critical."""
    normal = {
        kb.results[result][0].id
        for result in answer.case.results
        if kb.results[result][1].level == "normal"
    }
    pointed = {disorder for d in answer.red_flags for disorder in d.points_to}
    return {
        disorder
        for disorder in (pointed if normal else ())
        if not kb.disorders[disorder].critical
        and any(
            t.test in normal
            and (t.defines or t.role == "confirm")
            and kb.results[t.result][1].level != "normal"
            for t in kb.disorders[disorder].tests
        )
    }


def look_for(kb: KnowledgeBase, critical: Unexcluded, case: Case) -> list[str]:
    """Give what would exclude a critical disorder where it is not there; where nothing would, what shows it.

    That is: the results by which its entry excludes, confirms or screens, the cheapest first, then what it has most often.
    """
    known = {
        *(*case.present, *case.absent, *case.maybe),
        *(*case.results, *case.not_results),
    }
    found = [e.id for e in critical.excluded_by if e.id not in known]
    found = found or [i for i in _showing(kb, critical.id) if i not in known]
    return found[:_LOOK_FOR]


def _showing(kb: KnowledgeBase, disorder_id: str) -> Iterator[str]:
    entry = kb.disorders[disorder_id]
    tests = [t for t in entry.tests if t.role in _SETTLING]
    tests.sort(key=lambda t: (not t.defines, _TIERS.index(kb.tests.plain(t.test)["tier"])))
    yield from dict.fromkeys(t.result for t in tests)
    seen = [f for f in entry.findings if not frequency.is_never(f.frequency)]
    yield from (f.finding for f in sorted(seen, key=lambda f: -frequency.middle(f.frequency)))
    for flag in entry.red_flags:
        yield flag.rule


def _candidate(kb: KnowledgeBase, candidate: Candidate, place: int) -> Json:
    told = {
        "id": candidate.id,
        "name": candidate.name,
        "share": round(candidate.probability, 3),
        "critical": candidate.critical,
        "drug": candidate.drug and part(msgspec.to_builtins(candidate.drug), _OF_DRUG),
    }
    if place >= _EXPLAINED:
        return told
    most = _EACH_WAY_BEHIND if place else _EACH_WAY
    sources = _SOURCES_BEHIND if place else _SOURCES
    speaks_for, against = (told[:most] for told in speaking(kb, candidate, by_weight(candidate)))
    return {
        **told,
        "for": [_signed(c) for c in speaks_for],
        "against": [_signed(c) for c in against],
        "sources": _sources(kb, candidate.id, {c.id for c in (*speaks_for, *against)})[:sources],
    }


def _signed(c: Contribution) -> str:
    return f"{_SIGNS[c.sign]}{c.id}"


def _sources(kb: KnowledgeBase, disorder: str, ids: set[str]) -> list[str]:
    """Give the sources of what an entry says of these findings and results, else those of its summary."""
    if disorder not in kb.disorders:
        return []
    summary: list[str] = list(kb.disorders.plain(disorder)["summary"].get("sources", ()))
    return _stated(kb, disorder, ids) or summary


def _stated(kb: KnowledgeBase, disorder: str, ids: set[str]) -> list[str]:
    if disorder not in kb.disorders:
        return []
    entry = kb.disorders.plain(disorder)
    stated = [s for s in entry.get("findings", ()) if s["finding"] in ids]
    stated += [s for s in entry.get("tests", ()) if s["result"] in ids]
    return list(dict.fromkeys(source for s in stated for source in s.get("sources", ())))


def next_step(
    kb: KnowledgeBase, whole: Json, answer: Answer, story: Read, mentions: tuple[Mention, ...]
) -> Json:
    """Give what to do next: dangers, then the questions and where an answer leads.

    The sources of a question are those of the entry that a yes speaks for most.
    """
    best = sorted(whole["questions"], key=lambda q: -q["worth"])[:_QUESTIONS]
    questions = [q for q in whole["questions"] if q in best]
    calm: dict[str, Any] | None = whole["calm"]
    stop: dict[str, Any] | None = whole["stop"]
    if stop is not None and calm is not None:
        stop = part(stop, ("because", "text"))  # what is said of it stands under calm
    return {
        "red_flags": dangers(answer.red_flags, spoken_against(kb, answer)),
        "perhaps": [may_be(kb, possible) for possible in answer.perhaps],
        "calm": calm,
        "record": "next",
        "outside": OUTSIDE if whole["now"] and lies_outside(kb, answer) else None,
        "stop": stop,
        "now": _shares(whole["now"], 3),
        "questions": [
            {
                "id": q["id"],
                "tier": q["tier"],
                "ask": question(kb, q["id"], q["ask"]),
                "if_yes": _shares(q["if_yes"]),
                "if_no": _shares(q["if_no"], 1),
                "sources": _first(_stated(kb, e["id"], {q["id"]}) for e in q["if_yes"])[:1],
            }
            for q in questions
        ],
        "read": read(story, mentions),
        "unrecognised": whole["unrecognised"],
        "conflicts": list(story.conflicts),
        "notes": list(story.notes),
        "taken_as": list(story.taken),
        "more": _left(len(whole["questions"]) - len(questions), "questions"),
    }


def question(kb: KnowledgeBase, record_id: str, ask: str) -> str:
    """Ask for a result as for a finding: in a question."""
    if record_id not in kb.results:
        return ask
    test, result = kb.result_names[record_id]
    return f"{test}: does it show {inside(result)}?"


def _shares(effects: Json, most: int = 2) -> Json:
    return {e["id"]: round(e["probability"], 3) for e in effects[:most]}


def _first(found: Iterable[list[str]]) -> list[str]:
    return next((sources for sources in found if sources), [])


def raised(told: Iterable[Danger]) -> list[str]:
    """Name the disorders to which dangers point first."""
    return list(dict.fromkeys(d.points_to[0] for d in told if d.points_to))
