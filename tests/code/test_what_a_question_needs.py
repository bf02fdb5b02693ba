"""What a question needs beside a part of an entry: how long, what somebody can take, tests around a medicine, a word."""

from pathlib import Path

import pytest

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.answering.answer import Asked
from cramps.queries.ask import ask
from cramps.queries.asking.needs import of_person
from cramps.queries.asking.question import Question


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


def told(answer: Asked) -> str:
    return " ".join(f"{n.name} {n.about or ''} {n.text}" for n in answer.lines)


# How long.


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how long to follow someone with benign fasciculations", "4 to 5 years"),
        ("how long do I follow up cramp-fasciculation syndrome", "4 to 5 years of follow-up"),
        ("how long should I treat hypocalcaemia", "long-term"),
        ("how long do statin cramps take to go after stopping", "not settled after 2 months"),
    ],
)
def test_how_long_is_told_in_the_clause_that_says_it(
    base: KnowledgeBase, question: str, words: str
) -> None:
    answer = ask(base, question, most=4)
    assert answer.kind == "connected"
    assert words in told(answer)
    assert not answer.unrecognised


def test_of_how_long_nothing_is_made_up(base: KnowledgeBase) -> None:
    assert ask(base, "how long to wait before steroids work in Isaacs").lines[0].part == "not here"
    # how a dose is raised tells nothing of when it works
    (line,) = ask(base, "how many weeks before mexiletine works").lines
    assert line.part == "not here"


# What somebody can take.


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("what can she take at 30 weeks for leg cramps", {"pregnancy"}),
        ("what can my son of 6 years take for cramps, he is 6 years old", {"children"}),
        ("82 year old with eGFR 25 and cramps, what can he take", {"kidney disease", "old age"}),
        ("what can he take for cramps, he is 40 years old", set()),
    ],
)
def test_who_somebody_is_decides_what_they_can_take(
    base: KnowledgeBase, question: str, aspects: set[str]
) -> None:
    assert set(of_person(Question(base, question))) == aspects


def test_what_she_can_take_begins_with_what_not(base: KnowledgeBase) -> None:
    lines = ask(base, "what can she take at 30 weeks for leg cramps", most=4).lines
    assert lines[0].about == "Quinine"
    assert lines[0].part == "avoid"
    assert {n.id for n in lines if n.part == "what helps"} == {"pregnancy-cramps"}


def test_what_a_caution_rules_out_is_no_option(base: KnowledgeBase) -> None:
    lines = ask(base, "which drug is safe for cramps in ALS with heart block", most=4).lines
    mexiletine = [n for n in lines if "Mexiletine" in (n.name, n.about)]
    assert [n.part for n in mexiletine] == ["avoid"]
    silent = next(n for n in lines if n.part == "not here")
    assert "Baclofen" in silent.text
    assert "no all-clear" in silent.text


def test_a_child_of_six_is_not_old_and_an_unborn_child_is_none(base: KnowledgeBase) -> None:
    first = ask(base, "can my 6 year old take quinine for leg cramps").lines[0]
    assert "Nothing here on children" in first.text


# Tests around a medicine.


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what to check before starting mexiletine", "electrocardiogram"),
        ("what do I need to monitor on dantrolene", "Liver tests every 2 weeks"),
        ("ecg before quinine?", "prolongs the QT"),
        (
            "bloods to do before azathioprine in stiff person syndrome",
            "Nothing here on what to test",
        ),
    ],
)
def test_what_to_check_is_told_of_the_medicine(
    base: KnowledgeBase, question: str, words: str
) -> None:
    lines = ask(base, question, most=4).lines
    assert words in lines[0].text
    assert all(n.kind == "treatment" for n in lines)
    assert any(n.part == "avoid" for n in lines)


# A word, and what is recorded.


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is a spasm", "involuntary pull of central origin"),
        ("what is a muscle contracture", "short and cannot relax"),
        ("what is myokymia", "bag of worms"),
        ("what is myotonia", "cannot let go"),
        ("whats the definition of fasciculation", "fibres of one motor unit"),
        ("what is tetany", "carpopedal spasm"),
    ],
)
def test_a_word_is_explained_first(base: KnowledgeBase, question: str, words: str) -> None:
    assert words in ask(base, question, most=4).lines[0].text


def test_what_an_emg_shows_of_a_cramp(base: KnowledgeBase) -> None:
    answer = ask(base, "what does the EMG show during a cramp")
    assert "motor unit action potentials while the cramp lasts" in answer.lines[0].text


# A kind of test for a complaint.


def test_scans_for_a_complaint_are_those_of_who_has_it(base: KnowledgeBase) -> None:
    lines = ask(base, "which scans for leg cramps on walking", most=4).lines
    assert "ankle-brachial index" in str(lines[0].about).casefold()
    assert "ultrasound" in str(lines[1].about)


# An aspect of a disorder, whoever is described around it.


def test_an_aspect_of_a_named_disorder_is_no_ranking(base: KnowledgeBase) -> None:
    answer = ask(base, "58 year old with ALS has cramps every night, what has evidence", most=4)
    assert answer.kind == "connected"
    assert any(n.about == "Mexiletine" and n.part == "what helps" for n in answer.lines)


def test_what_a_relative_has_is_what_the_patient_has(base: KnowledgeBase) -> None:
    answer = ask(base, "my mum has parkinsons and gets toe cramps in the morning what helps")
    assert {n.id for n in answer.lines} == {"parkinson-disease"}


