"""Whatever record is asked for, its answer is on one screen of 80 x 24, and no word of it is broken."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import project_base
import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.knowledge.base import KnowledgeBase
from cramps.output.formats import screen
from cramps.output.formats.layout import CUT, Text, paint
from cramps.output.views import drugs, matches, vocabulary
from cramps.output.views.disorder_card import card
from cramps.output.views.forms import Brief, Card
from cramps.output.views.overview import steps
from cramps.queries.full_text import search_any

ROOT = Path(__file__).parents[2]
LINES = 22
WIDTHS = (60, 80, 120, 200)

#: The questions that clinicians asked of it first (``ask`` must answer any of them on a screen).
ASKED = (
    "cramps, brisk reflexes, wasted hand",
    "which EMG finding separates Isaacs from cramp-fasciculation syndrome",
    "mexiletine dose in ALS cramps",
    "which test for McArdle",
    "what to avoid in hyperkalaemic periodic paralysis",
    "when to treat hypocalcaemia",
    "CK 3000 and cramps",
    "cramps on dialysis",
    "cramps in pregnancy",
    "cramps in cirrhosis",
    "cramps in heat",
    "statin and cramps",
    "may I give quinine?",
    "intravenous magnesium dose",
    "potassium in an attack of hypokalaemic paralysis",
    "oxaliplatin and cramps",
    "B12 dose",
    "edaravone",
    "myotonia congenita",
    "cramp or spasm?",
    "Babinski",
    "magnesium in pregnancy",
)


@cache
def real_kb() -> KnowledgeBase:
    """The project's own knowledge base."""
    return project_base.knowledge()


def _cards(kb: KnowledgeBase) -> Iterator[tuple[str, Card]]:
    for disorder in kb.disorders:
        yield f"show {disorder}", card(kb, disorder)
        yield f"tests {disorder}", card(kb, disorder, ["tests"])
        yield f"treatments {disorder}", card(kb, disorder, ["treatments"])
    for finding in kb.findings.values():
        yield f"symptoms {finding.id}", vocabulary.finding_card(kb, finding)
    for test in kb.tests.values():
        yield f"tests {test.id}", vocabulary.test_card(kb, test)
        for result in test.results:
            yield f"tests {result.id}", vocabulary.test_card(kb, test, result.id)
    for treatment in kb.treatments.values():
        yield f"treatments {treatment.id}", vocabulary.treatment_card(kb, treatment)
    for drug in kb.drugs.values():
        yield f"drugs {drug.id}", drugs.card(kb, drug)


@cache
def _briefs() -> tuple[tuple[str, Brief], ...]:
    return tuple(_written(real_kb()))


def _written(kb: KnowledgeBase) -> Iterator[tuple[str, Brief]]:
    for name, made in _cards(kb):
        assert made.first, name
        yield name, made.first()
    workup = [s for s in kb.overview.values() if s.part == "workup"]
    yield "workup", steps(kb, workup, "workup")
    for words in ("quinine", "cramp", "painless", "potassium paralysis", "magnesium in pregnancy"):
        listing = matches.passages(search_any(kb, words).passages)
        assert listing.first
        shown = listing.first()
        assert isinstance(shown, Brief)
        yield f"search {words}", shown


def _shown(lines: list[Text]) -> str:
    return paint(lines, colored=False, links=False)


def test_every_record_is_answered_in_22_lines_of_80_columns() -> None:
    long = {}
    for name, brief in _briefs():
        shown = _shown(screen.render(brief, 80)).splitlines()
        if len(shown) > LINES or max(map(len, shown)) > 80:
            long[name] = len(shown)
    assert long == {}


@pytest.mark.parametrize("room", WIDTHS)
def test_no_word_of_any_record_is_broken(room: int) -> None:
    for name, brief in _briefs():
        told = {brief.title, brief.id, brief.more, *(p.label for p in brief.points)}
        versions = (text for p in brief.points for text in (p.text, *p.shorter))
        words = set(" ".join((*told, *versions)).split())
        words |= {CUT, "More", "left", "out):"}
        shown = set(_shown(screen.render(brief, room)).split())
        broken = {w for w in shown - words if not re.fullmatch(r"\(\d+|\W+", w)}
        # An id or a code that is longer than a line has nowhere to go whole.
        longest = [w for w in words if len(w) > room - 20]
        assert {w for w in broken if not any(w in long for long in longest)} == set(), name


