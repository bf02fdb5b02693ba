"""The tests or the treatments of a disorder on one screen: what settles it, what to give, what to avoid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from cramps.knowledge import closed_lists, model
from cramps.output.views.closed_list_names import (
    NO_DIAGNOSIS,
    STANCES,
    TARGETS,
    inside,
)
from cramps.output.views.disorder_in_brief import settling
from cramps.output.views.disorder_sections import test_figures
from cramps.output.views.forms import Bibliography, Brief, Point
from cramps.queries.purposes_of_tests import NOT_EXCLUDED, purpose
from cramps.queries.treatment_order import by_stance

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


def tests(kb: KnowledgeBase, disorder: model.Disorder) -> Brief:
    """Tell which tests settle a disorder, then what the others show in it."""
    cite = Bibliography(kb)
    return _brief(disorder, "tests", tuple(_tests(kb, disorder, cite)), cite)


def treatments(kb: KnowledgeBase, disorder: model.Disorder) -> Brief:
    """Tell what to avoid in a disorder, then what to give, each dose whole, then what is said of it."""
    cite = Bibliography(kb)
    return _brief(disorder, "treatments", tuple(_treatments(kb, disorder, cite)), cite)


#: Sections of a card of which a screen has room for the answer only.
PARTS: Final[dict[closed_lists.CardSection, Callable[[KnowledgeBase, model.Disorder], Brief]]] = {
    "tests": tests,
    "treatments": treatments,
}


def _brief(
    disorder: model.Disorder, what: str, points: tuple[Point, ...], cite: Bibliography
) -> Brief:
    return Brief(
        title=f"{disorder.name}: {what}",
        id=disorder.id,
        points=points or (Point("", f"No {what} are listed."),),
        more=f"More: --full, --references, cramps show {disorder.id}. {NO_DIAGNOSIS}",
        references=cite.references(),
    )


def _tests(kb: KnowledgeBase, disorder: model.Disorder, cite: Bibliography) -> Iterator[Point]:
    before = None

    def label_of(t: model.DisorderTest) -> str:
        return "it is defined by" if t.defines else purpose(t, kb.results[t.result][1])

    shown = sorted(
        settling(disorder),
        key=lambda t: (not t.defines, label_of(t) == NOT_EXCLUDED, _ROLES.index(t.role)),
    )
    for place, t in enumerate(shown):
        label = label_of(t)
        test, result = kb.result_names[t.result]
        told = "; ".join((*test_figures(t), *([t.remark] if t.remark else [])))
        text = f"{test}: {inside(result)}{f' ({told})' if told else ''}"
        text += cite.mark(t.sources[:1])
        yield Point("" if label == before else label, text, least=1, spare=place)
        before = label


#: From what settles to what only follows the course.
_ROLES: Final[tuple[closed_lists.TestRole, ...]] = (
    "confirm",
    "screen",
    "seen",
    "exclude",
    "monitor",
)


def _treatments(kb: KnowledgeBase, disorder: model.Disorder, cite: Bibliography) -> Iterator[Point]:
    def named(t: model.DisorderTreatment) -> str:
        return inside(kb.name("treatments", t.treatment))

    listed = sorted(disorder.treatments, key=by_stance)
    avoided = [t for t in listed if t.stance == "avoid"]
    given = [t for t in listed if t.stance != "avoid"]
    for place, t in enumerate(avoided):
        note = f": {t.note.rstrip('.')}" if t.note else ""
        text = named(t) + note + cite.mark(t.sources[:1])
        yield Point("" if place else STANCES["avoid"], text, least=1)
    for place, t in enumerate(given):
        dose = f": {t.dose.rstrip('.')}" if t.dose else ""
        text = f"{named(t)}{dose} ({STANCES[t.stance]} for {TARGETS[t.target]})"
        # Never shortened: half a dose is worse than none.
        yield Point(
            "" if place else "give", text + cite.mark(t.sources[:1]), spare=place and place + 40
        )
    noted = [(t, said) for t in given if (said := _said(t))]
    for place, (t, said) in enumerate(noted):
        text = f"{named(t)}: {said}{cite.mark(t.sources[:1])}"
        yield Point("" if place else "known", text, least=1, spare=place + 100)


def _said(t: model.DisorderTreatment) -> str:
    """Give what is said of a treatment besides its dose: the caution, then what was counted."""
    told = (part.rstrip(".") for part in (t.note, t.evidence.figure) if part)
    return "; ".join(told)
