"""What to ask next: never what is known, always what it promises to be worth."""

from math import isfinite, log2
from typing import Any, get_args

import pytest
from conftest import LONG, CasesOf
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from cramps.errors import BadQuery
from cramps.knowledge import closed_lists, model
from cramps.knowledge.base import KnowledgeBase
from cramps.ranking.danger_questions import DangerQuestions, settling
from cramps.ranking.differential import (
    NONE_OF_THESE,
    Case,
    Engine,
    Observation,
    Weights,
    calibrated,
)
from cramps.ranking.next_step import (
    COST,
    ON_SCREEN,
    TIERS,
    WITHOUT_TESTS,
    WORTHLESS,
    Plan,
    Question,
    changes,
    history,
    plan,
    questions,
)
from cramps.weighing.tables import Sign


def _known(kb: KnowledgeBase, case: Case) -> set[str]:
    """What a case answers, by itself, by what it implies, or by a contrary."""
    there = {*case.present, *(above for f in case.present for above in kb.broader(f))}
    gone = {*case.absent, *(below for f in case.absent for below in kb.narrower.get(f, ()))}
    contrary = {
        narrow
        for one in kb.findings.values()
        for other in one.excludes
        for this, that in ((one.id, other), (other, one.id))
        if this in there
        for narrow in (that, *kb.narrower.get(that, ()))
    }
    return there | gone | contrary | {*case.maybe, *case.results, *case.not_results}


