"""Danger first: what raises a rule, that it is said first everywhere, and that nothing hides it."""

import csv
import io
import json
import random
import shlex
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import project_base
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from cramps.api import Reference
from cramps.cases.case import Case, Measured
from cramps.cases.phenopackets import PhenopacketReader
from cramps.cases.reader import CaseReader, Told
from cramps.cli.interviewing import equivalent
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.conditions import Bounds, Condition, NumberBounds, forbidden
from cramps.opening import load
from cramps.ranking.danger import URGENCIES, DangerRules
from cramps.ranking.differential import Engine, Weights

Run = Callable[..., Any]
CasesOf = Callable[[KnowledgeBase], st.SearchStrategy[Case]]


# A second way to match, slow and plain: no index, no order, every rule looked at.


def lies_in(value: float, bounds: Bounds | NumberBounds) -> bool:
    limits = (
        (bounds.above, value.__gt__),
        (bounds.at_least, value.__ge__),
        (bounds.below, value.__lt__),
        (bounds.at_most, value.__le__),
    )
    return all(limit is None or holds(limit) for limit, holds in limits)


def holds(condition: Condition | str, case: Case, kb: KnowledgeBase) -> bool:
    groups = {group for drug in case.drugs for group in groups_of(drug, kb)}
    taken = {kb.drugs[group].finding for group in groups} - {None, *case.absent}
    there = {str(f) for f in {*case.present, *taken}}
    results = told_results(case.results, kb)
    there |= results & set(kb.findings)
    known = there.union(*(kb.broader(f) for f in there)) | results
    if isinstance(condition, str):
        return condition in known
    numbers = [m for m in case.numbers if condition.number and m.test == condition.number.test]
    return all(
        (
            all(holds(inner, case, kb) for inner in condition.all),
            not condition.any
            or sum(holds(inner, case, kb) for inner in condition.any) >= (condition.how_many or 1),
            not any(holds(inner, case, kb) for inner in condition.none),
            condition.told is None or condition.told in case.present,
            condition.drug is None or condition.drug in groups,
            condition.number is None
            or any(lies_in(m.value, condition.number) for m in numbers)
            or any(says(kb.results[r], condition.number) for r in results if r in kb.results),
            condition.age is None or (case.age is not None and lies_in(case.age, condition.age)),
            condition.sex is None or condition.sex == case.sex,
        )
    )


def told_results(results: Iterable[str], kb: KnowledgeBase) -> set[str]:
    found = set(results)
    for result in results:
        if result in kb.results:
            found |= told_results(kb.results[result][1].broader, kb)
    return found


def says(known: Any, bounds: NumberBounds) -> bool:
    """Tell whether a result's own limit leaves no number outside the bounds."""
    test, result = known
    lows = [v for v in (bounds.above, bounds.at_least) if v is not None]
    highs = [v for v in (bounds.below, bounds.at_most) if v is not None]
    if test.id != bounds.test or (lows and highs):
        return False
    if result.level == "low":
        top = result.at_most if result.below is None else result.below
        return top is not None and bool(highs) and top <= highs[0]
    floor = result.at_least if result.above is None else result.above
    return result.level == "high" and floor is not None and bool(lows) and floor >= lows[0]


def groups_of(drug: str, kb: KnowledgeBase) -> set[str]:
    return {drug}.union(*(groups_of(group, kb) for group in kb.drugs[drug].broader))


@st.composite
def dangerous(draw: st.DrawFn, engine: Engine) -> Case:
    """A case of what some rules ask for, so that many are raised."""
    kb = engine.kb
    rules = draw(st.lists(st.sampled_from(list(kb.red_flags)), min_size=1, max_size=3))
    asked = sorted({i for rule in rules for i in words_in(kb.red_flags[rule].when)})
    chosen = draw(st.lists(st.sampled_from(asked), max_size=8, unique=True))
    tests = sorted({t for rule in rules for t in measured_in(kb.red_flags[rule].when)})
    values = st.sampled_from([0.1, 1.0, 2.0, 4.5, 100.0, 118.0, 500.0, 48000.0])
    return Case(
        present=tuple(i for i in chosen if i in kb.findings),
        results=tuple(i for i in chosen if i in kb.results),
        drugs=tuple(i for i in chosen if i in kb.drugs),
        numbers=tuple(Measured(t, draw(values)) for t in tests if draw(st.booleans())),
        age=draw(st.sampled_from([None, 8.0, 40.0, 80.0])),
        sex=draw(st.sampled_from([None, "female", "male"])),
    )


def words_in(condition: Condition | str) -> set[str]:
    if isinstance(condition, str):
        return {condition}
    own = {word for word in (condition.told, condition.drug) if word}
    inner = (*condition.all, *condition.any, *condition.none)
    return own.union(*map(words_in, inner))