def test_whether_a_child_gets_it_is_how_it_is_inherited(base: KnowledgeBase) -> None:
    first = ask(base, "will my son get it if I have Becker myotonia congenita").lines[0]
    assert first.part == "gene"


# A medicine that is advised against.


def test_that_a_medicine_is_advised_against_is_told_in_one_line_first(base: KnowledgeBase) -> None:
    first, *rest = ask(base, "evidence for quinine", most=4).lines
    assert first.part == "avoid"
    assert first.text.startswith("advised against in")
    assert all(n.part == "what helps" for n in rest)
    own = ask(base, "is there any evidence for quinine in cirrhosis cramps").lines[0]
    assert (own.id, own.part) == ("cirrhosis", "avoid")
    assert ask(base, "does magnesium work for night cramps").lines[0].part == "what helps"


def test_how_a_medicine_works_that_is_not_known_is_said(base: KnowledgeBase) -> None:
    assert [n.part for n in ask(base, "how does quinine work").lines] == ["avoid", "not here"]
    assert ask(base, "how does dantrolene work").lines[0].text.startswith("How it works")


def test_who_takes_it_is_read_from_weeks_and_ages(base: KnowledgeBase) -> None:
    first = ask(base, "can she take baclofen at 36 weeks").lines[0]
    assert first.text.startswith("Pregnancy")
    lines = ask(base, "can I breastfeed on carbamazepine").lines
    assert "Nothing here on breast-feeding" in lines[0].text


def test_a_dose_of_others_is_said_to_be_that_of_others(base: KnowledgeBase) -> None:
    first = ask(base, "usual gabapentin dose for cramps in MND").lines[0]
    assert "a dose told here is that of others" in first.text


def test_of_a_child_it_is_told_when_to_have_it_looked_at(base: KnowledgeBase) -> None:
    lines = ask(base, "toddler with leg pains at night, when should I worry", most=4).lines
    assert lines[0].id == "child-limb-pain-warning"
    assert lines[0].text.startswith("Have it looked at")
    assert not any("is harmless" in n.text for n in lines)


def test_who_has_a_disorder_takes_what_its_entry_names(base: KnowledgeBase) -> None:
    question = "my 70 yo patient with liver cirrhosis and cramps what can he take"
    lines = ask(base, question, most=4).lines
    assert {n.id for n in lines if n.part == "what helps"} == {"cirrhosis"}
    assert lines[0].part == "avoid"


def test_what_is_suspected_and_has_no_name_here_is_said_first(base: KnowledgeBase) -> None:
    first = ask(base, "which scan for suspected popliteal artery entrapment").lines[0]
    assert (first.part, "popliteal artery entrapment" in first.text) == ("not here", True)


def test_what_a_patient_takes_is_not_what_is_asked_for(base: KnowledgeBase) -> None:
    question = "72 year old man on amlodipine with AF, night cramps, what can I prescribe"
    lines = ask(base, question, most=4).lines
    assert lines[0].about == "Quinine"
    assert any(n.kind == "drug" and "cause of cramps" in n.text for n in lines)


# What is not here.


def test_a_treatment_of_cramps_that_no_record_has_is_said_to_be_none(base: KnowledgeBase) -> None:
    assert "acupuncture" in ask(base, "evidence for acupuncture in leg cramps").lines[0].text


def test_leave_that_nothing_tells_of_is_said_first(base: KnowledgeBase) -> None:
    for question in ("can I drive with myotonic dystrophy", "can he take a statin with McArdle"):
        first = ask(base, question).lines[0]
        assert first.part == "not here", question
    # of alcohol the entries do tell
    assert "Alcohol" in told(ask(base, "can I drink alcohol with periodic paralysis"))


def test_what_makes_it_worse_is_told_of_who_has_both(base: KnowledgeBase) -> None:
    (line,) = ask(base, "does pregnancy make myotonia worse").lines
    assert line.part == "not here"
    assert "Cold" in str(ask(base, "does cold make paramyotonia worse").lines[0].about)


def test_a_dose_that_is_not_known_is_said_before_anything_else(base: KnowledgeBase) -> None:
    assert ask(base, "starting dose of carbamazepine in Isaacs").lines[0].part == "not here"
    most = ask(base, "whats the max dose of baclofen").lines[0]
    assert "at most 80 mg a day" in most.text


def test_of_two_that_are_called_by_what_is_seen_in_them_the_difference_is_told(
    base: KnowledgeBase,
) -> None:
    (line,) = ask(base, "difference between claudication and spinal stenosis").lines
    assert line.part == "difference"


def test_whom_to_refer_is_no_name_of_a_disorder(base: KnowledgeBase) -> None:
    answer = ask(base, "when to refer a patient with cramps to neurology")
    assert not answer.guessed
    assert answer.lines[0].part == "when to worry"


def test_when_to_refer_for_a_result_is_how_it_is_worked_up(base: KnowledgeBase) -> None:
    lines = ask(base, "when should a GP refer hyperCKaemia", most=4).lines
    assert lines[0].id == "raised-creatine-kinase-without-symptoms"
    assert any("5000 U/L" in n.name for n in lines)


def test_two_medicines_by_themselves_are_what_they_do_together(base: KnowledgeBase) -> None:
    answer = ask(base, "clarithromycin with colchicine")
    assert answer.kind == "connected"
    assert "not given together" in told(answer)


def test_a_figure_of_the_onset_is_no_life_expectancy(base: KnowledgeBase) -> None:
    assert "first decade of life" not in told(ask(base, "life expectancy in McArdle disease"))