@LONG
@given(st.data())
def test_nothing_is_asked_that_is_answered(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    case = data.draw(cases_of(engine.kb))
    skip = data.draw(st.sets(st.sampled_from(sorted(engine.kb.findings)), max_size=3))
    split = data.draw(st.sampled_from(((), tuple(engine.ids[:3]))))
    asked = [q.id for q in questions(engine, case, skip=skip, split=split)]
    assert asked
    assert not set(asked) & (_known(engine.kb, case) | skip)
    assert len(set(asked)) == len(asked)


@LONG
@given(st.data())
def test_gains_are_finite_and_worth_asking_and_the_greatest_comes_first(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    case = data.draw(cases_of(engine.kb))
    found = questions(engine, case)
    for question in found:
        assert isfinite(question.gain)
        assert question.gain >= WORTHLESS > 0
        assert 0 < question.probability < 1
        for effects in (question.if_yes, question.if_no):
            shares = [e.probability for e in effects]
            assert len(shares) == 3
            assert shares == sorted(shares, reverse=True)
            assert 0 < sum(shares) <= 1 + 1e-9
        assert question.worth == pytest.approx(question.gain / COST[question.tier])
    order = [(-q.worth, q.id) for q in found]
    assert order == sorted(order)


@LONG
@given(st.data())
def test_the_order_of_the_case_never_matters(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    case = data.draw(cases_of(engine.kb))
    given_lists = {k: v for k, v in structs.asdict(case).items() if isinstance(v, tuple)}
    mixed = {k: tuple(data.draw(st.permutations(v))) for k, v in given_lists.items()}
    assert questions(engine, structs.replace(case, **mixed)) == questions(engine, case)


def _entropy(shares: list[float]) -> float:
    return -sum(share * log2(share) for share in shares)


def _roots(kb: KnowledgeBase, record_id: str) -> set[str]:
    if record_id not in kb.findings:
        return {kb.results[record_id][0].id}
    return {f for f in (record_id, *kb.broader(record_id)) if not kb.broader(f)}


@LONG
@given(st.data())
def test_an_answer_does_what_the_question_said(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    """For what stands in no relation to what is told; where it does, both are weighed anew."""
    kb = engine.kb
    case = structs.replace(data.draw(cases_of(kb)), drugs=())
    assume(engine.standing(case).ids == [*engine.ids, NONE_OF_THESE])
    told = (*case.present, *case.absent, *case.maybe, *case.results, *case.not_results)
    roots = {root for record in told for root in _roots(kb, record)}
    free = [q for q in questions(engine, case) if not _roots(kb, q.id) & roots]
    assume(free)
    question = data.draw(st.sampled_from(free))
    fields = ("present", "absent") if question.id in kb.findings else ("results", "not_results")
    after = []
    for field, effects in zip(fields, (question.if_yes, question.if_no), strict=True):
        told_more = structs.replace(case, **{field: (*getattr(case, field), question.id)})
        assume(len(engine.standing(told_more).ids) == len(engine.ids) + 1)
        posterior = engine.posterior(told_more)
        shares = calibrated(posterior, engine.weights.sureness)
        named = sorted(zip([-s for s in shares], [*engine.ids, NONE_OF_THESE], strict=True))
        assert [i for _, i in named[:3]] == [e.id for e in effects]
        assert [-s for s, _ in named[:3]] == pytest.approx([e.probability for e in effects])
        after.append(_entropy(posterior))
    chance = question.probability
    left = chance * after[0] + (1 - chance) * after[1]
    assert question.gain == pytest.approx(_entropy(engine.posterior(case)) - left)


@LONG
@given(st.data())
def test_kinds_and_tiers_keep_only_theirs(engine: Engine, data: st.DataObject) -> None:
    kb = engine.kb
    kinds = data.draw(st.sets(st.sampled_from(get_args(closed_lists.FindingKind)), min_size=1))
    tiers = data.draw(st.sets(st.sampled_from(TIERS), min_size=1))
    everything = questions(engine, Case())
    of_kinds = questions(engine, Case(), kinds=kinds)
    assert of_kinds == tuple(
        q for q in everything if q.id in kb.findings and kb.findings[q.id].kind in kinds
    )
    of_tiers = questions(engine, Case(), tiers=tiers)
    assert all(q.tier in tiers for q in of_tiers)
    assert {q.id for q in everything if q.tier in tiers} <= {q.id for q in of_tiers}
    assert questions(engine, Case(), limit=2) == everything[:2]


def test_every_tier_but_the_question_is_looked_for_or_tested(engine: Engine) -> None:
    kb = engine.kb
    for question in questions(engine, Case()):
        if question.id in kb.findings:
            sign = kb.findings[question.id].kind == "sign"
            assert question.tier == ("bedside" if sign else "question")
            assert question.ask == kb.findings[question.id].ask
        else:
            assert question.tier == kb.results[question.id][0].tier


# Splitting.


@LONG
@given(st.data())
def test_splitting_weighs_nobody_but_the_named(engine: Engine, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(engine.ids), min_size=2, max_size=4, unique=True))
    found = questions(engine, Case(), split=chosen)
    for question in found:
        for effects in (question.if_yes, question.if_no):
            assert {e.id for e in effects} <= set(chosen)
            assert sum(e.probability for e in effects) <= 1 + 1e-9
        assert question.gain <= log2(len(chosen))
    other = questions(engine, Case(), split=data.draw(st.permutations(chosen)))
    assert [q.id for q in other[:3]] == [q.id for q in found[:3]]
    assert [q.gain for q in other] == pytest.approx([q.gain for q in found])


def test_two_disorders_start_alike_and_none_of_these_is_out(kb: KnowledgeBase) -> None:
    best = questions(Engine(kb), Case(setting="primary-care"), split=("first", "second"))[0]
    assert best.id == "ck-high"  # nearly all of the one, and in the other another result
    assert {e.id for e in best.if_yes} == {"first", "second"}
    assert NONE_OF_THESE not in {e.id for e in (*best.if_yes, *best.if_no)}


@pytest.mark.parametrize("split", [("first",), ("first", "first")])
def test_one_disorder_cannot_be_split(kb: KnowledgeBase, split: tuple[str, ...]) -> None:
    with pytest.raises(BadQuery, match="at least two"):
        questions(Engine(kb), Case(), split=split)


def test_a_case_that_cannot_be_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(BadQuery):
        questions(Engine(kb), Case(present=("cold",), absent=("cold",)))


# What answers what.


def _asked(engine: Engine, case: Case) -> set[str]:
    return {q.id for q in questions(engine, case)}


def test_the_made_up_questions(kb: KnowledgeBase) -> None:
    """With weights by which each of them could change the order of the two made-up diseases."""
    engine = Engine(kb, Weights(denial=1.0, temper=0.7, unknown=0.3, sibling=1.0))
    every = {"weakness", "foot-drop", "twitching", "cold", "ck-high", "ck-normal"}
    assert _asked(engine, Case()) == every
    assert _asked(engine, Case(present=("foot-drop",))) == every - {"foot-drop", "weakness"}
    assert _asked(engine, Case(present=("weakness",))) == every - {"weakness"}
    assert _asked(engine, Case(absent=("weakness",))) == every - {"foot-drop", "weakness"}
    assert _asked(engine, Case(absent=("foot-drop",))) == every - {"foot-drop"}
    assert _asked(engine, Case(maybe=("foot-drop",))) == every - {"foot-drop"}


@pytest.mark.parametrize("result", ["ck-high", "ck-normal"])
def test_a_test_that_was_done_is_not_asked_for_its_normal_result(
    kb: KnowledgeBase, result: str
) -> None:
    assert not _asked(Engine(kb), Case(results=(result,))) & {"ck-high", "ck-normal"}


def test_one_limit_passed_answers_the_other_limits(engine: Engine) -> None:
    answered = engine.answered(Case(results=("potassium-low",)))
    assert {"potassium-low", "potassium-normal", "potassium-high"} <= answered


def test_what_a_test_can_show_besides_is_still_asked(engine: Engine) -> None:
    """Several results of a needle examination can be there together."""
    several = next(
        test
        for test in engine.kb.tests.values()
        if sum(r.above is None and not r.id.endswith("-normal") for r in test.results) > 2
    )
    found, *others = [r.id for r in several.results if not r.id.endswith("-normal")]
    assert not engine.answered(Case(results=(found,))) & set(others)


def _with_contraries() -> Engine:
    """Limp excludes weakness, of which foot drop is a kind; brisk and slow exclude only even."""

    def finding(name: str, **more: Any) -> model.Finding:
        return model.Finding(id=name, name=name, kind="sign", ask="Is it there?", **more)

    findings = (
        finding("strong", excludes=("weakness",)),
        finding("very-strong", broader=("strong",)),
        finding("weakness"),
        finding("foot-drop", broader=("weakness",)),
        finding("even", excludes=("brisk", "slow")),
        finding("brisk"),
        finding("slow"),
    )
    return Engine(KnowledgeBase({"findings": {f.id: f for f in findings}}, "made up"))


@pytest.mark.parametrize(
    ("case", "answered"),
    [
        (Case(present=("strong",)), {"strong", "weakness", "foot-drop"}),
        (Case(present=("very-strong",)), {"strong", "very-strong", "weakness", "foot-drop"}),
        (Case(present=("foot-drop",)), {"strong", "very-strong", "weakness", "foot-drop"}),
        (Case(absent=("weakness",)), {"strong", "weakness", "foot-drop"}),
        (Case(absent=("strong",)), {"strong", "very-strong", "weakness"}),
        # Other muscles may be weak, other kinds of strength be there.
        (Case(absent=("foot-drop",)), {"foot-drop"}),
        (Case(absent=("very-strong",)), {"very-strong"}),
        (Case(present=("even",)), {"even", "brisk", "slow"}),
        (Case(present=("brisk",)), {"even", "brisk"}),
        # Not even: brisk or slow? Not brisk: slow or even?
        (Case(absent=("even",)), {"even"}),
        (Case(absent=("brisk",)), {"brisk"}),
    ],
)
def test_a_contrary_answers_what_it_excludes_and_no_more(case: Case, answered: set[str]) -> None:
    assert _with_contraries().answered(case) == answered


def test_nothing_worth_asking_is_no_question(kb: KnowledgeBase) -> None:
    engine = Engine(kb)
    everything = Case(absent=tuple(kb.findings), not_results=tuple(kb.results))
    found: tuple[Question, ...] = questions(engine, everything)
    assert found == ()


# A careful clinician.


def _plan(engine: Engine, **told: Any) -> Plan:
    return plan(engine, Case(age=70, setting="primary-care", **told))


def test_an_ordinary_cramp_needs_no_test_and_the_reason_is_given(engine: Engine) -> None:
    found = _plan(engine, present=("nocturnal-cramps",))
    assert found.stop is not None
    assert found.stop.because == "ordinary"
    assert found.stop.statements
    assert found.stop.come_back
    assert all(q.tier in ("question", "bedside") for q in found.questions)


def test_a_general_practitioner_is_offered_blood_before_genes_and_biopsies(engine: Engine) -> None:
    found = _plan(engine, present=("muscle-cramps", "weakness")).questions
    tiers = [q.tier for q in found]
    assert "blood" in tiers
    assert "biopsy" not in tiers
    costly = [n for n, tier in enumerate(tiers) if tier in ("gene", "biopsy")]
    assert all(tiers.index("blood") < n for n in costly)


def test_night_is_not_asked_after_cramps_at_night(engine: Engine) -> None:
    asked = {q.id for q in questions(engine, Case(present=("nocturnal-cramps",)))}
    assert "night-time" not in asked
    assert {"exercise", "progressive-weakness"} <= asked


def test_it_stops_where_nothing_would_change_the_first(engine: Engine) -> None:
    case = Case(present=("muscle-cramps", "fasciculations"), age=60)
    found = plan(engine, case)
    first = [c.id for c in engine.differential(case).candidates[:3]]
    assert found.stop is None
    assert found.questions
    asked_of_all = history(engine.kb)
    fitting = [u for u in engine.differential(case).critical if u.fits]
    wanted = {*settling(engine, fitting, set()), *DangerQuestions(engine).raisers}
    assert all(changes(q, first) or q.id in asked_of_all or q.id in wanted for q in found.questions)
    case = Case(present=("muscle-cramps", "foot-drop"), age=60)  # no ordinary complaint
    everything = structs.replace(
        case,
        absent=tuple(f for f in engine.kb.findings if f not in engine.answered(case)),
        not_results=tuple(engine.kb.results),
    )
    settled = plan(engine, everything)
    assert settled.questions == ()
    assert settled.stop is not None
    assert settled.stop.because == "settled"


def test_an_ordinary_cramp_is_asked_for_what_a_guideline_asks(engine: Engine) -> None:
    """Drugs, dialysis, liver, alcohol and pregnancy, and never the headache that only shuffles rare disorders."""
    asked = [q.id for q in plan(engine, Case(present=("nocturnal-cramps",))).questions]
    first = asked[:ON_SCREEN]
    assert set(first) <= set(history(engine.kb))
    assert {"diuretic-use", "beta-agonist-use", "pregnancy", "haemodialysis"} <= set(first)
    assert {"liver-disease", "chronic-alcohol-use"} <= set(first)
    assert "headache" not in asked
    assert "statin-use" in history(engine.kb)


def test_what_points_somewhere_is_asked_before_what_is_asked_of_all(engine: Engine) -> None:
    case = Case(present=("exercise-induced-cramps", "dark-urine"), age=19)
    asked = [q.id for q in plan(engine, case).questions]
    assert "exercise-intolerance" in asked[:2]
    assert asked.index("second-wind") < asked.index("haemodialysis")


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"sex": "male", "age": 30}, False),
        ({"sex": "female", "age": 78}, False),
        ({"age": 6}, False),
        ({"sex": "female", "age": 30}, True),
        ({}, True),
    ],
)
def test_who_cannot_be_pregnant_is_not_asked(
    engine: Engine, told: dict[str, Any], *, asked: bool
) -> None:
    found = questions(engine, Case(present=("nocturnal-cramps",), **told))
    bearing = {"pregnancy", "recent-childbirth", *engine.kb.narrower["pregnancy"]}
    assert bool(bearing & {q.id for q in found}) is asked


