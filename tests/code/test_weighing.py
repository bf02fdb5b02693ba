"""What is reckoned beforehand, and sums that are made in a short way, are what the definitions give."""

from math import exp, log2
from typing import get_args

import msgspec
import project_base
import pytest
from drawn_bases import knowledge_bases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cramps.curation.compilation import encode
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.closed_lists import Setting
from cramps.knowledge.container import decode
from cramps.knowledge.profiles import Seen, profiles
from cramps.ranking.after_an_answer import Outcomes
from cramps.ranking.differential import Engine, Observation
from cramps.ranking.next_step import questions
from cramps.weighing.assumptions import Weights
from cramps.weighing.disorder_columns import Column, added, packed, times, value_of, whole
from cramps.weighing.likelihood import listed
from cramps.weighing.tables import Sign, Tables

KB = project_base.knowledge()
brisk = settings(deadline=None, suppress_health_check=list(HealthCheck))
SETTINGS: tuple[Setting, ...] = get_args(Setting)
SIGNS: tuple[Sign, ...] = ("present", "maybe", "absent")
#: A little off: a chance that is derived from a slope is not rounded as one that was summed.
NEARLY = 1e-9

few = st.floats(-4, 4)
silences = st.lists(st.sampled_from((0.5, 1.0, 2.0)), min_size=5, max_size=5)
columns = st.builds(
    lambda slope, told: Column(slope, sorted(told), [told[n] for n in sorted(told)]),
    few,
    st.dictionaries(st.integers(0, 4), few),
)


@brisk
@given(knowledge_bases)
def test_a_compiled_knowledge_base_weighs_as_its_records_do(kb: KnowledgeBase) -> None:
    opened = decode(encode(kb), "made up")
    read, reckoned = Tables(opened, Weights()), Tables(kb, Weights())
    assert read.beforehand is not None
    assert reckoned.beforehand is None
    assert read.relations == reckoned.relations
    assert list(read.listed) == list(reckoned.listed)
    assert read.listed_at_all == reckoned.listed_at_all
    assert [whole(c, read.silence_power) for c in read.untold.values()] == [
        whole(c, reckoned.silence_power) for c in reckoned.untold.values()
    ]
    for i in reckoned.relations.parents:
        assert read.chances(i) == reckoned.chances(i)
        assert read.denied_chances(i) == reckoned.denied_chances(i)
        for setting in SETTINGS:
            assert read.background(i, setting) == reckoned.background(i, setting)
            chances = reckoned.chances_in(i, setting)
            assert read.chances_in(i, setting) == pytest.approx(chances, rel=NEARLY)
            for sign in SIGNS:
                told = Observation(i, sign)
                assert read.ratios(told, setting) == reckoned.ratios(told, setting)


def test_other_weights_are_not_read_but_reckoned(engine: Engine) -> None:
    assert Tables(engine.kb, Weights(temper=0.1)).beforehand is None
    assert Tables(engine.kb, Weights()).beforehand is not None


@given(silences, st.lists(few, min_size=5, max_size=5), few)
def test_a_packed_column_is_the_whole(
    silence: list[float], full: list[float], slope: float
) -> None:
    column = packed(full, slope, silence)
    assert whole(column, silence) == full
    assert [value_of(column, n, silence) for n in range(5)] == full


@given(silences, st.lists(st.tuples(st.sampled_from((1, -1)), columns), min_size=1, max_size=4))
def test_columns_add_as_their_numbers_do(
    silence: list[float], parts: list[tuple[int, Column]]
) -> None:
    each = [whole(times(column, sign), silence) for sign, column in parts]
    expected = [sum(of_one) for of_one in zip(*each, strict=True)]
    assert whole(added(parts, silence), silence) == pytest.approx(expected)


@given(silences, st.lists(st.floats(0, 1), min_size=5, max_size=5), st.floats(0, 1), columns)
def test_what_is_left_after_an_answer_is_what_is_left_of_each(
    silence: list[float], shares: list[float], none: float, change: Column
) -> None:
    total = sum(shares) + none
    if total < 0.01:
        return
    now, none = [share / total for share in shares], none / total
    outcomes = Outcomes(list("abcde"), now, range(5), silence, none)
    ratios = whole(change, silence)
    weights = [share * exp(ratio) for share, ratio in zip(now, ratios, strict=True)]
    left = [weight / (sum(weights) + none) for weight in (*weights, none)]
    entropy = -sum(share * log2(share) for share in left if share)
    assert outcomes.after(change).entropy == pytest.approx(entropy, abs=NEARLY)
    assert outcomes.weights(change)[1] == pytest.approx(weights)
    heaviest = sorted(weights, reverse=True)[:3]
    assert [weight for weight, _ in outcomes.leading(change)] == pytest.approx(heaviest)


@brisk
@given(st.data())
def test_the_chance_of_a_yes_is_the_mean_of_everyones(engine: Engine, data: st.DataObject) -> None:
    from cramps.cases.case import Case

    ids = sorted(engine.kb.findings)
    case = Case(present=tuple(data.draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))))
    there = engine.evidence.read(case).there
    shares = engine.posterior(case)
    for question in questions(engine, case, per_tier=5):
        chances = engine.chances_now(question.id, case, there)
        none = engine.background_now(question.id, case, there)
        mean = sum(s * c for s, c in zip(shares, (*chances, none), strict=True))
        assert question.probability == pytest.approx(mean, abs=NEARLY)


def test_what_few_kinds_of_a_disorder_are_annotated_with_counts_less_than_what_all_are() -> None:
    weights = Weights()
    relations = Tables(KB, weights).relations

    def chance(kinds: float) -> float:
        seen = Seen("tongue-fasciculations", None, annotated=True, kinds=kinds)
        profile = msgspec.structs.replace(profiles(KB)[0], findings=(seen,), results=())
        return listed(profile, relations, weights)["tongue-fasciculations"].chance

    assert chance(0.01) == chance(0.0) < chance(0.8) < chance(1.0) == weights.unknown_annotated
    of_kinds = [seen.kinds for profile in profiles(KB) for seen in profile.findings]
    assert any(kinds < 1 for kinds in of_kinds)
