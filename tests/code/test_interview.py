"""The interview as a state: what it asks, what it keeps, what it takes back."""

from collections.abc import Callable

import pytest
from conftest import LONG
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from cramps.knowledge.base import KnowledgeBase
from cramps.ranking.differential import Case, Engine, Weights
from cramps.ranking.interview import ASKED, EXAMINED, Answer, Interview

CasesOf = Callable[[KnowledgeBase], st.SearchStrategy[Case]]

ANSWERS: tuple[Answer, ...] = ("yes", "no", "unknown")


@LONG
@given(st.data())
def test_whatever_is_answered_the_case_can_be_and_no_question_returns(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    start = data.draw(cases_of(engine.kb))
    examine = data.draw(st.booleans())
    talk = Interview(engine, start, examine=examine)
    asked = []
    for answer in data.draw(st.lists(st.sampled_from(ANSWERS), max_size=8)):
        question = talk.next_question()
        if question is None:
            break
        assert question.id not in engine.answered(talk.case)
        assert engine.kb.findings[question.id].kind in (EXAMINED if examine else ASKED)
        asked.append(question.id)
        talk.answer(question, answer)
        assert sum(engine.posterior(talk.case)) == pytest.approx(1)  # no contradiction
    assert len(set(asked)) == len(asked)
    assert [a.question.id for a in talk.asked] == asked


@LONG
@given(st.data())
def test_back_restores_what_was(engine: Engine, cases_of: CasesOf, data: st.DataObject) -> None:
    talk = Interview(engine, data.draw(cases_of(engine.kb)))
    states = []
    for answer in data.draw(st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3)):
        question = talk.next_question()
        assert question is not None
        states.append((question, talk.case))
        talk.answer(question, answer)
    for question, case in reversed(states):
        assert talk.back() == question
        assert talk.case == case
        assert talk.next_question() == question
    assert talk.back() is None


@LONG
@given(st.data())
def test_the_answers_are_added_to_what_was_known(
    engine: Engine, cases_of: CasesOf, data: st.DataObject
) -> None:
    start = data.draw(cases_of(engine.kb))
    talk = Interview(engine, start)
    told: dict[str, list[str]] = {answer: [] for answer in ANSWERS}
    for answer in data.draw(st.permutations(ANSWERS)):
        question = talk.next_question()
        assert question is not None
        told[answer].append(question.id)
        talk.answer(question, answer)
    assert talk.case == structs.replace(
        start,
        present=(*start.present, *told["yes"]),
        absent=(*start.absent, *told["no"]),
    )
    assert talk.differential() == engine.differential(talk.case)


#: With these each of the four findings of the two made-up diseases could change their order.
TELLING = Weights(denial=1.0, temper=0.7, unknown=0.3, unknown_sign=0.3)


def test_it_ends_when_nothing_is_worth_asking(kb: KnowledgeBase) -> None:
    talk = Interview(Engine(kb, TELLING), Case(), examine=True)
    asked = []
    while (question := talk.next_question()) is not None:
        asked.append(question.id)
        talk.answer(question, "unknown")
    assert sorted(asked) == ["cold", "foot-drop", "twitching", "weakness"]
    talk.back()
    assert talk.next_question() is not None


def test_without_an_examiner_no_sign_is_asked_for(kb: KnowledgeBase) -> None:
    talk = Interview(Engine(kb, TELLING), Case())
    first = talk.next_question()
    assert first is not None
    assert first.id == "weakness"
    talk.answer(first, "unknown")
    second = talk.next_question()
    assert second is not None
    assert second.id == "cold"
    talk.answer(second, "no")
    assert talk.next_question() is None


@pytest.mark.parametrize("sign", ["present", "maybe"])
def test_a_no_could_never_contradict(kb: KnowledgeBase, sign: str) -> None:
    """What a narrower finding implies, or hints at, is not asked."""
    start = structs.replace(Case(), **{sign: ("foot-drop",)})
    talk = Interview(Engine(kb), start, examine=True)
    while (question := talk.next_question()) is not None:
        assert question.id != "weakness"
        talk.answer(question, "no")
    assert talk.asked


# Red flags.


@pytest.mark.parametrize("finding", ["weakness", "foot-drop"])
def test_a_flag_is_raised_by_its_finding_or_a_narrower_one(kb: KnowledgeBase, finding: str) -> None:
    (raised,) = Interview(Engine(kb), Case(present=(finding,))).red_flags()
    assert (raised.rule, raised.urgency, raised.raised_by) == ("breathless", "now", (finding,))


@pytest.mark.parametrize(
    "case", [Case(absent=("weakness",)), Case(present=("cold",)), Case(maybe=("foot-drop",))]
)
def test_no_flag_is_raised_by_what_is_absent_or_not_sure(kb: KnowledgeBase, case: Case) -> None:
    assert Interview(Engine(kb), case).red_flags() == ()


def test_an_answer_can_raise_a_flag_and_taking_it_back_lowers_it(kb: KnowledgeBase) -> None:
    talk = Interview(Engine(kb), Case())
    question = talk.next_question()
    assert question is not None
    talk.answer(question, "yes")
    assert question.id == "weakness"
    assert [danger.rule for danger in talk.red_flags()] == ["breathless"]
    talk.back()
    assert talk.red_flags() == ()


# In order: danger, what contracts, what separates.


def test_from_a_blank_start_the_first_question_is_whether_muscles_cramp(engine: Engine) -> None:
    first = Interview(engine, Case()).next_question()
    assert first is not None
    assert first.id == "muscle-cramps"


def test_danger_comes_first_then_what_contracts_then_the_cause(engine: Engine) -> None:
    talk = Interview(engine, Case(present=("muscle-cramps", "fasciculations"), age=62))
    phases: list[str] = []
    while len(phases) < 11 and (question := talk.next_question()) is not None:
        phases.append(talk.phase_of(question))
        if phases[-1] == "danger":
            told = structs.replace(talk.case, present=(*talk.case.present, question.id))
            assert len(engine.dangers.raised(told)) > len(talk.red_flags())
        talk.answer(question, "no")
    order = ["danger", "phenomenon", "cause"]
    assert [order.index(p) for p in phases] == sorted(order.index(p) for p in phases)
    assert phases[0] == "danger"
    assert phases[-1] == "cause"


def test_why_is_said_in_words(engine: Engine) -> None:
    talk = Interview(engine, Case(present=("muscle-cramps",)))
    for _ in range(11):
        question = talk.next_question()
        assert question is not None
        said = talk.why(question)
        assert said.endswith(".")
        assert "bits" not in said
        assert "%" not in said
        talk.answer(question, "no")