@pytest.mark.parametrize(
    "told",
    [
        {"absent": ("weakness",)},
        {"absent": ("weakness", "muscle-atrophy", "dysphagia")},
        {"present": ("muscle-cramps", "widespread-fasciculations", "normal-reflexes")},
        {
            "absent": ("weakness",),
            "results": ("potassium-normal", "magnesium-normal", "calcium-normal"),
        },
    ],
)
def test_a_denial_does_not_lose_a_disease_in_its_beginning(
    engine: Engine, told: dict[str, Any]
) -> None:
    """Who has cramps and twitches everywhere and is not weak yet is looked at for motor neuron disease."""
    case = Case(**{"present": ("generalised-cramps", "fasciculations"), "age": 58, **told})
    critical = engine.differential(case).critical
    assert "als" in [u.id for u in critical[:3]]
    assert critical[0].support > 1
    screen = [q.id for q in plan(engine, case, per_tier=3).questions[:ON_SCREEN]]
    assert "emg-acute-and-chronic-denervation" in screen


def test_where_no_danger_is_raised_it_is_asked_for_first(engine: Engine) -> None:
    asking = DangerQuestions(engine)
    for present, drugs in (
        (("generalised-cramps", "fasciculations"), ()),
        (("myalgia", "muscle-cramps"), ("statins",)),
        (("hand-cramps", "hand-paraesthesia"), ()),
        (("calf-pain",), ()),
    ):
        case = Case(present=present, drugs=drugs, age=58)
        answer = engine.differential(case)
        assert not answer.red_flags
        fitting = {u.id for u in answer.critical if u.fits}
        first = plan(engine, case).questions[0]
        assert first.tier in WITHOUT_TESTS
        raised = asking.raised_by(case, first.id).get(first.id, [])
        assert any(fitting & {*danger.points_to} for danger in raised), (present, first.id)


