"""The answer to a question in brief: the dangers, the statements with their figures as fields, the cautions of a dose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from cramps.agents.brief import dangers
from cramps.agents.calls import show
from cramps.output.views.forms import Json
from cramps.queries.statements import Said, joined, testing, treating
from cramps.queries.weighed import tells_dose

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.ask import Asked
    from cramps.queries.lines import Line
    from cramps.words.word_index import Category

#: Cautions of a medicine that are told with its dose.
_CAUTIONS: Final = 3
#: How the caution begins that must not be missed.
_FORBIDDING: Final = "contraindicated"
#: Calls that lead on.
_CALLS: Final = 2


def asked(kb: KnowledgeBase, found: Asked) -> Json:
    """Shorten an answer to a question."""
    cautions, left = cautions_of(kb, found, _CAUTIONS)
    return {
        "red_flags": dangers(found.dangers),
        "record": "answer",
        "asked_for": list(found.parts),
        "read": taken(found),
        "unrecognised": list(found.unrecognised),
        "lines": [_line(kb, line) for line in found.lines],
        "cautions": cautions,
        "more": left,
        "next_calls": follow(found),
    }


def taken(found: Asked) -> list[Json]:
    """Tell what the words of a question were taken for, each record once."""
    once: dict[str, Json] = {}
    guessed = {t.id for t in found.guessed}
    for t in found.records:
        told = {"text": t.text, "kind": t.kind, "id": t.id}
        if t.id not in once:
            once[t.id] = {**told, "guessed": True} if t.id in guessed else told
    return list(once.values())


def follow(found: Asked) -> list[Json]:
    """Give the calls that show what was named, and what the first statement is of."""
    named: list[tuple[Category, str]] = [(line.kind, line.id) for line in found.lines[:1]]
    named += [(t.kind, t.id) for t in found.records]
    by_id = {i: kind for kind, i in reversed(named)}
    once = dict.fromkeys(i for _, i in named)
    return [show(i, by_id[i]) for i in list(once)[:_CALLS]]


def _line(kb: KnowledgeBase, line: Line) -> Json:
    fields, text = _figures(kb, line)
    return {
        "kind": line.kind,
        "id": line.id,
        "name": line.name,
        "part": line.part,
        "about": None if line.about == line.name else line.about,
        **fields,
        "text": text,
        "sources": list(line.sources),
    }


def _figures(kb: KnowledgeBase, line: Line) -> tuple[dict[str, Any], str | None]:
    """Give what an entry has as fields behind a statement, and the rest of its text; the text where it has none."""
    if line.kind != "disorder":
        return {}, line.text
    disorder = kb.disorders[line.id]
    # The dangers stand behind the treatments, and have no figures.
    for given, said in zip(disorder.treatments, treating(kb, disorder), strict=False):
        if _is(said, line):
            told = {"stance": given.stance, "target": given.target, "dose": given.dose}
            return told, joined(given.note, given.evidence.figure)
    for test, said in zip(disorder.tests, testing(kb, disorder), strict=True):
        if _is(said, line):
            told = {
                "role": test.role,
                "sensitivity": test.sensitivity,
                "specificity": test.specificity,
                "frequency": test.frequency,
            }
            return told, test.remark
    return {}, line.text


def _is(said: Said, line: Line) -> bool:
    return said.about == line.about and line.text in (said.text, said.dose_first)


def cautions_of(
    kb: KnowledgeBase, found: Asked, most: int | None = None
) -> tuple[list[Json], list[str]]:
    """Give the cautions of every medicine of which a dose is told, what forbids it first; and what is left.

    With ``most`` so many of each, less what the statements tell already; what forbids it in any case.
    """
    told = {line.text for line in found.lines}
    avoided = sum(line.part == "avoid" for line in found.lines)
    cautions: list[Json] = []
    left: list[str] = []
    for treatment_id in dict.fromkeys(_dosed(kb, found.lines)):
        all_of_it = [c for c in kb.treatments[treatment_id].cautions if c.text not in told]
        forbidding = [c for c in all_of_it if c.text.casefold().startswith(_FORBIDDING)]
        all_of_it = [*forbidding, *(c for c in all_of_it if c not in forbidding)]
        room = len(all_of_it) if most is None else max(1, len(forbidding), most - avoided)
        cautions += [
            {"treatment": treatment_id, "text": c.text, "sources": list(c.sources)}
            for c in all_of_it[:room]
        ]
        if (more := len(all_of_it) - room) > 0:
            left.append(f"{more} more cautions: show {treatment_id}, kind=treatment, full=true")
    return cautions, left


def _dosed(kb: KnowledgeBase, lines: tuple[Line, ...]) -> Iterator[str]:
    """Give the medicines of which a statement tells a dose."""
    for line in lines:
        if line.kind == "treatment" and tells_dose(line.text):
            yield line.id
        elif line.kind == "disorder":
            for given, said in zip(
                kb.disorders[line.id].treatments, treating(kb, kb.disorders[line.id]), strict=False
            ):
                if given.dose and _is(said, line):
                    yield given.treatment
