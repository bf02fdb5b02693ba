"""The rules of danger: every one can be raised, by nothing less than it asks for, and calm stays calm."""

from itertools import islice
from typing import Any

import pytest

from cramps.cases.case import Case, Measured
from cramps.curation.danger_rules import MOST_WAYS
from cramps.knowledge.conditions import Bounds, Leaf, NumberBounds, ways
from cramps.ranking.differential import Engine
from cramps.ranking.streams import Answerer

#: What the knowledge base must at least know of.
DEMANDED = """
rhabdomyolysis exertional-collapse-sickle-trait severe-hypocalcaemia hypercalcaemia-crisis
severe-hypomagnesaemia severe-hypokalaemia digoxin-low-potassium-magnesium hyperkalaemia
severe-hyponatraemia hypernatraemia severe-hypophosphataemia hypoglycaemia diabetic-ketoacidosis
adrenal-crisis thyroid-storm arrhythmia-with-weakness long-qt respiratory-failure-weakness
bulbar-failure ascending-weakness myasthenic-crisis cord-compression cauda-equina acute-stroke
progressive-weakness-wasting tetanus strychnine latrodectism organophosphate
neuroleptic-malignant-syndrome serotonin-syndrome malignant-hyperthermia acute-limb-ischaemia
compartment-syndrome deep-vein-thrombosis heat-stroke exercise-hyponatraemia pre-eclampsia
acute-porphyria sepsis meningism quinine-platelets quinine-qt colchicine-statin-interaction
statin-myopathy baclofen-withdrawal alcohol-withdrawal hidden-malignancy
paralysis-with-thyrotoxicosis potassium-in-paralysis perm-rigidity acute-dystonia-airway
child-weakness child-acute-myositis dialysis-hypotension cirrhosis-decompensation myelopathy
see-someone-soon-cramps b12-deficiency-neurology claudication-rest-pain lead-poisoning vasculitis
wernicke
"""


def test_every_danger_that_was_asked_for_has_a_rule(engine: Engine) -> None:
    assert set(DEMANDED.split()) <= set(engine.kb.red_flags)
    assert len(engine.kb.red_flags) >= 75


def inside(bounds: Bounds | NumberBounds) -> float:
    """Give a number in a range."""
    low = bounds.at_least if bounds.at_least is not None else bounds.above
    high = bounds.at_most if bounds.at_most is not None else bounds.below
    if low is not None and high is not None:
        return (low + high) / 2
    if low is not None:
        return low if bounds.above is None else low + 0.01
    assert high is not None
    return high if bounds.below is None else max(0.0, high - 0.01)


def case_of(engine: Engine, way: tuple[Leaf, ...]) -> Case:
    """Make the smallest case that has all that a way asks for."""
    kb = engine.kb
    ids = [leaf.id for leaf in way if leaf.kind in ("id", "told")]
    ages = [inside(leaf.bounds) for leaf in way if leaf.kind == "age" and leaf.bounds]
    sexes: list[Any] = [leaf.id for leaf in way if leaf.kind == "sex"]
    return Case(
        present=tuple(i for i in ids if i in kb.findings),
        results=tuple(i for i in ids if i in kb.results),
        drugs=tuple(leaf.id for leaf in way if leaf.kind == "drug"),
        numbers=tuple(
            Measured(leaf.id, inside(leaf.bounds))
            for leaf in way
            if leaf.kind == "number" and leaf.bounds
        ),
        age=ages[0] if ages else None,
        sex=sexes[0] if sexes else None,
    )


def raised(engine: Engine, case: Case) -> set[str]:
    return {danger.rule for danger in engine.dangers.raised(case)}


def all_ways(engine: Engine, rule: str) -> list[tuple[Leaf, ...]]:
    found = list(islice(ways(engine.kb.red_flags[rule].when), MOST_WAYS))
    assert len(found) < MOST_WAYS, "more ways than can be tried"
    return found


def test_every_rule_is_raised_by_each_of_its_smallest_cases(engine: Engine) -> None:
    """But for those that it forbids itself."""
    for rule, record in engine.kb.red_flags.items():
        found = all_ways(engine, rule)
        met = [way for way in found if rule in raised(engine, case_of(engine, way))]
        assert met, f"{rule} is raised by none of its {len(found)} ways"
        if not any(True for _ in _forbids(record.when)):
            assert len(met) == len(found), f"{rule}: {set(found) - set(met)}"


def _forbids(condition: Any) -> Any:
    if not isinstance(condition, str):
        yield from condition.none
        for inner in (*condition.all, *condition.any):
            yield from _forbids(inner)


def test_no_companion_raises_a_rule_alone(engine: Engine) -> None:
    """What stands in ``all`` is not enough by itself, unless it is a way of its own."""
    for rule in engine.kb.red_flags:
        found = all_ways(engine, rule)
        enough = {way[0] for way in found if len(way) == 1}
        for leaf in {leaf for way in found if len(way) > 1 for leaf in way} - enough:
            case = case_of(engine, (leaf,))
            if rule in raised(engine, case):
                shown = implied(engine, case)
                assert any(
                    all(leaf.kind in ("id", "told") and leaf.id in shown for leaf in way)
                    for way in found
                ), f"{leaf.id} alone raises {rule}"


