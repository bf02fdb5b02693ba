"""The answer to a question in brief: the dangers, the statements with their figures as fields, the cautions of a dose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from cramps.agents.brief import dangers, without_empty
from cramps.agents.next_calls import show
from cramps.output.formats.json import encoded
from cramps.output.views.forms import Json
from cramps.queries.answering.weighing_statements import tells_dose
from cramps.queries.parts import Part
from cramps.queries.statements import Said, joined, testing, treating

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase
    from cramps.queries.answering.answer import Asked
    from cramps.queries.answering.lines import Line
    from cramps.words.own_words import Category

#: Characters of the statements of a brief answer, those that are told in any case apart.
_ROOM: Final = 2_000
_TOLD: Final = frozenset[Part](["avoid", "when to worry", "not here"])
#: Sources of a statement; the full answer has all.
_SOURCES: Final = 3
#: Cautions of a medicine that are told with its dose.
_CAUTIONS: Final = 3
#: What the caution says that must not be missed.
_FORBIDDING: Final = "contraindicated"
#: Levels of a result that nothing was found by.
_NORMAL: Final = frozenset(["normal", "negative"])
#: Calls that lead on.
_CALLS: Final = 2


def asked(kb: KnowledgeBase, found: Asked) -> Json:
    """Shorten an answer to a question."""
    lines, behind = _fitting([_line(kb, line) for line in found.lines])
    cautions, left = cautions_of(kb, found, _CAUTIONS)
    if behind:
        left.insert(0, f"{behind} more statements: full=true")
    return {
        "red_flags": dangers(found.dangers),
        "record": "answer",
        "asked_for": list(found.parts),
        "read": taken(found),
        "unrecognised": list(found.unrecognised),
        "unanswered": list(found.unanswered),
        "lines": lines,
        "cautions": cautions,
        "more": left,
        "next_calls": follow(found),
    }


def _fitting(lines: list[Json]) -> tuple[list[Json], int]:
    """Give each statement once, and so many as there is room for; and count the rest.

    What is to be avoided or worried about is told whatever the room, and so is the first.
    """
    once = list({encoded(without_empty(line)): line for line in lines}.values())
    room = _ROOM
    shown: list[Json] = []
    for line in once:
        length = len(encoded(without_empty(line)))
        if not shown or line["part"] in _TOLD or length <= room:
            shown.append(line)
            room -= length
    return shown, len(once) - len(shown)


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
        "sources": list(line.sources[:_SOURCES]),
    }


def _figures(kb: KnowledgeBase, line: Line) -> tuple[dict[str, Any], str | None]:
    """Give what an entry has as fields behind a statement, and the rest of its text; the text where it has none."""
    if line.kind != "disorder":
        return {}, line.text
    disorder = kb.disorders[line.id]
    if given := _treatment(kb, disorder, line):
        told = {"stance": given.stance, "target": given.target, "dose": given.dose}
        return told, joined(given.note, given.evidence.figure)
    test = _test(kb, disorder, line)
    # Of a normal result the text says what it is worth: that it is seen confirms nothing.
    if test and kb.results[test.result][1].level not in _NORMAL:
        told = {
            "role": test.role,
            "sensitivity": test.sensitivity,
            "specificity": test.specificity,
            "frequency": test.frequency,
        }
        return told, test.remark
    return {}, line.text


def _treatment(
    kb: KnowledgeBase, disorder: model.Disorder, line: Line
) -> model.DisorderTreatment | None:
    """Give the treatment of an entry that a statement tells; None where it is not sure which."""
    said = next((s for s in treating(kb, disorder) if _is(s, line)), None)
    if said is None:
        return None
    meant = [
        t
        for t in disorder.treatments
        if (t.treatment, *said.ids[1:]) == said.ids
        and t.dose == said.dose
        and f"for {t.target}" in said.text
        and joined(t.note, t.evidence.figure) in said.text
        and set(t.sources) == set(said.sources)
    ]
    return meant[0] if len(meant) == 1 else None


def _test(kb: KnowledgeBase, disorder: model.Disorder, line: Line) -> model.DisorderTest | None:
    """Give the test result of an entry that a statement tells; None where it is not sure which."""
    said = next((s for s in testing(kb, disorder) if _is(s, line)), None)
    if said is None:
        return None
    meant = [
        t
        for t in disorder.tests
        if (t.test, t.result) == said.ids
        and (t.remark or "").rstrip(".;") in said.text
        and set(t.sources) == set(said.sources)
    ]
    return meant[0] if len(meant) == 1 else None


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
        forbidding = [c for c in all_of_it if _FORBIDDING in c.text.casefold()]
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
            given = _treatment(kb, kb.disorders[line.id], line)
            if given is not None and given.dose:
                yield given.treatment