def measured_in(condition: Condition | str) -> set[str]:
    if isinstance(condition, str):
        return set()
    own = {condition.number.test} if condition.number else set()
    return own.union(*map(measured_in, (*condition.all, *condition.any, *condition.none)))


@given(data=st.data())
def test_the_index_finds_what_looking_at_every_rule_finds(engine: Engine, data: Any) -> None:
    case = data.draw(dangerous(engine))
    found = {danger.rule for danger in engine.dangers.raised(case)}
    assert found == {r.id for r in engine.kb.red_flags.values() if holds(r.when, case, engine.kb)}


@given(data=st.data())
def test_the_order_in_which_things_are_told_changes_nothing(engine: Engine, data: Any) -> None:
    case = data.draw(dangerous(engine))
    mixed = structs.replace(
        case,
        present=tuple(data.draw(st.permutations(case.present))),
        results=tuple(data.draw(st.permutations(case.results))),
        drugs=tuple(data.draw(st.permutations(case.drugs))),
    )
    one, other = engine.dangers.raised(case), engine.dangers.raised(mixed)
    assert [d.rule for d in one] == [d.rule for d in other]
    assert [set(d.raised_by) for d in one] == [set(d.raised_by) for d in other]


@given(data=st.data())
def test_more_that_is_known_removes_no_danger_unless_its_rule_says_so(
    engine: Engine, data: Any
) -> None:
    case = data.draw(dangerous(engine))
    added = data.draw(st.sampled_from(list(engine.kb.findings)))
    more = structs.replace(case, present=(*case.present, added))
    before = {danger.rule for danger in engine.dangers.raised(case)}
    lost = before - {danger.rule for danger in engine.dangers.raised(more)}
    for rule in lost:
        assert list(forbidden(engine.kb.red_flags[rule].when))


@pytest.fixture(scope="module")
def other_weights(engine: Engine) -> Engine:
    """What reasons on the same knowledge base with other weights."""
    return Engine(engine.kb, Weights(temper=0.1, maybe=0.9))


@given(data=st.data())
def test_a_danger_depends_on_no_ranking(
    engine: Engine, other_weights: Engine, data: Any, cases_of: CasesOf
) -> None:
    case = data.draw(cases_of(engine.kb))
    for setting in ("primary-care", "neurology", "none"):
        there = structs.replace(case, setting=setting)
        assert other_weights.differential(there).red_flags == engine.dangers.raised(case)


@given(data=st.data())
def test_what_raised_a_danger_was_told_and_is_enough(engine: Engine, data: Any) -> None:
    """Told again alone, it raises the same danger."""
    case = data.draw(dangerous(engine))
    for danger in engine.dangers.raised(case):
        by = set(danger.raised_by)
        alone = Case(
            present=tuple(f for f in case.present if f in by),
            results=tuple(r for r in case.results if r in by),
            drugs=tuple(d for d in case.drugs if d in by),
            numbers=tuple(m for m in case.numbers if str(m) in by),
            age=case.age if any(b.startswith("age=") for b in by) else None,
            sex=case.sex if any(b.startswith("sex=") for b in by) else None,
        )
        assert danger in engine.dangers.raised(alone)


def test_dangers_come_by_urgency(engine: Engine) -> None:
    everything = Case(present=tuple(engine.kb.findings))
    places = [URGENCIES.index(danger.urgency) for danger in engine.dangers.raised(everything)]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2}


@pytest.mark.parametrize(
    ("measured", "raised"),
    [
        (Measured("potassium", 2.4), True),
        (Measured("potassium", 2.5), False),
        (Measured("potassium", 2.5, bound="<"), True),
        (Measured("potassium", 3.0, bound="<"), False),
        (Measured("potassium", 2.4, bound=">"), False),
        (Measured("sodium", 2.4), False),
    ],
)
def test_a_number_raises_only_what_it_surely_means(
    engine: Engine, measured: Measured, raised: bool
) -> None:
    found = {danger.rule for danger in engine.dangers.raised(Case(numbers=(measured,)))}
    assert ("severe-hypokalaemia" in found) is raised


def test_what_is_denied_or_perhaps_there_raises_nothing(engine: Engine) -> None:
    for key in ("absent", "maybe"):
        case = structs.replace(Case(), **{key: ("ascending-weakness", "dark-urine", "weakness")})
        assert engine.dangers.raised(case) == ()
    # A circumstance that a drug would be does not hold against who denies it.
    case = Case(present=("weakness",), drugs=("statins",), absent=("statin-use",))
    assert "statin-myopathy" not in {danger.rule for danger in engine.dangers.raised(case)}


