"""A question stays the same question: with polite words around it, with words that colour it, put in one or in two."""

from pathlib import Path

import pytest
from conftest import Run

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.ask import ask

SHORT = (
    "what helps cramps in ALS",
    "mexiletine dose in myotonia congenita",
    "what to avoid in malignant hyperthermia",
    "which antibodies in Isaacs syndrome",
    "what is cramp-fasciculation syndrome",
    "how common are cramps in cirrhosis",
    "treatment of nocturnal leg cramps",
    "is quinine safe in pregnancy",
    "prognosis of stiff-person syndrome",
    "how do I tell Kennedy disease from ALS",
    "MMN or ALS",
    "what does the EMG show in Isaacs syndrome",
    "treatment of tetanus",
    "signs of malignant hyperthermia",
    "what triggers McArdle disease",
    "mechanism of myotonia congenita",
    "how is McArdle disease inherited",
    "what helps cramps on dialysis",
    "leg cramps of pregnancy treatment",
    "at what potassium level is it dangerous",
    "which blood tests for cramps",
    "can statins cause cramps",
    "does quinine interact with digoxin",
    "what confirms McArdle disease",
    "dose of calcium gluconate in hypocalcaemia",
    "first line treatment of stiff-person syndrome",
    "anaesthesia in McArdle disease",
    "gene of Brody disease",
    "red flags of ALS",
    "baclofen dose in cirrhosis",
    "what helps restless legs",
    "is EMG normal in cramp-fasciculation syndrome",
)
AROUND = (
    "please, {}",
    "I have a patient in clinic: {}",
    "can you tell me {}",
    "{} please",
    "{} in clinic",
    "{}, thanks",
    "{} in a real sentence",
    "{} in my patient",
    "{} in early disease",
)


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


def _leading(base: KnowledgeBase, question: str) -> tuple[str, list[tuple[str, str]]]:
    answer = ask(base, question, 4)
    return answer.kind, [(line.id, line.part) for line in answer.lines[:2]]


@pytest.mark.parametrize("question", SHORT)
def test_words_around_a_question_leave_its_answer(base: KnowledgeBase, question: str) -> None:
    plain = _leading(base, question)
    others = {words: _leading(base, words.format(question)) for words in AROUND}
    assert {words: led for words, led in others.items() if led != plain} == {}


@pytest.mark.parametrize(
    ("plain", "coloured"),
    [
        ("what helps cramps in ALS", "my ALS patient has terrible cramps, what can I give"),
        ("what helps cramps in ALS", "what helps cramps in early ALS, what has evidence"),
        ("MMN or ALS", "early MMN or ALS"),
        ("MMN or ALS", "MMN v ALS"),
        ("MMN or ALS", "is it MMN or is it ALS"),
        ("treatment of tetanus", "tetanus, what do I do"),
        ("treatment of tetanus", "tetanus management steps on the ward"),
    ],
)
def test_words_that_colour_it_leave_the_record_and_the_part(
    base: KnowledgeBase, plain: str, coloured: str
) -> None:
    assert _leading(base, coloured)[1][:1] == _leading(base, plain)[1][:1]


@pytest.mark.parametrize(
    "question",
    [
        "how do I tell benign cramp-fasciculation syndrome from early ALS?",
        "ALS or cramp-fasciculation syndrome",
        "cramp-fasciculation syndrome v ALS",
        "is it ALS or is it cramp-fasciculation syndrome",
        "McArdle vs CPT II deficiency, how do I tell them apart in an exam",
        "hypokalaemic vs hyperkalaemic periodic paralysis",
    ],
)
def test_of_two_the_sentence_that_tells_them_apart_leads_and_is_whole(
    base: KnowledgeBase, run: Run, real: Path, question: str
) -> None:
    first = ask(base, question, 4).lines[0]
    assert first.part == "difference"
    screen = " ".join(run("ask", question, "--format", "table", data=real).out.split())
    assert first.text in screen


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("prognosis and first line of stiff person syndrome", ["what it is", "what helps"]),
        (
            "what is cramp-fasciculation syndrome and is it motor neurone disease",
            ["what it is", "difference"],
        ),
        ("MH: recognise, treat", ["confirm", "when to worry"]),
        ("how is McArdle disease inherited and which enzyme is missing", ["gene", "cause"]),
        (
            "what triggers malignant hyperthermia and what is the early sign",
            ["what sets it off", "confirm"],
        ),
        (
            "what can I tell an older patient about night cramps: how common are they and will they go away",
            ["how common", "what it is"],
        ),
    ],
)
def test_each_of_two_questions_is_answered(
    base: KnowledgeBase, question: str, parts: list[str]
) -> None:
    answer = ask(base, question, 4)
    told = [line.part for line in answer.lines]
    assert all(part in told for part in parts)
    assert answer.unanswered == ()


