"""What the ranking promises of logic and growth, on drawn knowledge bases and on the real one."""

from collections.abc import Callable, Mapping, Sequence
from math import exp, log
from typing import Any

import pytest
from drawn_bases import knowledge_bases
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from cramps.knowledge import model
from cramps.knowledge.base import KnowledgeBase
from cramps.ranking.differential import (
    NONE_OF_THESE,
    Candidate,
    Case,
    Engine,
    Observation,
    Weights,
    calibrated,
)

CasesOf = Callable[[KnowledgeBase], st.SearchStrategy[Case]]

brisk = settings(max_examples=settings().max_examples // 2)
NEARLY = 1e-9


def _pairs(engine: Engine) -> list[tuple[str, str]]:
    """Give every kind with what it is a kind of."""
    above = engine.tables.relations.above
    return sorted((kind, broad) for kind, broads in above.items() for broad in broads)


def _log_ratios(engine: Engine, *present: str) -> list[float]:
    """Give what findings and results that are there together say of every disorder."""
    kb = engine.kb
    case = Case(
        present=tuple(i for i in present if i in kb.findings),
        results=tuple(i for i in present if i in kb.results),
    )
    columns = [engine.ratios(o, "neurology") for o in engine.observations(case)]
    return [sum(column) for column in zip(*columns, strict=True)]


def _assert_no_help(engine: Engine, kind: str, broad: str) -> None:
    """Say that a kind adds nothing for a disorder against which a broad finding speaks.

    Where it is a kind of several, all of them are told before: burning feet are pain too.
    """
    against = _log_ratios(engine, broad)
    everything = engine.tables.relations.above[kind]
    before, after = _log_ratios(engine, *everything), _log_ratios(engine, *everything, kind)
    for said, b, a in zip(against, before, after, strict=True):
        assert said >= -NEARLY or a <= b + NEARLY, (kind, broad)


def test_a_kind_never_helps_what_the_broad_one_speaks_against(engine: Engine) -> None:
    """Of every kind of everything, for every disorder."""
    for kind, broad in _pairs(engine):
        _assert_no_help(engine, kind, broad)


@brisk
@given(knowledge_bases)
def test_nor_does_it_in_any_other_knowledge_base(kb: KnowledgeBase) -> None:
    engine = Engine(kb)
    for kind, broad in _pairs(engine):
        _assert_no_help(engine, kind, broad)


@brisk
@given(st.data())
def test_more_of_the_same_never_helps_and_takes_little_away(
    engine: Engine, data: st.DataObject
) -> None:
    """An entry that lists a broad finding and none of its kinds, and any number of these."""
    chosen = data.draw(st.one_of(st.just(engine), knowledge_bases.map(Engine)))
    relations = chosen.tables.relations
    broad = data.draw(st.sampled_from(sorted(relations.below)))
    kinds = data.draw(st.lists(st.sampled_from(relations.below[broad]), unique=True, max_size=4))
    once, more = _log_ratios(chosen, broad), _log_ratios(chosen, broad, *kinds)
    line = {*kinds, *(b for kind in kinds for b in relations.above[kind])} - {broad}
    line -= set(relations.above.get(broad, ()))
    line |= {n for i in line for n in relations.below.get(i, ())}
    weights = chosen.weights
    least = (
        log(weights.sibling) * weights.kin
    )  # what each kind takes away where the broad one speaks for
    for n, entry in enumerate(chosen.tables.listed):
        if not line & entry.keys():
            assert more[n] <= max(0.0, once[n]) + NEARLY
            siblings = relations.below[broad]
            excluded = any(
                b in entry and entry[b].never for b in (broad, *relations.above.get(broad, ()))
            )
            if (
                not excluded
                and not entry.keys() & set(siblings)
                and all(relations.parents[k] == (broad,) for k in kinds)
                # of a look-alike the entry does speak
                and not any(n in chosen.tables.for_others.get(k, ()) for k in kinds)
            ):
                most = [least * len(kinds), 0.0] if once[n] > 0 else [0.0, 0.0]
                assert most[0] - NEARLY <= more[n] - once[n] <= most[1] + NEARLY


def test_what_an_entry_excludes_it_excludes_with_all_that_is_below(engine: Engine) -> None:
    relations = engine.tables.relations
    checked = 0
    for number, entry in enumerate(engine.tables.listed):
        for broad, told in entry.items():
            if told.never:
                for kind in relations.denies.get(broad, ()):
                    chance = engine.chances(kind)[number]
                    assert chance is not None
                    assert chance <= told.chance
                    checked += 1
    assert checked


def test_a_denial_does_not_run_down_where_the_hpo_has_no_link(engine: Engine) -> None:
    checked = 0
    for finding in engine.kb.findings.values():
        for broad in finding.broader_here:
            assert broad in finding.broader
            denied = engine.observations(Case(absent=(broad,), present=(finding.id,)))
            assert Observation(finding.id, "present") in denied
            assert Observation(broad, "absent") in denied
            assert finding.id not in engine.answered(Case(absent=(broad,)))
            checked += 1
    assert checked > 10


def test_twins_say_the_same(engine: Engine) -> None:
    twins = engine.tables.relations.same
    assert twins
    for one, other in twins.items():
        assert _log_ratios(engine, one) == _log_ratios(engine, other)
        assert _log_ratios(engine, one, other) == _log_ratios(engine, other)


def test_what_is_normal_speaks_for_nothing(engine: Engine) -> None:
    for normal in engine.tables.relations.normal:
        for setting in ("primary-care", "neurology", "none"):
            assert max(engine.ratios(Observation(normal, "present"), setting)) <= 0


def test_no_guess_of_a_frequency_speaks_against_the_entry_that_lists_it(engine: Engine) -> None:
    """Low calcium gives cramps, how often nobody counted: then cramps are nothing against it."""
    tables = engine.tables
    checked = 0
    for number, entry in enumerate(tables.listed):
        if tables.outlines[number].group == "idiopathic":
            continue  # what is no cause of its own may speak for another
        excluded = {i for i, told in entry.items() if told.never}
        for i, told in entry.items():
            if told.known or told.annotated or excluded.intersection(tables.relations.above[i]):
                continue
            whole = (i, *tables.relations.above[i])
            if any(b in entry and entry[b].known for b in whole):
                continue  # the broad finding was counted
            assert sum(tables.alone(i, "neurology")[number : number + 1]) >= -NEARLY, (number, i)
            checked += 1
    assert checked > 1000


def test_a_normal_result_speaks_against_an_entry_only_by_what_was_counted_or_confirms(
    engine: Engine,
) -> None:
    """What is merely looked for need not be there: a normal ferritin is nothing against restless legs."""
    tables = engine.tables
    test_of, normal = tables.relations.test_of, tables.relations.normal
    checked = 0
    for number, entry in enumerate(tables.listed):
        sure = {test_of.get(i) for i, told in entry.items() if told.known or told.confirms}
        for test in tables.tests[number] - sure:
            for i in normal:
                if test_of.get(i) == test and not tables.relations.contraries.get(i):
                    assert tables.alone(i, "neurology")[number] == 0, (number, i)
                    checked += 1
    assert checked > 50


def test_what_is_looked_for_to_exclude_is_not_what_a_disorder_has(engine: Engine) -> None:
    """A low ankle pressure is looked for in venous disease since it is the artery's."""
    for disorder, result in (
        ("chronic-venous-disease", "abi-low"),
        ("lumbar-canal-stenosis", "abi-low"),
        ("bartter-syndrome", "urine-chloride-low"),
    ):
        number = engine.ids.index(disorder)
        assert not engine.explains(number, result)
        assert engine.tables.alone(result, "none")[number] <= 0
    for disorder, result in (
        ("growing-pains", "alp-raised"),  # counted
        ("benign-fasciculation-syndrome", "emg-normal"),  # normal
    ):
        assert engine.explains(engine.ids.index(disorder), result)


def test_what_speaks_for_a_look_alike_does_not_speak_for_the_entry(engine: Engine) -> None:
    tables = engine.tables
    checked = 0
    for i, numbers in tables.for_others.items():
        for number in numbers:
            assert not engine.explains(number, i)
            if i not in tables.relations.normal:
                above = tables.relations.above[i]
                broad = max((tables.alone(b, "none")[number] for b in above), default=0.0)
                assert tables.alone(i, "none")[number] <= max(0.0, broad), (i, number)
                checked += 1
    assert checked > 100


def test_that_somebody_had_it_makes_a_circumstance_no_cause(engine: Engine) -> None:
    """The HPO annotates a tumour to myotonic dystrophy; that a patient has cancer does not suggest it."""
    relations = engine.tables.relations
    checked = 0
    for number, entry in enumerate(engine.tables.listed):
        for i, told in entry.items():
            if i in relations.circumstances and told.annotated and not told.known:
                kinds = set(relations.below.get(i, ())) | set(relations.above[i])
                if kinds.isdisjoint(entry):
                    assert engine.tables.alone(i, "none")[number] == 0, (number, i)
                    checked += 1
    assert checked


def test_what_comes_upon_anybody_makes_nothing_that_one_is_born_with(engine: Engine) -> None:
    """A pregnancy may bring on an attack of an inherited paralysis; it does not suggest the disease."""
    tables = engine.tables
    checked = 0
    for number, outline in enumerate(tables.outlines):
        for i, told in tables.listed[number].items():
            if outline.inborn and i in tables.relations.befalls and not told.known:
                assert tables.alone(i, "none")[number] <= 0, (outline.id, i)
                checked += 1
    assert checked


def test_no_circumstance_that_nobody_counted_is_there_in_most(engine: Engine) -> None:
    """Kidney disease is common: that one in eight has it makes it no eight times as common in cramps."""
    tables, weights = engine.tables, engine.weights
    checked = 0
    for number, entry in enumerate(tables.listed):
        for i in tables.relations.circumstances & entry.keys():
            kinds = set(tables.relations.below.get(i, ())) | set(tables.relations.above[i])
            if not entry[i].known and kinds.isdisjoint(entry):
                most = max(weights.unknown_circumstance_most, tables.background(i, "none"))
                chance = tables.background(i, "none") * exp(tables.alone(i, "none")[number])
                assert chance <= most + NEARLY, (number, i)
                checked += 1
    assert checked > 50


def test_a_kind_that_an_entry_does_not_list_says_less_for_it_than_the_broad_one(
    engine: Engine,
) -> None:
    tables = engine.tables
    checked = 0
    for kind, broad in _pairs(engine):
        if tables.relations.parents[kind] == (broad,):
            below = {kind, *tables.relations.below.get(kind, ())}
            for number, ratio in enumerate(tables.alone(broad, "none")):
                if ratio > 0 and below.isdisjoint(tables.listed[number]):
                    assert tables.alone(kind, "none")[number] < ratio, (kind, number)
                    checked += 1
    assert checked > 100


def test_a_result_that_confirms_is_more_expected_than_one_that_is_looked_for(
    engine: Engine,
) -> None:
    """Creatinine is measured in restless legs, for kidney disease; in kidney disease it is raised."""
    case = Case(present=("muscle-cramps",), results=("creatinine-raised",))
    ids = [c.id for c in engine.differential(case).candidates]
    assert ids.index("chronic-kidney-disease") < ids.index("restless-legs-syndrome")


@pytest.mark.parametrize(
    ("results", "first"),
    [
        (("hba1c-diabetic",), "diabetic-polyneuropathy"),
        (("fasting-glucose-diabetic",), "diabetic-polyneuropathy"),
    ],
)
def test_a_grade_reaches_what_the_broader_thing_speaks_for(
    engine: Engine, results: tuple[str, ...], first: str
) -> None:
    answer = engine.differential(Case(present=("muscle-cramps",), results=results))
    assert answer.candidates[0].id == first


def test_a_creatine_kinase_of_fifty_thousand_is_not_one_of_three_thousand(engine: Engine) -> None:
    grades = ("ck-raised", "ck-markedly-raised", "ck-over-5-times", "ck-over-10-times")
    some, most = (
        engine.differential(Case(present=("weakness",), results=told)).candidates
        for told in (grades, (*grades, "ck-over-40-times"))
    )
    assert [c.id for c in some][:5] != [c.id for c in most][:5]
    assert most[0].id == "rhabdomyolysis"
    assert _rank(some, "als") > 10


def _rank(candidates: Sequence[Candidate], disorder: str) -> int:
    return [c.id for c in candidates].index(disorder)


@pytest.mark.parametrize(
    ("told", "first"),
    [
        (("one-swollen-leg", "calf-tenderness", "calf-cramps"), "deep-vein-thrombosis"),
        (("limb-injury", "pain-out-of-proportion"), "acute-compartment-syndrome"),
        (("double-vision", "dysphagia", "fatigable-weakness"), "myasthenia-gravis"),
    ],
)
def test_what_raises_a_danger_puts_its_disorder_first(
    engine: Engine, told: tuple[str, ...], first: str
) -> None:
    answer = engine.differential(Case(present=told, setting="primary-care"))
    assert any(first in flag.points_to for flag in answer.red_flags)
    assert next(c.id for c in answer.candidates if c.id != NONE_OF_THESE) == first


def test_what_is_normal_wants_no_explanation(engine: Engine) -> None:
    answer = engine.differential(
        Case(
            present=("restless-legs", "normal-strength"), results=("ferritin-normal", "emg-normal")
        )
    )
    normal = {"normal-strength", "ferritin-normal", "emg-normal"}
    assert normal.isdisjoint(answer.unknown_to_all)
    assert all(normal.isdisjoint(c.unexplained) for c in answer.candidates)


def test_a_circumstance_makes_no_cramp_idiopathic(engine: Engine) -> None:
    relations = engine.tables.relations
    idiopathic = [n for n, p in enumerate(engine.profiles) if p.group == "idiopathic"]
    assert idiopathic
    for circumstance in relations.circumstances:
        ratios = engine.ratios(Observation(circumstance, "present"))
        assert all(ratios[n] <= 0 for n in idiopathic), circumstance


def _added(kb: KnowledgeBase, number: int, prevalence: Any, *, critical: bool) -> model.Disorder:
    """Make a disorder that has nothing to do with anything else: findings of its own."""
    some = next(iter(kb.disorders.values()))
    return structs.replace(
        some,
        id=f"unrelated-{number}",
        name=f"Unrelated {number}",
        group="muscle",
        prevalence=model.Prevalence(band=prevalence),
        onset=model.Onset(),
        sex=model.Sex(),
        critical=critical,
        reference=False,
        findings=tuple(
            model.DisorderFinding(finding=f"new-{number}-{n}", frequency=share)
            for n, share in enumerate(("9/10", "50%", None))
        ),
        tests=(),
    )


def _grown(kb: KnowledgeBase, added: list[model.Disorder]) -> KnowledgeBase:
    """Give a knowledge base with unrelated disorders more, and their findings."""
    new = {
        f.finding: model.Finding(id=f.finding, name=f.finding, kind="symptom", ask="Is it there?")
        for d in added
        for f in d.findings
    }
    tables: dict[str, Mapping[str, Any]] = {
        "disorders": {**kb.disorders, **{d.id: d for d in added}},
        "findings": {**kb.findings, **new},
    }
    for kind in ("tests", "drugs", "overview", "red_flags"):
        tables[kind] = dict(kb.table(kind))
    return KnowledgeBase(tables, "grown")


@brisk
@given(st.data())
def test_unrelated_disorders_move_nothing_among_the_rest(
    cases_of: CasesOf, data: st.DataObject
) -> None:
    kb = data.draw(knowledge_bases)
    case = data.draw(cases_of(kb))
    bands = st.sampled_from((">1/1000", "<1/1000000", "unknown"))
    added = [
        _added(kb, n, band, critical=n % 2 == 0)
        for n, band in enumerate(data.draw(st.lists(bands, min_size=1, max_size=4)))
    ]
    before, after = Engine(kb), Engine(_grown(kb, added))
    # To the last bit: what each of the others weighs, and so their odds against each other.
    assert after.scores(case)[: len(before.ids)] == before.scores(case)
    old, new = before.differential(case), after.differential(case)
    others = {NONE_OF_THESE, *(d.id for d in added)}
    assert [c.id for c in new.candidates if c.id not in others] == [
        c.id for c in old.candidates if c.id not in others
    ]
    still = {u.id for u in new.critical}
    assert {u.id for u in old.critical} <= still


def test_nor_in_the_real_one(engine: Engine) -> None:
    added = [_added(engine.kb, n, "unknown", critical=False) for n in range(50)]
    grown = Engine(_grown(engine.kb, added))
    for case in (
        Case(present=("muscle-cramps",)),
        Case(present=("muscle-cramps", "fasciculations"), absent=("sensory-loss",), age=60),
        Case(present=("nocturnal-cramps",), drugs=("loop-diuretics",), setting="primary-care"),
    ):
        count = len(engine.ids)
        assert grown.scores(case)[:count] == engine.scores(case)
        old, new = (
            [c.id for c in e.differential(case).candidates if not c.id.startswith("unrelated")]
            for e in (engine, grown)
        )
        assert [c for c in new if c != NONE_OF_THESE] == [c for c in old if c != NONE_OF_THESE]


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=8), st.floats(0.3, 1))
def test_calibration_keeps_the_order_and_the_sum(weights: list[float], sureness: float) -> None:
    shares = [w / sum(weights) for w in weights]
    told = calibrated(shares, sureness)
    assert sum(told) == pytest.approx(1)
    for a, share in enumerate(shares):
        for b, other in enumerate(shares):
            if share >= other:
                assert told[a] >= told[b] * (1 - 1e-12)
    best = max(shares)
    wanted = 1 / (1 + ((1 - best) / best) ** sureness)
    # Where several lead alike, the first cannot have what it should; it moves that way all the same.
    assert min(best, wanted) - 1e-6 <= max(told) <= max(best, wanted) + 1e-6


