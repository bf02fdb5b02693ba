"""A disorder on one screen: what it is, how its cramps behave, what tells it, what to give and what not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import TYPE_CHECKING, Final

from cramps.knowledge import frequency, model
from cramps.late_regex import late_regex
from cramps.output.views.closed_list_names import (
    NO_DIAGNOSIS,
    STANCES,
    TARGETS,
    URGENCY,
    contracts,
    inside,
    said,
    span,
)
from cramps.output.views.disorder_sections import test_figures, with_figure
from cramps.output.views.forms import Bibliography, Brief, Point
from cramps.output.views.whole_clauses import down_to_one_sentence
from cramps.queries.mentions import mentions
from cramps.queries.treatment_order import by_stance

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: How many of each a screen has room for.
_TELLING: Final = 3
_GIVEN: Final = 3
_TESTS: Final = 2
_LOOKALIKES: Final = 2
_ALIASES: Final = 4
#: A sentence of fewer characters seldom says anything without the next.
_SHORT: Final = 60
#: What is reckoned with where an entry lists something without a frequency.
_UNKNOWN: Final = 0.4
#: Patients that a count is taken to have besides its own, with half of them affected.
_DOUBT: Final = 4
_SENTENCE = late_regex(r"(?<=[A-Za-z0-9)%]\.)\s+(?=[A-Z])")


def brief(kb: KnowledgeBase, disorder: model.Disorder) -> Brief:
    """Write the screen of a disorder."""
    writer = _Writer(kb, disorder)
    points = tuple(writer.points())
    return Brief(
        title=disorder.name,
        id=disorder.id,
        points=points,
        more=f"More: --full, --section NAME, --references. {NO_DIAGNOSIS}",
        references=writer.cite.references(),
    )


def _fewer(told: Sequence[str], between: str) -> tuple[str, ...]:
    """Give ever fewer of what is told, down to the first."""
    return tuple(between.join(told[:number]) for number in range(len(told) - 1, 0, -1))


def first_sentences(text: str) -> str:
    """Give the first sentence, and the next ones while it is too short to stand alone."""
    told = ""
    for sentence in _SENTENCE.split(text):
        if len(told) >= _SHORT:
            break
        told = f"{told} {sentence}".strip()
    return told


class _Writer:
    def __init__(self, kb: KnowledgeBase, disorder: model.Disorder) -> None:
        self.kb = kb
        self.d = disorder
        self.cite = Bibliography(kb)

    def points(self) -> Iterator[Point]:
        d = self.d
        mark = self._cited("", d.summary)
        first, *shorter = (f"{told}{mark}" for told in down_to_one_sentence(d.summary.text))
        yield Point("is", first, shorter=tuple(shorter))
        critical = "; critical: not to be missed" if d.critical else ""
        depth = "; entry in brief only" if d.depth == "brief" else ""
        yield Point("contracts", f"{contracts(d.phenomenon)}{critical}{depth}")
        yield from self._begins()
        yield from self._cramps()
        yield from self._findings()
        yield from self._tests()
        yield from self._treatments()
        yield from self._dangers()
        yield from self._lookalikes()

    def _cited(self, text: str, node: model.Cited) -> str:
        """Give a statement with its first source; the sections name them all."""
        return text + self.cite.mark(node.sources[:1])

    def _begins(self) -> Iterator[Point]:
        """Tell when it begins and how it is inherited, with the genes."""
        told = []
        if (onset := self.d.onset).sources:
            told.append(self._cited(span(onset.bands), onset))
        if i := self.d.inheritance:
            genes = f"gene{'s' if len(i.genes) > 1 else ''} {', '.join(i.genes)}" if i.genes else ""
            parts = (", ".join(map(said, i.modes)), genes)
            told.append(self._cited(", ".join(part for part in parts if part), i))
        if told:
            yield Point("begins", "; ".join(told), shorter=_fewer(told, "; "), spare=1)

    def _cramps(self) -> Iterator[Point]:
        c = self.d.cramps
        told = (
            [self._cited(first_sentences(with_figure(c.frequency)), c.frequency)]
            if c.frequency
            else []
        )
        behave = (c.character, c.timing, c.provoked_by, c.site)
        told += [self._cited(first_sentences(s.text), s) for s in behave if s][:2]
        if told:
            shorter = (*_fewer(told, " "), *down_to_one_sentence(told[0])[1:])
            yield Point("cramps", " ".join(told), shorter=shorter)

    def _findings(self) -> Iterator[Point]:
        told = []
        for f in telling(self.kb, self.d)[:_TELLING]:
            name = inside(self.kb.name("findings", f.finding))
            share = f" {frequency.words(f.frequency)}" if f.frequency else ""
            told.append(self._cited(f"{name}{share}", f))
        if told:
            yield Point("telling", "; ".join(told), shorter=_fewer(told, "; "))

    def _tests(self) -> Iterator[Point]:
        told = []
        for t in settling(self.d)[:_TESTS]:
            test, result = self.kb.result_names[t.result]
            figures = "; ".join(test_figures(t))
            text = f"{test}: {inside(result)}"
            told.append(self._cited(f"{text} ({figures})" if figures else text, t))
        if told:
            yield Point("test", "; ".join(told), shorter=_fewer(told, "; "))

    def _treatments(self) -> Iterator[Point]:
        given = [t for t in self.d.treatments if t.stance != "avoid"]
        # a reference of cramps: a medicine for them goes before those for the disorder
        given.sort(key=lambda t: (t.target != "cramps" or not t.dose, by_stance(t)))
        first_line = next((t for t in given if t.stance == "first-line"), None)
        for place, t in enumerate(given[:_GIVEN]):
            dose = f": {t.dose.rstrip('.')}" if t.dose else ""
            text = f"{self._name(t)}{dose} ({STANCES[t.stance]} for {TARGETS[t.target]})"
            # Never shortened: half a dose is worse than none.
            spare = 0 if not place or t is first_line else place + 3
            yield Point("give" if not place else "", self._cited(text, t), spare=spare)
        avoid = [t for t in self.d.treatments if t.stance == "avoid"]
        if avoid:
            told = [self._cited(self._name(t), t) for t in avoid]
            yield Point(STANCES["avoid"], "; ".join(told))

    def _name(self, t: model.DisorderTreatment) -> str:
        return inside(self.kb.name("treatments", t.treatment))

    def _dangers(self) -> Iterator[Point]:
        rules = [self.kb.red_flags[f.rule] for f in self.d.red_flags]
        rules.sort(key=lambda rule: list(URGENCY).index(rule.urgency))
        for rule in rules[:1]:
            text = self._cited(f"{rule.name}: {rule.action}", rule)
            yield Point(URGENCY[rule.urgency], text)
        if rules[1:]:
            named = (f"{URGENCY[r.urgency]} {inside(r.name)}" for r in rules[1:])
            yield Point("also", "; ".join(named), spare=1)

    def _lookalikes(self) -> Iterator[Point]:
        alike = self.d.lookalikes[:_LOOKALIKES]
        names = [self.kb.name("disorders", x.disorder) for x in alike]
        texts = [
            self._cited(f"{name}: {first_sentences(x.text)}", x)
            for name, x in zip(names, alike, strict=True)
        ]
        if not texts:
            return
        # of each whole, then of the first, then the names alone
        fewer = (
            f"{' '.join(texts[:n])} {'; '.join(names[n:])}" for n in range(len(texts) - 1, 0, -1)
        )
        yield Point("unlike", " ".join(texts), shorter=(*fewer, "; ".join(names)), spare=2)


def telling(kb: KnowledgeBase, disorder: model.Disorder) -> list[model.DisorderFinding]:
    """Sort findings by how well they tell the disorder: frequent in it, and listed in few others.

    A count of few patients is drawn towards one half. What an entry excludes tells nothing here.
    """
    known = mentions(kb)
    everyone = len(kb.disorders)

    def weight(f: model.DisorderFinding) -> float:
        others = known.showing(f.finding)
        return _share(f.frequency) * log((everyone + 1) / (others or 1))

    there = [
        f
        for f in disorder.findings
        if not frequency.is_never(f.frequency) and not kb.findings[f.finding].normal
    ]
    return sorted(there, key=lambda f: (-weight(f), f.finding))


def _share(text: str | None) -> float:
    if text is None:
        return _UNKNOWN
    parsed = frequency.parse(text)
    if parsed.seen is None or parsed.examined is None:
        return parsed.middle
    return (parsed.seen + _DOUBT / 2) / (parsed.examined + _DOUBT)


def settling(disorder: model.Disorder) -> list[model.DisorderTest]:
    """Sort tests by how well they settle the disorder: what defines it, what confirms it, then the rest.

    Among them the entry's order stands: a test with a figure is no better for having one.
    """
    return sorted(disorder.tests, key=lambda t: (not t.defines, t.role != "confirm"))
