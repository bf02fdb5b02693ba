"""A finding, a test, a treatment or a drug on one screen: what was asked for first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cramps.knowledge import frequency, model
from cramps.output.views import assays
from cramps.output.views.closed_list_names import (
    NO_DIAGNOSIS,
    STANCES,
    TARGETS,
    inside,
    said,
)
from cramps.output.views.disorder_in_brief import first_sentences
from cramps.output.views.disorder_sections import test_figures
from cramps.output.views.forms import Bibliography, Brief, Point
from cramps.queries.answering.definitions import told_in_general
from cramps.queries.medicines import interactions
from cramps.queries.mentions import mentions
from cramps.queries.purposes_of_tests import purpose

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: What a disorder's entry says of a test, a treatment.
TestUse = tuple[model.Disorder, model.DisorderTest]
TreatmentUse = tuple[model.Disorder, model.DisorderTreatment]

#: Disorders in which a treatment is to be avoided that are named on a full screen.
_AVOIDED: Final = 5
#: Disorders named for each result.
_NAMED: Final = 4
#: The same where there is one result.
_NAMED_OF_ONE: Final = 12
#: Characters of names that a line has room for, with the number of those that are left out.
_A_LINE: Final = 55
_MORE: Final = f"More: --full, --references. {NO_DIAGNOSIS}"
#: How a caution begins that says in whom it must not be given.
_FORBIDDING: Final = "Contraindicated"
#: From what settles to what is only seen.
_ROLES: Final = ("confirm", "screen", "seen", "exclude", "monitor")


def _brief(
    record_id: str,
    title: str,
    kb: KnowledgeBase,
    write: Callable[[_Cite], Iterable[Point]],
) -> Brief:
    cite = Bibliography(kb)
    points = tuple(write(lambda text, node: text + cite.mark(node.sources[:1])))
    return Brief(title=title, id=record_id, points=points, more=_MORE, references=cite.references())


#: Marks a text with the first source of what says it.
_Cite = Callable[[str, model.Cited], str]


def _and_more(names: Sequence[str], most: int, joint: str = ", ") -> str:
    rest = len(names) - most
    return joint.join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def _in_a_line(names: Sequence[str]) -> str:
    """Name so many as a line has room for, and say how many more there are."""
    length = 0
    for number, name in enumerate(names):
        length += len(name) + 2
        if length > _A_LINE and number:
            return _and_more(names, number)
    return ", ".join(names)


# Findings.


def finding(
    kb: KnowledgeBase,
    record: model.Finding,
    seen: Sequence[tuple[model.Disorder, list[model.DisorderFinding]]],
) -> Brief:
    """Tell how to find it, what else it is called, and who has it, the most frequent first."""

    def points(cite: _Cite) -> Iterator[Point]:
        yield Point("look" if record.kind == "sign" else "ask", record.ask, least=2)
        for told in told_in_general(kb, record)[:1]:
            yield Point("known", cite(told.text, told), least=1, spare=1)
        kinds = [inside(kb.name("findings", i)) for i in kb.narrower.get(record.id, ())]
        above = [inside(kb.name("findings", i)) for i in record.broader]
        words = [*record.synonyms, *record.lay]
        for label, names in (("a kind of", above), ("kinds", kinds), ("words", words)):
            if names:
                yield Point(label, _in_a_line(names), least=1, spare=1)
        for place, (disorder, listed) in enumerate(seen):
            f = listed[0]
            kind = f"{inside(kb.name('findings', f.finding))}, " if f.finding != record.id else ""
            text = cite(f"{disorder.name}: {kind}{frequency.words(f.frequency)}", f)
            yield Point("" if place else "seen in", text, least=1, spare=place + 2)

    return _brief(
        record.id, f"{record.name} (in {len(seen)} disorder{'s' * (len(seen) != 1)})", kb, points
    )


# Tests.


def test(
    kb: KnowledgeBase,
    record: model.Test,
    shown: Sequence[model.Result],
    uses: Sequence[TestUse],
    *,
    record_id: str,
) -> Brief:
    """Tell what a test shows and, of each result, what it settles."""

    def points(cite: _Cite) -> Iterator[Point]:
        if record.about:
            about = record.about[0]
            yield Point("shows", cite(first_sentences(about.text), about), least=1)
        if record.assay and record.assay.limits:
            limits = [f"{of} {span}" for of, span in assays.limits(record, Bibliography(kb))[:-1]]
            yield Point("limits", "; ".join(limits), least=1, spare=1)
        for place, result in enumerate(shown):
            bearing = [(d, t) for d, t in uses if t.result == result.id]
            bearing.sort(key=lambda use: (_ROLES.index(use[1].role), -_often(use[1]), use[0].id))
            means = assays.meaning(record, result)
            told = not means or means in result.name
            name = result.name if told else f"{result.name} ({means})"
            if len(shown) == 1:
                yield Point("result", name)
                yield from _each_use(bearing, result, cite)
                return
            by_role = _by_role(bearing, result)
            text = f"{name}: {by_role}" if by_role else name
            yield Point("" if place else "results", text, least=1, spare=2 + place)

    return _brief(record_id, record.name, kb, points)


def _by_role(bearing: Sequence[TestUse], result: model.Result) -> str:
    by_purpose: dict[str, dict[str, None]] = {}
    for d, t in bearing:
        by_purpose.setdefault(purpose(t, result), {})[d.name] = None
    parts = (
        f"{what_for} {_and_more(list(names), _NAMED)}" for what_for, names in by_purpose.items()
    )
    return "; ".join(parts)


def _each_use(bearing: Sequence[TestUse], result: model.Result, cite: _Cite) -> Iterator[Point]:
    for place, (d, t) in enumerate(bearing):
        figures = "; ".join((purpose(t, result), *test_figures(t)))
        text = cite(f"{d.name}: {figures}", t)
        yield Point("" if place else "in", text, least=1, spare=place + 2)


def _often(use: model.DisorderTest) -> float:
    return frequency.middle(use.specificity or use.sensitivity or use.frequency)


# Treatments.


def treatment(kb: KnowledgeBase, record: model.Treatment, uses: Sequence[TreatmentUse]) -> Brief:
    """Tell where to avoid it, the doses, what to beware of, and what is known."""

    def points(cite: _Cite) -> Iterator[Point]:
        avoided = [(d, t) for d, t in uses if t.stance == "avoid"]
        if avoided:
            names = list(dict.fromkeys(cite(d.name, t) for d, t in avoided))
            left = len(names[_AVOIDED:])
            more = f"; and {left} more" if left else ""
            fewer = f"in {'; '.join(names[:_AVOIDED])}{more}"
            yield Point(STANCES["avoid"], f"in {'; '.join(names)}", shorter=(fewer,))
        given = [(d, t) for d, t in uses if t.stance != "avoid"]
        given.sort(key=lambda use: (list(STANCES).index(use[1].stance), use[0].id))
        dosed = [(d, t) for d, t in given if t.dose]
        for place, (d, t) in enumerate(dosed):
            dose = (t.dose or "").rstrip(".")
            text = f"{d.name}: {dose} ({STANCES[t.stance]} for {TARGETS[t.target]})"
            # Never shortened: half a dose is worse than none.
            yield Point("dose" if not place else "", cite(text, t), spare=place + 4)
        yield from _cautions(record, cite)
        rest = [
            f"{d.name} ({STANCES[t.stance]} for {TARGETS[t.target]})"
            for d, t in given
            if not t.dose
        ]
        if rest:
            label = "also for" if dosed else "for"
            yield Point(label, "; ".join(rest), least=2 if not dosed else 1, spare=19)
        for place, s in enumerate(record.about):
            label = "" if place else "known"
            yield Point(label, cite(s.text, s), least=2 if not place else 1, spare=20 + place)
        called = [said(record.class_), *([record.subclass] if record.subclass else [])]
        text = ", ".join((*called, *record.synonyms))
        yield Point("class", text, least=1, spare=30)

    return _brief(record.id, record.name, kb, points)


def _avoided(kb: KnowledgeBase, drug_id: str, cite: _Cite) -> Iterator[Point]:
    """Tell of a drug that is a treatment too where it is to be avoided as one."""
    if drug_id not in kb.treatments:
        return
    entries = (kb.disorders[d] for d in mentions(kb).with_treatment(drug_id))
    uses = ((d, t) for d in entries for t in d.treatments if t.treatment == drug_id)
    names = dict.fromkeys(cite(d.name, t) for d, t in uses if t.stance == "avoid")
    if names:
        yield Point(STANCES["avoid"], f"as a treatment in {'; '.join(names)}", least=2)


def _cautions(record: model.Treatment, cite: _Cite) -> Iterator[Point]:
    cautions = sorted(record.cautions, key=lambda s: not s.text.startswith(_FORBIDDING))
    for place, s in enumerate(cautions):
        label = "" if place else "beware"
        # Whole: of a caution that is cut nobody knows in whom it holds.
        text = cite(s.text if not place else first_sentences(s.text), s)
        yield Point(label, text, spare=place and place + 5)


# Drugs.


def drug(kb: KnowledgeBase, record: model.Drug, link: str, ways: Sequence[str]) -> Brief:
    """Tell how sure it is that a drug causes cramps, how many get them, and what to do."""

    def points(cite: _Cite) -> Iterator[Point]:
        yield Point("cramps", f"{link}, by way of {', '.join(ways)}" if ways else link)
        yield from _avoided(kb, record.id, cite)
        for place, e in enumerate(record.effects):
            figure = f" ({e.figure})" if e.figure else ""
            text = cite(f"{said(e.phenomenon)}: {e.text}{figure}", e)
            yield Point("" if place else "effect", text, least=2, spare=place and place + 10)
        for place, a in enumerate(record.advice):
            yield Point("" if place else "do", cite(a.text, a), least=2, spare=place and place + 5)
        groups = [kb.drugs[d] for d in record.broader if not record.advice]
        advised = [(group, a) for group in groups for a in group.advice]
        for place, (group, a) in enumerate(advised):
            text = cite(f"{group.name}: {a.text}", a)
            yield Point("" if place else "do", text, spare=place and place + 5)
        for place, i in enumerate(interactions(kb, record)):
            names = ", ".join(kb.name("drugs", other) for other in i.with_)
            text = cite(f"{names}: {i.text}", i)
            yield Point("" if place else "with", text, least=2, spare=place and place + 6)
        if record.causes:
            names = ", ".join(kb.name("disorders", d) for d in record.causes)
            yield Point("look for", names, least=1)
        called = [record.class_, *record.synonyms, *record.trade_names]
        called += [kb.name("drugs", d) for d in record.broader]
        yield Point("called", ", ".join(called), least=1, spare=30)

    return _brief(record.id, record.name, kb, points)