def test_calibration_says_of_the_first_what_was_right_as_often() -> None:
    told = calibrated([0.9, 0.06, 0.04], 0.6)
    assert told[0] == pytest.approx(9**0.6 / (1 + 9**0.6))
    low = [0.1, *[0.9 / 99] * 99]
    assert calibrated(low, 0.6)[0] == pytest.approx(1 / (1 + 9**0.6))
    assert calibrated([0.2] * 5, 0.6) == pytest.approx([0.2] * 5)
    assert calibrated([1.0, 0.0], 0.6) == [1.0, 0.0]


def test_a_kind_of_what_an_idiopathic_entry_counts_speaks_for_it(engine: Engine) -> None:
    night = next(n for n, p in enumerate(engine.profiles) if p.id == "nocturnal-leg-cramps")
    listed = {f.finding: f.frequency for f in engine.kb.disorders["nocturnal-leg-cramps"].findings}
    assert listed["foot-cramps"] is None
    assert listed["leg-cramps"] is not None
    foot, leg = (
        engine.tables.alone(f, "primary-care")[night] for f in ("foot-cramps", "leg-cramps")
    )
    assert foot >= leg > 0


# Examples that a clinician met.


@pytest.mark.parametrize(
    ("told", "first", "behind"),
    [
        pytest.param(
            Case(
                present=("calf-fasciculations",),
                absent=("weakness", "muscle-atrophy"),
                results=("emg-normal",),
                age=31,
            ),
            {"cramp-fasciculation-syndrome", "benign-fasciculation-syndrome"},
            "hypokalaemia",
            id="a normal EMG",
        ),
        pytest.param(
            Case(
                present=(
                    "cancer",
                    "muscle-stiffness",
                    "leg-heaviness",
                    "numbness",
                    "urinary-retention",
                ),
                age=66,
                sex="male",
            ),
            {"metastatic-cord-compression"},
            "myotonic-dystrophy-1",
            id="cancer and signs of the cord",
        ),
        pytest.param(
            Case(present=("one-swollen-leg", "calf-pain", "long-journey")),
            {"deep-vein-thrombosis"},
            "restless-legs-syndrome",
            id="a long flight",
        ),
        pytest.param(
            Case(present=("claudication",)),
            {"peripheral-artery-disease"},
            "nocturnal-leg-cramps",
            id="calf pain on walking",
        ),
    ],
)
def test_the_ranking_is_not_against_sense(
    engine: Engine, told: Case, first: set[str], behind: str
) -> None:
    assert all(_share(engine, told, f) > _share(engine, told, behind) for f in first)
    ranked = [c.id for c in engine.differential(told).candidates if c.id != NONE_OF_THESE]
    assert set(ranked[: len(first)]) == first