def implied(engine: Engine, case: Case) -> set[str]:
    findings = set(case.present)
    taken = {engine.kb.drugs[d].finding for d in case.drugs} - {None}
    there = findings | {str(f) for f in taken}
    return there.union(*(engine.kb.broader(f) for f in there)) | set(case.results)


def test_a_single_finding_that_makes_anyone_run_is_no_common_one(engine: Engine) -> None:
    """The list of them, so that a new one is looked at."""
    alone = {
        (way[0].id, record.urgency)
        for rule, record in engine.kb.red_flags.items()
        for way in all_ways(engine, rule)
        if len(way) == 1 and way[0].kind == "id" and record.urgency != "soon"
    }
    assert sorted(alone) == SINGLE


#: What raises a rule of today by itself.
SINGLE = sorted(
    [
        *(("acute-flaccid-weakness", "now"), ("ascending-weakness", "now")),
        *(("autonomic-dysreflexia", "now"), ("baclofen-stopped", "same-day")),
        *(("ck-markedly-raised", "same-day"), ("ck-over-10-times", "same-day")),
        ("collapse-on-exertion", "now"),
        *(("ecg-brugada-pattern", "same-day"), ("ecg-hyperkalaemic-changes", "now")),
        *(("ecg-hypokalaemic-changes", "now"), ("gangrene", "same-day")),
        *(("hydrophobia", "now"), ("infantile-spasms", "same-day")),
        ("ischaemic-rest-pain", "same-day"),
        *(
            ("missed-dialysis", "now"),
            ("mononeuritis-multiplex", "same-day"),
            ("mri-spine-cord-compression", "now"),
        ),
        *(("mri-spine-dorsal-column-signal", "same-day"), ("myoglobinuria-present", "now")),
        *(("one-swollen-leg", "same-day"), ("physical-latent-tetany-signs", "same-day")),
        *(("respiratory-failure", "now"), ("saddle-numbness", "now")),
        *(("seizure-over-five-minutes", "now"), ("sudden-focal-deficit", "now")),
        *(("tetany", "same-day"), ("trismus", "same-day"), ("trousseau-sign", "same-day")),
        *(
            ("breathing-severely-slow", "now"),
            ("chest-pain", "same-day"),
            ("confusion", "same-day"),
            ("cyanosis", "now"),
        ),
        *(("radiating-chest-pain", "now"), ("reduced-consciousness", "same-day")),
        *(("non-blanching-rash", "same-day"), ("sudden-weakness-or-numbness", "same-day")),
        ("vital-capacity-below-litre", "now"),
        *(("creatinine-severely-raised", "same-day"), ("little-urine", "same-day")),
        *(("snake-bite", "now"), ("urinary-retention", "now")),
    ]
)


# What a clinician met, and heard nothing of.

Given = dict[str, Any]

DANGEROUS: list[tuple[str, Given]] = [
    (
        "rhabdomyolysis",
        {
            "present": ["cramps", "weakness", "dark urine"],
            "drugs": ["atorvastatin"],
            "age": 66,
            "results": ["ck=48000"],
        },
    ),
    ("statin-myopathy", {"present": ["cramps", "weakness", "dark urine"], "drugs": ["statin"]}),
    ("tetanus", {"present": ["lockjaw", "spasms"]}),
    ("deep-vein-thrombosis", {"present": ["swollen calf", "tender calf"]}),
    ("cord-compression", {"present": ["urinary retention", "brisk reflexes", "numb hands"]}),
    ("progressive-weakness-wasting", {"present": ["night cramps", "progressive weakness"]}),
    ("progressive-weakness-wasting", {"present": ["night cramps", "foot drop"]}),
    (
        "neuroleptic-malignant-syndrome",
        {"present": ["fever", "rigidity"], "drugs": ["haloperidol"]},
    ),
    (
        "serotonin-syndrome",
        {"present": ["clonus", "agitation"], "drugs": ["sertraline", "tramadol"]},
    ),
    ("heat-stroke", {"present": ["confusion", "heat"]}),
    (
        "pre-eclampsia",
        {
            "present": ["34 weeks pregnant", "headache", "high blood pressure", "clonus"],
            "sex": "female",
            "age": 31,
        },
    ),
    ("severe-hypocalcaemia", {"present": ["cramps"], "results": ["calcium=1.7 mmol/L"]}),
    ("severe-hyponatraemia", {"present": ["confusion", "cramps"], "results": ["sodium=118"]}),
    ("quinine-platelets", {"present": ["bruising"], "drugs": ["quinine"]}),
    # A grade that is told without its number counts as the number does, and as what it is a kind of.
    ("severe-hypokalaemia", {"present": ["cramps"], "results": ["potassium-severely-low"]}),
    ("rhabdomyolysis", {"present": ["cramps", "dark urine"], "results": ["ck-over-40-times"]}),
    # What forbids a rule is no sign of its own danger, or another rule says it.
    ("hyperkalaemia", {"results": ["potassium-high", "ecg-wide-qrs"]}),
    ("tetany-with-normal-calcium", {"present": ["tetany"], "results": ["calcium=2.3"]}),
    ("tetany-unexplained", {"present": ["cramps", "thyroid surgery"], "results": ["calcium=2.0"]}),
    ("acute-kidney-injury", {"results": ["creatinine=450", "egfr=11"]}),
    ("infant-jerks-in-sleep", {"present": ["myoclonus", "night-time"], "age": 0.3}),
    (
        "ascending-weakness",
        {"present": ["onset within days", "tingling", "root pain", "both legs equally weak"]},
    ),
    (
        "one-sided-weakness-within-days",
        {"present": ["onset within days", "tingling", "foot drop"]},
    ),
]