def test_words_that_were_not_understood_are_told_as_the_danger_that_they_may_mean(
    engine: Engine,
) -> None:
    told = Case(present=("sweating-increased", "pallor"), unread=("across my chest",))
    possible, *_ = engine.dangers.perhaps(told)
    assert (possible.words, possible.finding) == ("across my chest", "chest-pain")
    assert possible.danger.urgency == "now"
    for sure in (
        structs.replace(told, unread=()),
        structs.replace(told, unread=("on a Tuesday",)),
        structs.replace(told, absent=("chest-pain",)),
        structs.replace(told, present=("trismus", "muscle-spasms")),  # that is urgent as it stands
    ):
        assert engine.dangers.perhaps(sure) == ()


def test_a_critical_disorder_that_leads_is_told_as_a_danger_where_nothing_is_raised(
    engine: Engine,
) -> None:
    told = Case(present=("steroid-withdrawal", "abdominal-pain", "leg-cramps", "vomiting"))
    answer = engine.differential(told)
    assert answer.red_flags == ()
    (possible,) = answer.perhaps
    assert possible.leading == answer.candidates[0].id == "adrenal-insufficiency"
    assert engine.differential(Case(present=("nocturnal-cramps",))).perhaps == ()


@pytest.mark.parametrize(
    ("asked", "case", "raised"),
    [
        ("told: weakness", Case(present=("weakness",)), True),
        ("told: weakness", Case(present=("foot-drop",)), False),
        ("any: [weakness]", Case(present=("foot-drop",)), True),
        ("all: [weakness], sex: male", Case(present=("weakness",), sex="male"), True),
        ("all: [weakness], sex: male", Case(present=("weakness",), sex="female"), False),
        ("all: [weakness], sex: male", Case(present=("weakness",)), False),
        ("all: [weakness], age: {below: 16}", Case(present=("weakness",), age=15), True),
        ("all: [weakness], age: {below: 16}", Case(present=("weakness",), age=16), False),
        ("all: [weakness], age: {below: 16}", Case(present=("weakness",)), False),
        ("all: [weakness], age: {at_least: 65}", Case(present=("weakness",), age=65), True),
        ("all: [weakness], none: [cold]", Case(present=("weakness",)), True),
        ("all: [weakness], none: [cold]", Case(present=("weakness", "cold")), False),
        ("any: [weakness, cold], how_many: 2", Case(present=("weakness", "cold")), True),
        ("any: [weakness, cold], how_many: 2", Case(present=("weakness",)), False),
    ],
)
def test_a_condition_means_what_is_written(
    altered: Callable[..., Path], asked: str, case: Case, raised: bool
) -> None:
    old = "    any:\n      - weakness\n      - {all: [weakness, cold], age: {at_least: 65}}\n"
    rules = DangerRules(load(altered("red_flags", (old, f"    any:\n      - {{{asked}}}\n"))))
    assert bool(rules.raised(case)) is raised


def test_a_compiled_knowledge_base_raises_the_same(engine: Engine, real: Path) -> None:
    plain = DangerRules(project_base.knowledge())
    chance = random.Random(7)  # noqa: S311 (no secret)
    findings = list(engine.kb.findings)
    for _ in range(50):
        case = Case(present=tuple(chance.sample(findings, 6)))
        assert plain.raised(case) == engine.dangers.raised(case)


# Said first, in every form.

WORDS = ("--symptom", "dark urine", "--symptom", "weakness", "--drug", "atorvastatin")
NUMBER = ("--result", "ck=48000", "--age", "66")


@pytest.mark.parametrize("form", ["plain", "markdown", "table", "csv", "tsv", "json", "jsonl"])
@pytest.mark.parametrize("command", ["ddx", "next"])
def test_danger_stands_first_and_says_what_raised_it(
    run: Run, real: Path, command: str, form: str
) -> None:
    outcome = run(command, *WORDS, *NUMBER, "--format", form, data=real)
    assert outcome.code == 0
    if form in ("json", "jsonl"):
        first, *_ = json.loads(outcome.out)["red_flags"]
        assert first["rule"] == "rhabdomyolysis"
        assert {"dark-urine", "creatine-kinase=48000 U/L", "atorvastatin"} <= set(
            first["raised_by"]
        )
        assert "creatine kinase 48000 U/L" in first["raised_by_names"]
    elif form in ("csv", "tsv"):
        rows = csv.DictReader(io.StringIO(outcome.out), delimiter="," if form == "csv" else "\t")
        first = next(rows)
        assert (first["id"], first["urgency"]) == ("rhabdomyolysis", "now")
    else:
        top = outcome.out[: outcome.out.index("Rhabdomyolysis")]
        assert len(top.splitlines()) <= 3
        flat = " ".join(outcome.out.split())
        assert "creatine kinase 48000 U/L" in flat
        assert "fluids and monitoring" in flat