def _share(engine: Engine, case: Case, candidate: str) -> float:
    return next(c.probability for c in engine.differential(case).candidates if c.id == candidate)


def test_weak_legs_make_night_cramps_no_likelier_than_weakness(engine: Engine) -> None:
    told = Case(
        present=("nocturnal-cramps", "weakness", "night-time"), age=70, setting="primary-care"
    )
    more = structs.replace(told, present=(*told.present, "leg-weakness"))
    idiopathic = "nocturnal-leg-cramps"
    assert _share(engine, more, idiopathic) <= _share(engine, told, idiopathic)


@pytest.mark.parametrize("setting", ["neurology", "primary-care"])
def test_drugs_are_reviewed_before_a_cramp_is_idiopathic(engine: Engine, setting: Any) -> None:
    case = Case(
        present=("nocturnal-cramps",),
        drugs=("loop-diuretics", "salbutamol"),
        age=70,
        setting=setting,
    )
    found = [c for c in engine.differential(case).candidates if c.id != NONE_OF_THESE]
    assert found[0].drug is not None
    assert found[1].drug is not None
    assert {d for c in found[:2] if c.drug for d in c.drug.drugs} == set(case.drugs)
    without = structs.replace(case, drugs=())
    idiopathic = "nocturnal-leg-cramps"
    assert _share(engine, case, idiopathic) < _share(engine, without, idiopathic)