@pytest.mark.parametrize(
    ("drugs", "offered"),
    [
        (("thiazide-like-diuretics",), {"sodium-low", "potassium-low"}),
        (("loop-diuretics",), {"potassium-low"}),
        ((), set()),
        (("paracetamol",), set()),
    ],
)
def test_an_ordinary_cramp_on_a_medicine_is_tested_for_what_that_can_do(
    engine: Engine, drugs: tuple[str, ...], offered: set[str]
) -> None:
    case = Case(present=("calf-cramps", "night-time"), drugs=drugs, age=72, sex="female")
    found = plan(engine, case)
    assert found.stop is not None
    tests = {q.id for q in found.questions if q.tier not in WITHOUT_TESTS}
    assert offered <= tests
    assert bool(tests) is bool(offered)
    assert ("but for what the medicine may do" in found.stop.text) is bool(offered)


def test_a_case_without_tests_stays_without(engine: Engine) -> None:
    """What is kept whatever it is worth is of the tiers that were asked for."""
    case = Case(present=("calf-cramps", "night-time"), drugs=("thiazide-like-diuretics",), age=72)
    assert all(q.tier in WITHOUT_TESTS for q in plan(engine, case, tiers=WITHOUT_TESTS).questions)
    case = Case(present=("generalised-cramps", "fasciculations"), age=58)
    assert all(q.tier == "blood" for q in plan(engine, case, tiers=TIERS[2:3]).questions)