def test_what_is_not_answered_stands_behind_the_answer(run: Run, real: Path) -> None:
    """So it does on a screen; into a pipe it goes to the other stream."""
    call = ("ask", "what is myokymia and is it dangerous", "--format", "table")
    lines = run(*call, data=real).out.splitlines()
    (place,) = (n for n, line in enumerate(lines) if "not answered" in line)
    assert place >= len(lines) - 3


def test_a_course_is_no_warning_of_another_disorder(base: KnowledgeBase) -> None:
    for question in ("do nocturnal leg cramps go away", "prognosis of nocturnal leg cramps"):
        told = " ".join(line.text for line in ask(base, question).lines)
        assert "ALS" not in told
        assert "more than 10 years" in told


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("at what potassium level do you get muscle cramps and weakness", "3.0 to 3.4 mild"),
        ("at what sodium level do cramps occur", "130 to 135 mild"),
        ("which CK level needs admission", "5000 U/L"),
        ("what CK level on a statin is too high", "ten times normal"),
    ],
)
def test_at_what_level_is_told_in_bands_with_what_happens(
    base: KnowledgeBase, question: str, words: str
) -> None:
    lines = ask(base, question, 4).lines
    assert words in " ".join(f"{line.name} {line.text}" for line in lines[:3])


def test_of_an_emergency_what_cannot_wait_stands_before_the_treatments(base: KnowledgeBase) -> None:
    for name in ("tetanus", "malignant hyperthermia", "serotonin syndrome"):
        first, *others = ask(base, f"{name} management steps", 4).lines
        assert first.text.startswith("NOW: ")
        assert {line.part for line in others} <= {"what helps", "avoid"}
        assert others


def test_an_early_sign_leads_where_it_is_asked_how_to_recognise(base: KnowledgeBase) -> None:
    for question in ("signs of malignant hyperthermia", "how to recognise malignant hyperthermia"):
        assert ask(base, question, 4).lines[0].about == "Rising end-tidal carbon dioxide"


def test_what_a_test_shows_in_a_disorder_is_told_of_that_disorder(base: KnowledgeBase) -> None:
    for question, disorder in (
        ("is CK normal in ALS", "als"),
        ("is the EMG normal in Isaacs syndrome", "isaacs"),
    ):
        lines = ask(base, question, 4).lines
        assert {line.id for line in lines} == {disorder}
        assert lines[0].part == "confirm"


def test_medicines_may_be_asked_for_by_what_they_are_taken_for(base: KnowledgeBase) -> None:
    lines = ask(base, "which blood pressure tablets cause cramps", 4).lines
    assert lines[0].id == "thiazide-like-diuretics"
    assert "calcium-channel-blockers" in {line.id for line in lines}
    assert {line.kind for line in lines} == {"drug"}


def test_what_a_patient_takes_is_a_cause_to_check_and_no_treatment(base: KnowledgeBase) -> None:
    answer = ask(
        base,
        "patient on a statin and now also salbutamol, CK 900, cramps: which of them did it",
        4,
    )
    causes = [line.id for line in answer.lines if line.part == "cause"]
    assert {"statins", "salbutamol"} <= set(causes)
    assert answer.lines[0].part == "cause"
