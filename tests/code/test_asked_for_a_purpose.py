"""A question that is put for a purpose: what to do, how urgent, which of two, what to tell, who carries it."""

from pathlib import Path

import pytest
from conftest import Run

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.answering.answer import Asked
from cramps.queries.ask import ask


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


def told(answer: Asked) -> str:
    return " ".join(line.text for line in answer.lines)


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("tetanus what to do first", "tetanus"),
        ("rhabdomyolysis what to do", "rhabdomyolysis"),
        ("what now in malignant hyperthermia", "malignant-hyperthermia"),
    ],
)
def test_where_it_is_asked_what_to_do_the_danger_is_first(
    base: KnowledgeBase, question: str, rule: str
) -> None:
    first, *behind = ask(base, question, most=4).lines
    said = base.red_flags.plain(rule)
    assert first.text == f"NOW: {said['action']}"
    assert any(line.part == "what helps" for line in behind)


@pytest.mark.parametrize("question", ["twitching when to refer", "twitching als worry"])
def test_a_worrying_finding_has_its_rule_first_and_what_is_ordinary_last(
    base: KnowledgeBase, question: str
) -> None:
    lines = ask(base, question, most=4).lines
    rule = base.red_flags.plain("progressive-weakness-wasting")
    assert lines[0].text.endswith(rule["action"])
    assert lines[-1].id == "ordinary-twitch"


def test_nothing_is_called_ordinary_beside_words_that_were_not_understood(
    base: KnowledgeBase,
) -> None:
    answer = ask(base, "twitching and xyzzy when to refer", most=4)
    assert "ordinary-twitch" not in {line.id for line in answer.lines}


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("calf cramp or dvt", {"nocturnal-leg-cramps", "deep-vein-thrombosis"}),
        ("restless legs vs cramps", {"nocturnal-leg-cramps", "restless-legs-syndrome"}),
        ("is it als or benign fasciculation", {"als", "benign-fasciculation-syndrome"}),
    ],
)
def test_one_or_the_other_is_what_tells_the_two_apart(
    base: KnowledgeBase, question: str, two: set[str]
) -> None:
    lines = ask(base, question, most=4).lines
    apart = [line for line in lines if line.part == "difference"]
    assert lines[0] in apart
    names = {base.name("disorders", i) for i in two}
    assert all({line.name, line.about} == names for line in apart)


def test_one_that_cannot_wait_is_told_beside_the_other(base: KnowledgeBase) -> None:
    assert any(n.text.startswith("SAME DAY") for n in ask(base, "calf cramp or dvt").lines)


@pytest.mark.parametrize("question", ["which blood tests", "blood tests for cramps"])
def test_blood_tests_are_when_none_is_needed_then_the_list(
    base: KnowledgeBase, question: str
) -> None:
    lines = ask(base, question, most=4).lines
    assert {line.id for line in lines} == {"workup-4-blood-tests"}
    assert "not needed" in lines[0].text
    assert "electrolytes" in lines[1].text


def test_words_to_the_patient_are_no_danger_of_another(base: KnowledgeBase) -> None:
    for question in ("what to tell the patient", "what to tell the patient with night cramps"):
        answer = ask(base, question, most=4)
        ids = [line.id for line in answer.lines]
        assert answer.kind == "connected"
        assert ids[0] == "ordinary-cramp"
        assert {"when-to-see-a-clinician", "acute-stretch-of-a-cramp"} <= set(ids)
        assert "NOW" not in told(answer)
    assert all(n.id == "als" for n in ask(base, "what to tell the patient with als").lines)


@pytest.mark.parametrize(
    "question", ["malignant hyperthermia risk", "which diseases have malignant hyperthermia"]
)
def test_who_carries_a_risk_is_named_with_what_brings_it_on(
    base: KnowledgeBase, question: str
) -> None:
    answer = ask(base, question, most=4)
    assert [taken.id for taken in answer.records] == ["malignant-hyperthermia"]
    first = answer.lines[0].text
    for disorder in ("brody-disease", "becker-dystrophy", "ryr1-rhabdomyolysis"):
        assert base.name("disorders", disorder) in first
    assert {"drug"} < {line.kind for line in answer.lines}
    assert "without volatile anaesthetics" in told(answer)


def test_the_result_is_reached_by_its_words(run: Run, real: Path) -> None:
    shown = run("ask", "electrical", "silence", "contracture", "EMG", data=real).out
    for name in ("Brody disease", "McArdle disease", "rippling muscle disease"):
        assert name in shown


def test_what_one_page_leaves_unanswered_is_said(run: Run, real: Path) -> None:
    assert "xyzzy" in run("ask", "EMG", "xyzzy", data=real).err


def test_a_drug_tells_what_its_class_is_told_to_do(run: Run, real: Path) -> None:
    shown = " ".join(run("drugs", "atorvastatin", "--format", "table", data=real).out.split())
    assert "ten times the limit" in shown


def test_words_behind_one_another_are_one_name(run: Run, real: Path) -> None:
    apart = run("compare", "claudication", "spinal", "stenosis", data=real)
    quoted = run("compare", "claudication", "spinal stenosis", data=real)
    assert (apart.code, apart.out) == (0, quoted.out)
    assert "quotes" in run("compare", "als", "spinal", data=real).err
    assert run("compare", "als", "kennedy", "isaacs", data=real).code == 0


def test_the_test_that_confirms_the_first_candidate_is_named(run: Run, real: Path) -> None:
    call = ("ddx", "--symptom", "second-wind", "--result", "ck-raised", "--format", "table")
    lines = run(*call, data=real).out.splitlines()
    (settle,) = [line for line in lines if line.startswith("settle")]
    assert "McArdle disease" in settle
    assert "ycle test" in settle
    calm = run("ddx", "--symptom", "nocturnal-cramps", "--format", "table", data=real).out
    assert "settle" not in calm


def test_several_drugs_are_judged_in_a_line_each_first(run: Run, real: Path) -> None:
    call = ("drugs", "atorvastatin", "furosemide", "--format", "table")
    first, second, third = run(*call, data=real).out.splitlines()[:3]
    assert "cramps" in first
    assert "Atorvastatin: disputed" in second
    assert "furosemide" in third


def test_a_word_of_several_names_shows_the_ids_to_type(run: Run, real: Path) -> None:
    shown = run("show", "rippling", "--format", "table", data=real).out
    assert "immune-rippling-muscle-disease" in shown
    assert " rippling-muscle-disease" in shown


@pytest.mark.parametrize("name", ["mexiletine", "quinine"])
def test_no_caution_is_cut_and_who_must_not_have_it_is_told_first(
    run: Run, real: Path, name: str
) -> None:
    shown = run("treatments", name, "--format", "table", data=real).out
    cautions = shown[shown.index("\nbeware") :].split("More")[0]
    assert cautions.split()[1] == "Contraindicated"
    beware = cautions.split("also for")[0].split("\nfor ")[0]
    assert "…" not in beware