def test_who_says_every_night_is_not_asked_for_the_sleep(engine: Engine) -> None:
    for present in (("calf-cramps", "night-time"), ("nocturnal-cramps",)):
        asked = {q.id for q in questions(engine, Case(present=present))}
        assert not asked & {"sleep-disturbance", "night-time", "nocturnal-cramps"}


# What is shown is reckoned to the end; what is not is left.


@LONG
@given(st.data())
def test_what_is_shown_is_what_all_questions_would_show(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    case = data.draw(cases_of(engine.kb))
    tiers = data.draw(st.one_of(st.just(set(TIERS)), st.sets(st.sampled_from(TIERS), min_size=1)))
    per_tier = data.draw(st.integers(1, 4))
    every, shown = (
        plan(engine, case, tiers=tiers),
        plan(engine, case, tiers=tiers, per_tier=per_tier),
    )
    chosen = {q.id for q in every.questions[:ON_SCREEN]}
    for tier in tiers:
        of_tier = sorted((-q.gain, q.id) for q in every.questions if q.tier == tier)
        chosen |= {i for _, i in of_tier[:per_tier]}
    assert shown.questions == tuple(q for q in every.questions if q.id in chosen)
    assert shown.stop == every.stop


@pytest.mark.parametrize("sign", ["present", "absent"])
def test_one_observation_answers_what_a_case_of_it_alone_does(engine: Engine, sign: Sign) -> None:
    for i in engine.tables.relations.parents:
        if i in engine.kb.findings:
            alone = Case(present=(i,)) if sign == "present" else Case(absent=(i,))
        else:
            alone = Case(results=(i,)) if sign == "present" else Case(not_results=(i,))
        answers = engine.evidence.answers_of(Observation(i, sign))
        assert answers == engine.evidence.answered(alone)
