"""The differential: what the ranking promises, on drawn knowledge bases and on the real one."""

import itertools
from collections.abc import Callable
from math import exp, log, prod
from typing import Any

import pytest
from drawn_bases import LONELY, knowledge_bases
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.frequency import parse
from cramps.ranking.differential import (
    EXCLUDED_BELOW,
    EXCLUDING,
    NONE_OF_THESE,
    Candidate,
    Case,
    Contribution,
    Engine,
    Observation,
    Weights,
    is_empty,
    top,
)
from cramps.weighing.disorder_columns import whole

CasesOf = Callable[[KnowledgeBase], st.SearchStrategy[Case]]

#: Two knowledge bases and many properties: half of the usual examples for each.
brisk = settings(max_examples=settings().max_examples // 2)

NEARLY = 1 + 1e-9
ASSUMED = Weights()


def _drawn_to_the_usual(seen: int, examined: int) -> float:
    """Give a count as the ranking reads it: as if three more had been counted, of whom three in ten have it."""
    return (seen + 3 * 0.3) / (examined + 3)


def _change(engine: Engine, case: Case, observation: Observation) -> list[float]:
    """What telling one thing more changes, of every disorder."""
    return whole(engine.change(case, observation), engine.tables.silence_power)


def _drawn(data: st.DataObject, engine: Engine, cases_of: CasesOf) -> tuple[Engine, Case]:
    """Draw the real knowledge base or another, and a case from it."""
    chosen = data.draw(st.one_of(st.just(engine), knowledge_bases.map(Engine)), label="engine")
    return chosen, data.draw(cases_of(chosen.kb), label="case")


def _related(kb: KnowledgeBase, finding: str) -> set[str]:
    return {finding, *kb.broader(finding), *kb.narrower.get(finding, ())}


def _line(kb: KnowledgeBase, *findings: str) -> set[str]:
    """Give findings with what they are kinds of, and their kinds: one may imply the other."""
    return {related for finding in findings for related in _related(kb, finding)}


def _unrelated(data: st.DataObject, kb: KnowledgeBase, case: Case) -> str:
    """Draw a finding that neither implies nor follows from what the case tells; kin it may be."""
    free = sorted(set(kb.findings) - _line(kb, *case.present, *case.absent, *case.maybe))
    assume(free)
    return data.draw(st.sampled_from(free), label="finding")


def _with(case: Case, **more: str) -> Case:
    """Add one thing to fields of a case."""
    return structs.replace(case, **{f: (*getattr(case, f), value) for f, value in more.items()})


# Properties.


@brisk
@given(st.data())
def test_probabilities_sum_to_one(engine: Engine, cases_of: CasesOf, data: st.DataObject) -> None:
    engine, case = _drawn(data, engine, cases_of)
    posterior = engine.posterior(case)
    assert sum(posterior) == pytest.approx(1, abs=1e-9)
    assert all(0 < share < 1 for share in posterior)
    candidates = engine.differential(case).candidates
    assert sum(c.probability for c in candidates) == pytest.approx(1, abs=1e-9)


@brisk
@given(st.data())
def test_every_disorder_and_none_of_these_stand_once_the_likeliest_first(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    candidates = engine.differential(case).candidates
    others = [c.id for c in candidates if c.id.startswith("drug:")]
    everyone = [*engine.kb.disorders, NONE_OF_THESE, *others]
    assert sorted(c.id for c in candidates) == sorted(everyone)
    assert len(set(others)) == len(others)
    order = [(-c.probability, c.id) for c in candidates]
    assert order == sorted(order)


@brisk
@given(st.data())
def test_the_order_of_options_never_matters(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    given_lists = {k: v for k, v in structs.asdict(case).items() if isinstance(v, tuple)}
    mixed = {k: tuple(data.draw(st.permutations(v))) for k, v in given_lists.items()}
    other = structs.replace(case, **mixed)
    # Bit by bit: the same input gives the same bytes.
    assert structs.replace(engine.differential(other), case=case) == engine.differential(case)


@brisk
@given(st.data())
def test_saying_a_thing_twice_changes_nothing(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    twice = {k: v * 2 for k, v in structs.asdict(case).items() if isinstance(v, tuple)}
    other = structs.replace(case, **twice)
    assert structs.replace(engine.differential(other), case=case) == engine.differential(case)


@brisk
@given(st.data())
def test_a_new_engine_gives_the_same_answer(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    """What was asked before, and is remembered, leaves no trace."""
    kb = data.draw(knowledge_bases)
    cases = data.draw(st.lists(cases_of(kb), min_size=2, max_size=3))
    used = Engine(kb)
    assert [used.differential(c) for c in cases] == [Engine(kb).differential(c) for c in cases]


@brisk
@given(st.data())
def test_adding_a_finding_that_a_disorder_has_more_often_never_lowers_its_odds(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    """Of what is no kin: two kinds of one thing count less than each alone, for and against."""
    engine, case = _drawn(data, engine, cases_of)
    finding = _unrelated(data, engine.kb, case)
    told = _line(engine.kb, *case.present, *case.absent, *case.maybe)
    assume(told.isdisjoint(_line(engine.kb, finding)))
    assume(finding not in engine.answered(case))  # by a drug that is taken
    chances = [engine.chance(n, finding, case.setting) for n in range(len(engine.ids))]
    most = max(range(len(chances)), key=lambda n: chances[n])
    before, after = engine.posterior(case), engine.posterior(_with(case, present=finding))
    for other in range(len(chances)):
        assert after[other] * before[most] <= after[most] * before[other] * NEARLY
    if chances[most] > engine.background(finding, case.setting):
        assert after[-1] * before[most] < after[most] * before[-1]


@brisk
@given(st.data())
def test_adding_a_result_that_a_disorder_has_more_often_never_lowers_its_odds(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    done = {engine.kb.results[r][0].id for r in (*case.results, *case.not_results)}
    free = sorted(r for r, (test, _) in engine.kb.results.items() if test.id not in done)
    assume(free)
    result = data.draw(st.sampled_from(free))
    chances = [engine.chance(n, result, case.setting) for n in range(len(engine.ids))]
    most = max(range(len(chances)), key=lambda n: chances[n])
    before, after = engine.posterior(case), engine.posterior(_with(case, results=result))
    for other in range(len(chances)):
        assert after[other] * before[most] <= after[most] * before[other] * NEARLY


@brisk
@given(st.data())
def test_an_absent_finding_never_helps_a_disorder_that_always_has_it(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    told = _line(engine.kb, *case.present, *case.maybe, *case.absent)
    always = [
        (number, seen.id)
        for number, profile in enumerate(engine.profiles)
        for seen in profile.findings
        if seen.frequency in ("obligate", "100%") and seen.id not in told
    ]
    assume(always)
    number, finding = data.draw(st.sampled_from(always))
    before, after = engine.posterior(case), engine.posterior(_with(case, absent=finding))
    for other in range(len(before)):
        assert after[number] * before[other] <= after[other] * before[number] * NEARLY
    assert after[number] < before[number] or len(before) > 2
    assert after[number] * before[-1] < after[-1] * before[number]


@brisk
@given(st.data())
def test_an_absence_counts_the_more_the_more_often_a_disorder_has_it(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    """By itself; in a whole story it also ends a silence that counted before, and never for the better."""
    engine, case = _drawn(data, engine, cases_of)
    finding = _unrelated(data, engine.kb, case)
    ratios = engine.ratios(Observation(finding, "absent"), case.setting)
    chances = engine.tables.denied_chances(finding)
    told = sorted((c, r) for c, r in zip(chances, ratios, strict=True) if c is not None)
    for (rarer, one), (commoner, other) in itertools.pairwise(told):
        assert rarer <= commoner
        assert other <= one + 1e-9
    if not engine.tables.relations.denies.get(finding):
        change = _change(engine, case, Observation(finding, "absent"))
        silent = engine.evidence.answers_of(Observation(finding, "absent"))
        for n, chance in enumerate(chances):
            if chance is not None and chance > 0.6 and not silent - {finding}:
                assert change[n] < 0


@brisk
@given(st.data())
def test_a_broad_finding_with_its_narrower_one_counts_once(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    narrow = data.draw(
        st.sampled_from(sorted(f for f in engine.kb.findings if engine.kb.broader(f)))
    )
    broad = data.draw(st.sampled_from(engine.kb.broader(narrow)))
    about = _related(engine.kb, narrow) | _related(engine.kb, broad)
    assume(not about & {*case.present, *case.maybe, *case.absent})
    alone = _with(case, present=narrow)
    assert engine.posterior(_with(alone, present=broad)) == engine.posterior(alone)
    assert engine.posterior(_with(alone, maybe=broad)) == engine.posterior(alone)
    alone = _with(case, maybe=narrow)
    assert engine.posterior(_with(alone, maybe=broad)) == engine.posterior(alone)
    alone = _with(case, absent=broad)
    assume(narrow in engine.kb.denies(broad))  # not where the link is ours alone
    assert engine.posterior(_with(alone, absent=narrow)) == engine.posterior(alone)


@brisk
@given(st.data())
def test_maybe_lies_between_present_and_not_told(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    case = structs.replace(case, maybe=(), whole_story=False)
    finding = data.draw(st.sampled_from(sorted(engine.kb.findings)))
    assume(not _related(engine.kb, finding) & set(case.absent))
    kin = {o.id for o in engine.observations(case)} & _line(engine.kb, finding) - set(case.absent)
    assume(kin <= set(engine.kb.broader(finding)) and len(kin) < 2)
    neutral = engine.scores(case)
    perhaps = engine.scores(_with(case, maybe=finding))
    surely = engine.scores(_with(case, present=finding))
    for number in range(len(engine.ids)):
        odds = [exp(p[number]) for p in (neutral, perhaps, surely)]
        assert min(odds[0], odds[2]) <= odds[1] * NEARLY
        assert odds[1] <= max(odds[0], odds[2]) * NEARLY


@brisk
@given(st.data())
def test_none_of_these_rises_with_findings_that_nothing_explains(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine = Engine(data.draw(knowledge_bases))
    case = data.draw(cases_of(engine.kb))
    case = structs.replace(case, drugs=())
    assume(LONELY not in {*case.present, *case.absent, *case.maybe})
    before = engine.posterior(case)
    answer = engine.differential(_with(case, present=LONELY))
    after = engine.posterior(answer.case)
    assert after[-1] > before[-1]
    assert LONELY in answer.unknown_to_all
    assert all(LONELY in c.unexplained for c in answer.candidates if c.id != NONE_OF_THESE)
    # A penalty of 1/100 for what an entry forgot is what the users of other programs object to.
    assert after[0] / after[-1] > before[0] / before[-1] * 0.3
    # What nobody writes about may as well be absent.
    assert engine.posterior(_with(case, absent=LONELY)) == before


@brisk
@given(st.data())
def test_the_contributions_add_up_to_the_answer(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    candidates = engine.differential(case).candidates
    none = next(c for c in candidates if c.id == NONE_OF_THESE)

    def product(candidate: Candidate) -> float:
        return prod(c.likelihood_ratio for c in candidate.contributions)

    for candidate in candidates:
        odds = candidate.probability / none.probability
        assert odds == pytest.approx(product(candidate) / product(none), rel=1e-9)
        assert len({c.id for c in candidate.contributions}) == len(candidate.contributions)


@brisk
@given(st.data())
def test_unexplained_is_what_is_present_and_neither_listed_nor_implied(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    kb = engine.kb
    taken = set(engine.evidence.circumstances(case))
    for candidate in engine.differential(case).candidates:
        if candidate.id not in kb.disorders:
            assert not candidate.unexplained
            continue
        entry = kb.disorders[candidate.id]
        one, relations = engine.tables.relations.one, engine.tables.relations
        listed = {f.finding for f in entry.findings} | {t.result for t in entry.tests}
        listed |= set(engine.profiles[engine.ids.index(candidate.id)].by_rules)
        listed = {one(i) for i in listed}
        assert set(candidate.unexplained) <= {*case.present, *case.results, *taken}
        for finding in set(case.present) - set(candidate.unexplained):
            node = one(finding)
            line = {node, *relations.below.get(node, ()), *relations.above.get(node, ())}
            assert listed & line


@brisk
@given(st.data())
def test_a_critical_disorder_is_listed_until_it_is_excluded(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    answer = engine.differential(case)
    for candidate in answer.candidates:
        given = [c for c in candidate.contributions if c.id not in ("prior", "calibration")]
        moved = prod(c.likelihood_ratio for c in given)
        if abs(moved / EXCLUDED_BELOW - 1) > 1e-9:
            listed = candidate.id in {u.id for u in answer.critical}
            assert listed == (candidate.critical and moved > EXCLUDED_BELOW)
    assert [u.fits for u in answer.critical] == sorted(
        (u.fits for u in answer.critical), reverse=True
    )
    told = engine.answered(case)
    for unexcluded in answer.critical:
        entry = engine.kb.disorders[unexcluded.id]
        known = {f.finding for f in entry.findings if f.frequency}
        known |= {t.result for t in entry.tests if t.frequency or t.sensitivity}
        known = {engine.tables.relations.one(i) for i in known}
        assert len(unexcluded.excluded_by) <= 3
        for excluder in unexcluded.excluded_by:
            assert excluder.id in known - told
            assert excluder.frequency > EXCLUDING
            assert excluder.likelihood_ratio < 1


def test_every_excluder_lowers_its_disorder_when_it_is_absent(engine: Engine) -> None:
    answer = engine.differential(Case(present=("fasciculations",)))
    checked = 0
    for unexcluded in answer.critical:
        for excluder in unexcluded.excluded_by:
            field = "absent" if excluder.id in engine.kb.findings else "not_results"
            without = _with(answer.case, **{field: excluder.id})
            shares = {c.id: c.probability for c in engine.differential(without).candidates}
            assert shares[unexcluded.id] < unexcluded.probability
            checked += 1
    assert checked


# Reckoned by hand, on the made-up knowledge base.


def _likelihood_ratio(kb: KnowledgeBase, case: Case, disorder: str, name: str) -> float | None:
    candidates = Engine(kb).differential(case).candidates
    told = next(c for c in candidates if c.id == disorder).contributions
    return next((c.likelihood_ratio for c in told if c.id == name), None)


def _alone(kb: KnowledgeBase, case: Case, name: str, disorder: str = "first") -> float:
    ratio = _likelihood_ratio(kb, case, disorder, name)
    assert ratio is not None
    return ratio


def test_a_likelihood_ratio_is_the_tempered_quotient_of_chances(kb: KnowledgeBase) -> None:
    """Frequent is 30 to 79 %, never is taken as 0.3 %; nobody is a reference, so others have it rarely."""
    others = ASSUMED.rarest
    case = Case(present=("twitching",))
    t = ASSUMED.temper
    assert _alone(kb, case, "twitching") == pytest.approx((0.545 / others) ** t)
    assert _alone(kb, case, "twitching", "second") == pytest.approx((ASSUMED.lowest / others) ** t)
    assert ASSUMED.lowest < others
    case = Case(absent=("twitching",))
    denied = (0.455 / (1 - others)) ** (t * ASSUMED.denial)
    assert _alone(kb, case, "twitching") == pytest.approx(denied)
    case = Case(maybe=("twitching",))
    half = (0.545 / others) ** (t * ASSUMED.maybe)
    assert _alone(kb, case, "twitching") == pytest.approx(half)


def test_an_unknown_frequency_of_a_trigger_is_one_in_seven_and_never_all(kb: KnowledgeBase) -> None:
    ratio = _alone(kb, Case(present=("cold",)), "cold")
    assert ratio == pytest.approx((0.15 / ASSUMED.rarest) ** ASSUMED.temper)


def test_what_hangs_together_with_little_else_is_not_tempered(engine: Engine) -> None:
    """Circumstances and genes count in full, and a test result that is denied does, but no denied finding."""
    bare = Engine(engine.kb, Weights(temper=1, denial=1))
    relations = engine.tables.relations
    assert "chronic-alcohol-use" in relations.circumstances
    assert "scn4a-variant" in relations.genes
    for observation, there, denied in (
        ("weakness", ASSUMED.temper, ASSUMED.temper * ASSUMED.denial),
        ("ck-raised", ASSUMED.temper, ASSUMED.temper),
        ("chronic-alcohol-use", 1.0, ASSUMED.denial),
        ("scn4a-variant", 1.0, 1.0),
    ):
        pairs: tuple[tuple[Any, float], ...] = (("present", there), ("absent", denied))
        for sign, share in pairs:
            seen = Observation(observation, sign)
            plain = bare.ratios(seen)
            assert any(plain)
            assert engine.ratios(seen) == pytest.approx([share * ratio for ratio in plain])


def test_what_none_of_a_few_had_is_no_less_against_a_disorder_than_silence(engine: Engine) -> None:
    """None of five: drawn to the usual, that is more than others have, and yet it speaks for nothing."""
    tables, checked = engine.tables, 0
    for number, entry in enumerate(tables.listed):
        silence = log(ASSUMED.unmentioned) * tables.silence_power[number]
        for observation, told in entry.items():
            kin = tables.relations.above.get(observation), tables.relations.below.get(observation)
            if told.never and not any(kin):
                assert tables.alone(observation, "none")[number] <= silence + 1e-9
                assert not engine.explains(number, observation)
                checked += told.examined > 0
    assert checked


def test_what_an_entry_does_not_mention_is_nearly_neutral(kb: KnowledgeBase) -> None:
    """An entry that lists much would have mentioned it sooner: second, with two findings, is short."""
    ratio = _alone(kb, Case(present=("cold",)), "cold", "second")
    thorough = (ASSUMED.shortest_entry / ASSUMED.entry_length) ** 0.5
    assert ratio == pytest.approx(ASSUMED.unmentioned ** (ASSUMED.temper * thorough))
    assert ASSUMED.unmentioned**ASSUMED.temper > 0.4
    assert _likelihood_ratio(kb, Case(absent=("cold",)), "second", "cold") == 1


def test_what_many_people_have_anyway_says_little(engine: Engine) -> None:
    """The background of a common finding, and of its umbrella, is how common it is at large."""
    counted = [f for f in engine.kb.findings.values() if f.at_large]
    assert len(counted) >= 10
    for finding in counted:
        assert finding.at_large
        share = parse(finding.at_large.value).middle
        for f in (finding.id, *finding.broader):
            assert engine.background(f) >= min(share, engine.weights.commonest)


def test_a_normal_result_speaks_against_nothing_that_does_not_mention_it(engine: Engine) -> None:
    silent = [
        (number, result)
        for result in ("eeg-normal", "ck-normal", "mri-brain-normal")
        for number, chance in enumerate(engine.chances(result))
        if chance is None and engine.kb.results[result][0].id not in engine.tables.tests[number]
    ]
    assert silent
    for number, result in silent:
        assert engine.ratios(Observation(result, "present"))[number] == 0


def test_a_broad_finding_is_explained_by_a_narrower_one(kb: KnowledgeBase) -> None:
    """Of first 15 in 16 have foot drop, so as many are weak; second is weak and does not name foot drop."""
    engine = Engine(kb)
    drop = _drawn_to_the_usual(15, 16)
    assert engine.chances("weakness") == pytest.approx([drop, 0.6])
    assert engine.chances("foot-drop") == [pytest.approx(drop), None]
    weak, foot = (engine.scores(Case(present=(f,)))[1] for f in ("weakness", "foot-drop"))
    unnamed = log(ASSUMED.sibling) * ASSUMED.kin * ASSUMED.temper
    assert foot == pytest.approx(weak + unnamed)


def test_another_result_of_the_same_test_speaks_against(kb: KnowledgeBase) -> None:
    engine = Engine(kb)
    assert engine.chances("ck-high") == [None, ASSUMED.highest]
    assert engine.chances("ck-normal") == [0.7, None]
    for result, other in (("ck-high", 0), ("ck-normal", 1)):
        assert engine.chance(other, result) <= ASSUMED.contrary
        assert engine.ratios(Observation(result, "present"))[other] < 0


def test_no_result_speaks_for_an_entry_that_lists_another_of_the_test(engine: Engine) -> None:
    """A raised TSH speaks against what is defined by a normal one."""
    for number, tests in enumerate(p.tests for p in engine.profiles):
        for test in tests:
            for result in engine.kb.tests[test.test].results:
                if engine.chances(result.id)[number] is None:
                    assert engine.ratios(Observation(result.id, "present"))[number] <= 0


@given(data=st.data())
def test_several_drugs_with_one_harm_each_have_a_place(engine: Engine, data: Any) -> None:
    """Two drugs may stand behind one entry; every candidate still has its share."""
    drugs = st.sampled_from(list(engine.kb.drugs))
    taken = data.draw(st.lists(drugs, min_size=2, max_size=5, unique=True))
    standing = engine.standing(Case(present=("muscle-cramps", "clonus"), drugs=tuple(taken)))
    assert len(standing.ids) == len(standing.shares) == len(standing.names)
    assert len(standing.ids) == len(set(standing.ids))
    assert sum(standing.shares) == pytest.approx(1)


def test_a_drug_that_is_a_circumstance_counts_as_such(engine: Engine) -> None:
    for drug in engine.kb.drugs.values():
        if drug.finding:
            taken = Case(present=("muscle-cramps",), drugs=(drug.id,))
            named = Case(present=("muscle-cramps", drug.finding), drugs=(drug.id,))
            assert engine.posterior(taken) == engine.posterior(named)
            others = engine.evidence.circumstances_of(drug.id)
            alone = Case(present=("muscle-cramps", *others))
            assert engine.observations(alone) == engine.observations(named)


@pytest.mark.parametrize(
    ("age", "onset_age", "ratio"),
    [
        (None, None, 1),
        (0, None, ASSUMED.too_young**0.8),
        (10, None, ASSUMED.too_young**0.3),
        (15, None, ASSUMED.too_young**0.05),
        (16, None, ASSUMED.typical_age),
        (50, None, ASSUMED.typical_age),  # it may have begun ten years ago
        (51, None, ASSUMED.too_old**0.05),
        (None, 40, ASSUMED.typical_age),
        (None, 41, ASSUMED.too_old**0.05),
        (None, 60, ASSUMED.too_old),
        (None, 90, ASSUMED.too_old),
        (90, 30, ASSUMED.typical_age),
    ],
)
def test_age_counts_by_the_usual_years_of_onset(
    kb: KnowledgeBase, age: float | None, onset_age: float | None, ratio: float
) -> None:
    case = Case(present=("weakness",), age=age, onset_age=onset_age)
    # What changes nothing is not told.
    expected = None if ratio == 1 else pytest.approx(ratio)
    assert _likelihood_ratio(kb, case, "first", "age") == expected
    assert _likelihood_ratio(kb, case, "second", "age") is None  # its onset is not known


@pytest.mark.parametrize(
    ("sex", "ratio"), [("male", ASSUMED.preferred_sex), ("female", ASSUMED.other_sex), (None, None)]
)
def test_sex_counts_where_it_is_skewed(kb: KnowledgeBase, sex: Any, ratio: float | None) -> None:
    case = Case(present=("weakness",), sex=sex)
    assert _likelihood_ratio(kb, case, "first", "sex") == ratio
    assert _likelihood_ratio(kb, case, "second", "sex") is None


def test_in_a_whole_story_the_silence_about_what_is_nearly_always_there_speaks(
    kb: KnowledgeBase,
) -> None:
    """Of first 15 in 16 have foot drop."""
    told = Case(present=("cold",), whole_story=True)
    p = _drawn_to_the_usual(15, 16)
    assert p > ASSUMED.cardinal
    share = ASSUMED.told * (p - ASSUMED.cardinal) / (1 - ASSUMED.cardinal)
    expected = (1 - share * p) ** ASSUMED.temper
    assert _likelihood_ratio(kb, told, "first", "foot-drop") == pytest.approx(expected)
    assert expected < 1
    assert _likelihood_ratio(kb, told, "second", "foot-drop") is None
    for more in (
        structs.replace(told, whole_story=False),
        _with(told, present="foot-drop"),
        _with(told, maybe="foot-drop"),
        _with(told, absent="foot-drop"),
        _with(told, absent="weakness"),
    ):
        contributions = Engine(kb).differential(more).candidates[0].contributions
        assert "untold" not in {c.sign for c in contributions}


@brisk
@given(st.data())
def test_a_story_told_in_parts_or_whole_counts_what_is_told_alike(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    parts, whole = (
        {c.id: c for c in engine.differential(structs.replace(case, whole_story=w)).candidates}
        for w in (False, True)
    )
    for disorder, candidate in whole.items():
        aside = ("calibration", "poor-fit", "fit")
        told, before = (
            [c for c in contributions if c.sign != "untold" and c.id not in aside]
            for contributions in (candidate.contributions, parts[disorder].contributions)
        )
        assert told == before
        untold = {c.id for c in candidate.contributions if c.sign == "untold"}
        assert not untold & engine.answered(case)
        assert all(c.likelihood_ratio < 1 for c in candidate.contributions if c.id in untold)


@brisk
@given(st.data())
def test_a_change_is_what_telling_it_changes(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    engine, case = _drawn(data, engine, cases_of)
    finding = _unrelated(data, engine.kb, case)
    sign: Any = data.draw(st.sampled_from(("present", "absent")))
    told = engine.scores(_with(case, **{sign: finding}))
    changes = _change(engine, case, Observation(finding, sign))
    for before, change, after in zip(engine.scores(case), changes, told, strict=True):
        assert before + change == pytest.approx(after)


def test_a_drug_speaks_for_what_it_causes(kb: KnowledgeBase) -> None:
    case = Case(present=("weakness",), drugs=("toxin",))
    assert _likelihood_ratio(kb, case, "first", "toxin") == ASSUMED.drug_cause
    assert _likelihood_ratio(kb, case, "second", "toxin") is None


@pytest.mark.parametrize("setting", ["primary-care", "neurology", "none"])
def test_without_findings_the_shares_are_the_priors(kb: KnowledgeBase, setting: Any) -> None:
    engine = Engine(kb)
    posterior = engine.posterior(Case(setting=setting))
    assert posterior[:-1] == pytest.approx(engine.priors(setting))
    # first has 1-9/100000, of second it is not known: taken as 2.5 in 10,000
    power = {"primary-care": 0.4, "neurology": 0.3, "none": 0.0}[setting]
    assert posterior[1] / posterior[0] == pytest.approx(6.25**power)
    none = ASSUMED.none_of_these[setting]
    assert posterior[-1] / posterior[1] == pytest.approx(none / 2.5**power)


def test_what_is_there_surely_is_not_lost_where_a_narrower_one_is_there_perhaps(
    kb: KnowledgeBase,
) -> None:
    engine = Engine(kb)
    signs = engine.observations(Case(present=("weakness",), maybe=("foot-drop",)))
    assert signs == [("foot-drop", "maybe"), ("weakness", "present")]
    neutral, perhaps, surely = (
        engine.scores(case)[0]
        for case in (
            Case(present=("weakness",)),
            Case(present=("weakness",), maybe=("foot-drop",)),
            Case(present=("weakness", "foot-drop")),
        )
    )
    assert perhaps == pytest.approx((neutral + surely) / 2)


def test_the_weights_can_be_changed(kb: KnowledgeBase) -> None:
    untempered = Engine(kb, Weights(temper=1))
    case = Case(present=("twitching",))
    ratio = _likelihood_ratio(kb, case, "first", "twitching")
    assert ratio is not None
    (first, *_) = untempered.differential(case).candidates
    told = {c.id: c.likelihood_ratio for c in first.contributions}
    assert log(told["twitching"]) == pytest.approx(log(ratio) / ASSUMED.temper)


def test_no_observation_proves_or_excludes_alone(engine: Engine) -> None:
    every, relations = [*engine.kb.findings, *engine.kb.results], engine.tables.relations
    chances = [c for o in every for c in engine.chances(o) if c is not None]
    assert min(chances) >= ASSUMED.lowest
    assert max(chances) <= ASSUMED.highest
    for o in every:
        least = ASSUMED.rarest_gene if o in relations.genes else ASSUMED.rarest
        assert least <= engine.background(o) <= ASSUMED.commonest


# What cannot be.


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (Case(present=("cold",), absent=("cold",)), "cold: present and absent at once"),
        (Case(maybe=("cold",), absent=("cold",)), "cold: present and absent at once"),
        (Case(results=("ck-high",), not_results=("ck-high",)), "ck-high: present and absent"),
        (
            Case(present=("foot-drop",), absent=("weakness",)),
            "weakness is absent, but foot-drop, a kind of it, is present",
        ),
        (
            Case(maybe=("foot-drop",), absent=("weakness",)),
            "weakness is absent, but foot-drop, a kind of it, is present",
        ),
        (Case(age=-1), "an age of -1 years is not possible; give 0 to 120"),
        (Case(age=121), "an age of 121 years"),
        (Case(age=float("nan")), "an age of nan years"),
        (Case(age=float("inf")), "an age of inf years"),
        (Case(onset_age=-0.1), "an onset age of -0.1 years"),
        (Case(onset_age=120.5), "an onset age of 120.5 years"),
        (Case(age=30, onset_age=31), "it cannot have begun at 31 when the age is 30"),
    ],
)
def test_a_case_that_cannot_be_is_refused(kb: KnowledgeBase, case: Case, message: str) -> None:
    engine = Engine(kb)
    with pytest.raises(BadQuery) as refused:
        engine.posterior(case)
    assert refused.value.message.startswith(message)
    with pytest.raises(BadQuery):
        engine.differential(case)


@pytest.mark.parametrize(
    "case",
    [
        Case(present=("weakness",), absent=("foot-drop",)),
        Case(present=("weakness",), maybe=("weakness",)),
        Case(results=("ck-high",), not_results=("ck-normal",)),
        Case(age=0, onset_age=0),
        Case(age=120),
    ],
)
def test_a_case_that_can_be_is_answered(kb: KnowledgeBase, case: Case) -> None:
    assert len(Engine(kb).differential(case).candidates) == 3


@pytest.mark.parametrize("field", ["present", "absent", "maybe", "results", "not_results"])
def test_one_observation_makes_a_case(field: str) -> None:
    assert not is_empty(_with(Case(), **{field: "anything"}))
    assert is_empty(Case(age=50, onset_age=40, sex="male", setting="none", drugs=("toxin",)))


# What is shown of the list.


@given(st.integers(1, 8), st.integers(0, 6))
def test_the_top_keeps_the_order_and_none_of_these(number: int, place: int) -> None:
    def candidate(name: str) -> Candidate:
        return Candidate(
            id=name,
            name=name,
            probability=exp(-1),
            critical=False,
            contributions=(Contribution("prior", "present", 1.0, explained=True),),
            unexplained=(),
        )

    everyone = [candidate(f"d{n}") for n in range(6)]
    everyone.insert(place, candidate(NONE_OF_THESE))
    kept = top(everyone, number)
    assert kept[:number] == tuple(everyone[:number])
    assert [c.id for c in kept].count(NONE_OF_THESE) == 1
    assert len(kept) == number + (place >= number) if number < 7 else len(kept) == 7