def test_heat_and_exercise_are_no_multiple_sclerosis(engine: Engine) -> None:
    case = Case(present=("muscle-cramps", "heat-exposure", "exercise"), age=24)
    assert engine.differential(case).candidates[0].id in (
        "heat-cramps",
        "exercise-associated-cramps",
    )
    assert _share(engine, case, "multiple-sclerosis") < 0.2


def test_a_result_that_defines_a_disorder_puts_it_first(engine: Engine) -> None:
    checked = 0
    for profile in engine.profiles:
        for result in profile.defined_by:
            for present in ((), ("muscle-cramps",)):
                case = Case(present=present, results=(result,))
                assert engine.differential(case).candidates[0].id == profile.id
            checked += 1
    assert checked


def test_after_discharges_on_either_stimulation_are_one(engine: Engine) -> None:
    told, other = (
        engine.posterior(Case(present=("muscle-cramps",), results=(r,)))
        for r in ("rns-after-discharges", "ncs-after-discharges")
    )
    assert told == other


def test_what_brings_it_on_alone_puts_no_disorder_first(engine: Engine) -> None:
    triggers = [f.id for f in engine.kb.findings.values() if f.kind == "trigger"]
    for told in (("carbohydrate-meal",), ("rest-after-exercise", "carbohydrate-meal")):
        assert set(told) <= set(triggers)
        answer = engine.differential(Case(present=told))
        assert answer.candidates[0].id == NONE_OF_THESE
    weak = engine.differential(Case(present=("carbohydrate-meal", "episodic-weakness")))
    assert weak.candidates[0].id == "hypokalaemic-periodic-paralysis"