def test_an_interview_warns_at_once_and_ends_with_the_danger(
    run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("stop\n"))
    outcome = run("interview", "--symptom", "ascending weakness", data=real)
    assert "NOW: Weakness that climbs" in outcome.err
    assert outcome.out.startswith("flags NOW: Weakness that climbs")


def test_the_library_gives_the_dangers(engine: Engine) -> None:
    answer = Reference(engine.kb).differential(symptoms=["lockjaw", "spasms"])
    assert answer.red_flags[0].rule == "tetanus"
    assert answer.red_flags[0].raised_by == ("trismus", "muscle-spasms")
    assert answer.calm is None


def test_a_phenopacket_raises_by_terms_and_measurements(engine: Engine) -> None:
    quantity = {"unit": {"label": "mmol/L"}, "value": 2.1}
    packet = {
        "id": "p",
        "subject": {"sex": "MALE"},
        "phenotypicFeatures": [{"type": {"id": "HP:0001324"}}],
        "measurements": [
            {"assay": {"id": "LOINC:2823-3"}, "value": {"quantity": quantity}},
        ],
    }
    found = PhenopacketReader(CaseReader(engine.kb)).read(packet)
    (first, *_) = engine.differential(found.read.case).red_flags
    assert first.rule == "severe-hypokalaemia"
    assert "potassium=2.1 mmol/L" in first.raised_by


def test_a_number_that_means_no_result_counts_all_the_same(run: Run, real: Path) -> None:
    outcome = run("ddx", "--symptom", "confusion", "--result", "sodium=118", "--json", data=real)
    told = json.loads(outcome.out)
    assert told["red_flags"][0]["rule"] == "severe-hyponatraemia"


# Reading a rule.


def test_a_rule_is_read_and_all_are_listed(run: Run, real: Path) -> None:
    told = json.loads(run("overview", "red-flags", "--json", data=real).out)
    assert len(told) >= 60
    assert run("overview", "red-flags", "-q", data=real).out.split() == [r["id"] for r in told]
    one = run("overview", "rhabdomyolysis", data=real).out
    assert "creatine kinase >= 5000 U/L" in one
    assert "the editors' judgement" in one
    assert "PMID:27301374" in one


def test_every_rule_can_be_shown(run: Run, engine: Engine, real: Path) -> None:
    for rule in engine.kb.red_flags.values():
        outcome = run("overview", rule.id, data=real)
        assert outcome.code == 0
        assert rule.action in outcome.out


def test_an_entry_shows_its_rules(run: Run, real: Path) -> None:
    for more in ((), ("--full",)):
        out = " ".join(run("show", "als", *more, data=real).out.split())
        assert "SOON: Signs of slowly failing breathing muscles" in out
    assert "Here:" in out


def test_a_number_is_shown_and_repeated_as_it_was_told(run: Run, real: Path) -> None:
    """And in the unit of the rule beside it; what was calculated is calculated once."""
    words = ("--symptom", "cramps", "--result", "calcium=7.2 mg/dL")
    told = json.loads(run("ddx", *words, "--json", data=real).out)
    raised = next(d for d in told["red_flags"] if d["rule"] == "severe-hypocalcaemia")
    assert "calcium=7.2 mg/dL" in raised["raised_by"]
    assert "calcium 7.2 mg/dL = 1.8 mmol/L" in raised["raised_by_names"]


def test_the_command_of_an_interview_gives_the_numbers_before_they_were_corrected(
    engine: Engine,
) -> None:
    cases = CaseReader(engine.kb)
    read = cases.read(Told(results=("calcium=2.0 mmol/L", "albumin=20 g/L")))
    command = shlex.split(equivalent(read.case, read.numbers))
    assert "calcium=2 mmol/L" in command
    results = tuple(said for option, said in pairwise(command) if option == "--result")
    assert cases.read(Told(results=results)).case.numbers == read.case.numbers


def test_a_danger_that_no_disorder_lists_is_named_where_it_is_looked_for(
    run: Run, real: Path
) -> None:
    done = run("find", "--symptom", "radiating chest pain", data=real)
    assert done.code == 1
    assert "NOW: Chest pain" in done.err


def test_where_all_is_ordinary_the_critical_are_not_counted(
    run: Run, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    ordinary = run(
        "ddx", "night cramps in the calf, normal examination, 67", "--format", "table", data=real
    )
    other = run("ddx", "cramps, weakness, 67", "--format", "table", data=real)
    assert "critical disorders are not excluded" not in ordinary.out
    assert "critical disorders are not excluded" in other.out


def test_a_grade_whose_plain_result_is_explained_is_not_called_unknown(engine: Engine) -> None:
    read = CaseReader(engine.kb).read(Told(present=("cramps",), results=("calcium=1.7 mmol/L",)))
    assert "calcium-severely-low" in read.case.results
    assert "calcium-severely-low" not in engine.differential(read.case).unknown_to_all