@pytest.mark.parametrize(("rule", "given"), DANGEROUS, ids=[rule for rule, _ in DANGEROUS])
def test_what_was_silent_is_said(engine: Engine, rule: str, given: Given) -> None:
    answer = Answerer(engine).answer(given)
    assert not answer.unrecognised
    assert rule in [danger.rule for danger in answer.red_flags]
    assert not answer.calm


#: Nothing is raised; and whether all is so ordinary that no test is needed.
CALM: list[tuple[bool, Given]] = [
    (True, {"present": ["leg cramps at night", "normal examination"], "age": 70}),
    (True, {"present": ["nocturnal cramps"], "age": 45, "sex": "female"}),
    (True, {"present": ["calf cramps", "night-time", "sore calf the next day"], "age": 58}),
    (True, {"present": ["foot cramps", "rest cramps"], "results": ["examination-normal"]}),
    (True, {"present": ["nocturnal cramps", "normal examination"], "drugs": ["furosemide"]}),
    (True, {"present": ["leg cramps", "pregnancy", "normal examination"], "age": 29}),
    (True, {"present": ["nocturnal cramps"], "results": ["potassium-normal", "ck-normal"]}),
    (True, {"present": ["nocturnal cramps"], "results": ["sodium=139", "potassium=4.2"]}),
    (False, {"present": ["nocturnal cramps"], "results": ["ck-raised"]}),
    (False, {"present": ["nocturnal cramps"], "results": ["tsh=12"]}),
    (False, {"present": ["nocturnal cramps", "fatigue"], "age": 60}),
    (True, {"present": ["eyelid twitching"], "age": 24}),
    (True, {"present": ["twitching", "normal examination"], "age": 33}),
    (False, {"present": ["cramps", "exercise"], "age": 22}),
    (False, {"present": ["muscle pain"], "drugs": ["atorvastatin"], "age": 60}),
    (False, {"present": ["hand cramps", "writer's cramp"], "age": 40}),
    (False, {"present": ["restless legs", "nocturnal cramps"], "age": 55}),
    (False, {"present": ["cramps", "fatigue"], "results": ["tsh-normal"], "age": 35}),
    (False, {"present": ["back pain", "leg cramps"], "age": 50}),
    (False, {"present": ["cramps"], "results": ["sodium=139", "potassium=4.2", "ck=250"]}),
]


@pytest.mark.parametrize(("ordinary", "given"), CALM)
def test_the_ordinary_is_left_calm(engine: Engine, ordinary: bool, given: Given) -> None:
    answer = Answerer(engine).answer(given)
    assert not answer.unrecognised
    assert answer.red_flags == ()
    assert answer.calm is ordinary


def test_calm_says_why_and_when_to_come_back_and_who_says_so(engine: Engine) -> None:
    case = Case(present=("nocturnal-cramps", "normal-examination"), age=70)
    calm = engine.differential(case).calm
    assert calm is not None
    assert "no test is needed" in calm.statements[0].text
    assert any("longer than 10 minutes" in said.text for said in calm.come_back)
    assert all(said.sources for said in (*calm.statements, *calm.come_back))
    # One thing that is not ordinary, and nothing of it is said.
    more = Case(present=(*case.present, "numbness"), age=70)
    assert engine.differential(more).calm is None


def test_no_part_of_a_list_of_danger_signs_got_lost(engine: Engine) -> None:
    """The criteria that are published as a whole stand as a whole."""

    def asked(rule: str) -> set[str]:
        return {leaf.id for way in all_ways(engine, rule) for leaf in way}

    assert asked("serotonin-syndrome") >= {
        *("clonus", "agitation", "sweating-increased", "tremor", "hyperreflexia", "rigidity")
    }
    assert asked("cauda-equina") >= {
        *("bladder-dysfunction", "bowel-dysfunction", "saddle-numbness", "erectile-dysfunction"),
        "acute-flaccid-weakness",
    }
    assert asked("pre-eclampsia") >= {
        *("headache", "visual-loss", "blurred-vision", "abdominal-pain", "vomiting"),
        "peripheral-oedema",
    }
    assert asked("wernicke") >= {"malnutrition", "ophthalmoplegia", "ataxia", "confusion"}