def test_a_dose_in_the_treatments_of_a_disorder_is_whole_or_not_there() -> None:
    kb = real_kb()
    doses = 0
    for disorder in kb.disorders.values():
        made = card(kb, disorder.id, ["treatments"])
        assert made.first
        told = " ".join(_shown(screen.render(made.first(), 80)).split())
        for t in disorder.treatments:
            if t.stance == "avoid":
                assert kb.treatments[t.treatment].name.casefold() in told.casefold(), disorder.id
            elif t.dose:
                dose = " ".join(t.dose.rstrip(".").split())
                first = ": " + " ".join(dose.split()[:4])
                assert first not in told or dose in told, (disorder.id, dose)
                doses += dose in told
    assert doses > 50


def test_what_is_to_be_avoided_stands_before_what_is_given() -> None:
    kb = real_kb()
    seen = 0
    for disorder in kb.disorders.values():
        first = card(kb, disorder.id, ["treatments"]).first
        assert first
        labels = [p.label for p in first().points]
        if "AVOID" in labels and "give" in labels:
            assert labels.index("AVOID") < labels.index("give"), disorder.id
            seen += 1
    assert seen


def _lines(run: Run, real: Path, *call: str) -> int:
    outcome = run(*call, "--format", "table", data=real)
    assert outcome.code in (0, 1)
    lines = [*outcome.out.splitlines(), *outcome.err.splitlines()]
    assert max(map(len, outcome.out.splitlines()), default=0) <= 80, call
    return len(lines)


@pytest.mark.parametrize("question", ASKED)
def test_a_question_of_clinicians_is_answered_on_one_screen(
    run: Run, real: Path, question: str
) -> None:
    assert _lines(run, real, "ask", question) <= LINES


DISORDERS = st.deferred(lambda: st.sampled_from(sorted(real_kb().disorders)))
FINDINGS = st.deferred(lambda: st.sampled_from(sorted(real_kb().findings)))
DRUGS = st.deferred(lambda: st.sampled_from(sorted(real_kb().drugs)))
SAMPLES: dict[str, st.SearchStrategy[tuple[str, ...]]] = {
    "ask": st.tuples(
        st.just("ask"),
        st.sampled_from(
            ["dose in", "what to avoid in", "which test for", "what helps in", "causes of", ""]
        ),
        DISORDERS.map(lambda i: real_kb().name("disorders", i)),
    ),
    "ask of findings": st.tuples(
        st.just("ask"), FINDINGS.map(lambda i: real_kb().name("findings", i))
    ),
    "find": st.tuples(st.just("find"), st.just("--symptom"), FINDINGS),
    "next": st.tuples(st.just("next"), st.just("--symptom"), FINDINGS),
    "ddx": st.tuples(st.just("ddx"), st.just("--symptom"), FINDINGS),
    "compare": st.tuples(st.just("compare"), DISORDERS, DISORDERS).filter(lambda c: c[1] != c[2]),
    "drugs": st.lists(DRUGS, min_size=1, max_size=9, unique=True).map(
        lambda names: ("drugs", "--check", *names)
    ),
    "search": st.tuples(st.just("search"), FINDINGS.map(lambda i: real_kb().name("findings", i))),
}


@pytest.mark.parametrize("command", SAMPLES)
def test_any_call_is_answered_on_one_screen(run: Run, real: Path, command: str) -> None:
    # A call of some commands takes a second.
    @settings(max_examples=6 if command in ("next", "ddx", "ask") else 15)
    @given(SAMPLES[command])
    def check(call: tuple[str, ...]) -> None:
        assert _lines(run, real, *call) <= LINES, call

    check()