def test_a_poor_fit_puts_none_of_these_first(kb: KnowledgeBase) -> None:
    """First has foot drop and second weakness; neither has what nobody lists."""
    alone = model.Finding(id="alone", name="alone", kind="sign", ask="Is it there?")
    tables = {k: dict(kb.table(k)) for k in ("disorders", "tests", "drugs", "red_flags")}
    grown = KnowledgeBase({**tables, "findings": {**kb.findings, "alone": alone}}, "grown")
    engine = Engine(
        grown, Weights(none_of_these={"primary-care": 0.01, "neurology": 0.01, "none": 0.01})
    )
    poor = engine.differential(Case(present=("alone",)))
    assert poor.candidates[0].id == NONE_OF_THESE
    assert poor.poorly_explained == ("alone",)
    well = engine.differential(Case(present=("foot-drop",)))
    assert well.candidates[0].id != NONE_OF_THESE
    assert well.poorly_explained == ()


def test_a_share_tells_how_sure_it_is(engine: Engine) -> None:
    answer = engine.differential(Case(present=("muscle-cramps", "fasciculations"), age=60))
    for candidate in answer.candidates:
        assert candidate.low <= candidate.probability <= candidate.high
        assert 0 <= candidate.counted <= 1
    assert any(c.counted > 0 for c in answer.candidates)


def test_who_has_what_a_result_defines_and_its_cause_has_both(engine: Engine) -> None:
    low = Case(present=("tetany",), results=("calcium-low", "pth-low"))
    told = {c.id: c for c in engine.differential(low).candidates}
    assert told["hypoparathyroidism"].goes_with == ("hypocalcaemia",)
    assert told["hypocalcaemia"].goes_with == ()  # it is what goes together with the others
    assert told["als"].goes_with == ()
    # nothing is measured: then they are told apart
    unmeasured = engine.differential(Case(present=("tetany",))).candidates
    assert not any(c.goes_with for c in unmeasured)


def test_a_danger_speaks_for_what_it_points_to_first_where_several_things_raise_it(
    engine: Engine,
) -> None:
    several = Case(present=("trismus", "muscle-spasms", "wound"))
    found = engine.differential(several)
    (dangerous,) = [d for d in found.red_flags if d.urgency == "now"]
    assert dangerous.points_to[:2] == ("tetanus", "strychnine-poisoning")
    spoken_for = {
        c.id for c in found.candidates if any(one.id == "danger" for one in c.contributions)
    }
    assert spoken_for == {"tetanus", "strychnine-poisoning"}
    assert found.candidates[0].id == "tetanus"


@pytest.mark.parametrize(
    "case",
    [
        Case(present=("ascending-weakness",)),  # one thing says by itself what it says
        Case(present=("muscle-cramps", "progressive-weakness")),  # that can wait
    ],
)
def test_no_danger_speaks_for_what_one_thing_raises_or_what_can_wait(
    engine: Engine, case: Case
) -> None:
    found = engine.differential(case)
    assert found.red_flags
    assert not any(one.id == "danger" for c in found.candidates for one in c.contributions)


@pytest.mark.parametrize(
    ("present", "first"),
    [
        (("cancer", "leg-weakness", "sensory-level"), "metastatic-cord-compression"),
        (("ascending-weakness", "dysphagia", "dysarthria"), "guillain-barre"),
    ],
)
def test_within_days_weighs_but_is_no_rare_finding(
    engine: Engine, present: tuple[str, ...], first: str
) -> None:
    case = Case(present=(*present, "onset-within-days"))
    assert engine.differential(case).candidates[0].id == first
    assert engine.background("onset-within-days") == engine.weights.course
    # most entries do not tell how it begins: they are not to suffer for it
    ratios = engine.ratios(Observation("onset-within-days", "present"))
    silent = [n for n, e in enumerate(engine.tables.listed) if "onset-within-days" not in e]
    others = engine.tables.for_others.get("onset-within-days", ())
    assert all(ratios[n] == 0 for n in silent if n not in others)
