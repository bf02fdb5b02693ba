"""A question -> the statements that connect what it names."""

from pathlib import Path

import pytest

from cramps.cases.in_words import read_words
from cramps.cases.reader import CaseReader
from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.ask import ask
from cramps.queries.full_text import search, search_any
from cramps.ranking.danger import DangerRules

#: What patients and clinicians say of dangers.
DANGERS = Path(__file__).parents[1] / "kb" / "danger_in_words.txt"


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


@pytest.mark.parametrize(
    ("question", "record", "about"),
    [
        ("mexiletine dose als", "als", "Mexiletine"),
        ("mexiletine als", "als", "Mexiletine"),
        ("which antibodies in Isaacs", "isaacs", "CASPR2"),
        ("can furosemide cause cramps", "loop-diuretics", None),
        ("magnesium in pregnancy", "pregnancy-cramps", "magnesium"),
        (
            "what to avoid in hyperkalaemic periodic paralysis",
            "hyperkalaemic-periodic-paralysis",
            "",
        ),
        ("B12 dose", "b12-deficiency", "B12"),
        ("intravenous magnesium dose", "hypomagnesaemia", "magnesium"),
        ("which test for McArdle", "mcardle", ""),
        ("when to treat hypocalcaemia", "hypocalcaemia", ""),
    ],
)
def test_the_first_statement_is_of_what_is_asked(
    base: KnowledgeBase, question: str, record: str, about: str | None
) -> None:
    answer = ask(base, question)
    assert answer.kind == "connected"
    first = answer.lines[0]
    assert first.id == record
    if about is not None:
        assert about in (first.about or "")


def test_a_dose_is_told_where_a_dose_is_asked(base: KnowledgeBase) -> None:
    assert "dose:" in ask(base, "mexiletine dose als").lines[0].text


def test_every_statement_is_one_of_the_knowledge_base_with_its_sources(base: KnowledgeBase) -> None:
    for question in ("quinine", "what helps als", "EMG in Isaacs", "furosemide cramps"):
        for line in ask(base, question, most=20).lines:
            assert line.sources
            assert {s.partition("#")[0] for s in line.sources} <= set(base.sources)


def test_findings_alone_are_a_case(base: KnowledgeBase) -> None:
    assert ask(base, "cramps and twitching, no weakness, 58").kind == "differential"
    assert ask(base, "CK 3000 and cramps").kind == "differential"


@pytest.mark.parametrize("question", ["Babinski", "edaravone", "McArdle", "CK"])
def test_one_record_is_its_page(base: KnowledgeBase, question: str) -> None:
    assert ask(base, question).kind == "record"


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("when should I worry", "when-to-see-a-clinician"),
        ("when do I refer a patient with cramps", "when-to-see-a-clinician"),
        ("how to stop a cramp", "acute-stretch-of-a-cramp"),
        ("cramp or spasm", "cramp-contracture-spasm"),
        ("what blood tests for leg cramps", "workup-4-blood-tests"),
        ("difference between myotonia and neuromyotonia", "phenomenon-myotonia"),
    ],
)
def test_a_question_of_no_one_disorder_is_answered_from_the_overview(
    base: KnowledgeBase, question: str, section: str
) -> None:
    answer = ask(base, question)
    assert answer.kind == "connected"
    assert answer.lines[0].id == section
    assert not answer.unrecognised


@pytest.mark.parametrize(
    ("question", "treatments"),
    [
        ("magnesium by mouth", {"Oral magnesium"}),
        ("magnesium iv", {"Intravenous magnesium"}),
        ("magnesium by mouth or iv", {"Oral magnesium", "Intravenous magnesium"}),
    ],
)
def test_the_way_it_is_given_chooses_among_the_forms_of_a_medicine(
    base: KnowledgeBase, question: str, treatments: set[str]
) -> None:
    told = {line.about for line in ask(base, question).lines}
    assert treatments <= told
    other = {"Oral magnesium", "Intravenous magnesium"} - treatments
    assert not other & told


def test_a_caution_is_told_to_who_has_the_disorder(base: KnowledgeBase) -> None:
    lines = ask(base, "magnesium with kidney failure").lines
    assert {line.id for line in lines} == {"magnesium-oral", "magnesium-intravenous"}
    assert all("kidney" in line.text.casefold() for line in lines)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what to avoid in malignant hyperthermia", "suxamethonium"),
        ("avoid in McArdle", "intense isometric effort"),
        ("what to avoid in hyperkalaemic periodic paralysis", "potassium"),
    ],
)
def test_what_is_to_be_avoided_comes_first(base: KnowledgeBase, question: str, words: str) -> None:
    first = ask(base, question).lines[0]
    assert first.part == "avoid"
    assert words in first.text


def test_what_sets_off_an_attack_is_its_triggers(base: KnowledgeBase) -> None:
    lines = ask(base, "what sets off hypokalaemic periodic paralysis").lines
    assert {line.part for line in lines} == {"what sets it off"}


def test_which_drugs_cause_cramps_is_those_that_were_measured(base: KnowledgeBase) -> None:
    answer = ask(base, "which drugs cause cramps")
    assert answer.kind == "drugs"
    assert {line.id for line in answer.lines} == {
        d.id for d in base.drugs.values() if d.link == "established"
    }


def test_a_circumstance_brings_the_disorder_that_is_bound_to_it(base: KnowledgeBase) -> None:
    lines = ask(base, "what helps cramps on dialysis").lines
    assert {line.id for line in lines} == {"haemodialysis-cramps"}
    assert {line.part for line in lines} == {"what helps"}


def test_a_slip_in_a_question_is_put_right(base: KnowledgeBase) -> None:
    assert ask(base, "mexilitine dose als").lines == ()
    assert ask(base, "mexiletne dose als").lines == ask(base, "mexiletine dose als").lines


def test_what_names_nothing_is_told_as_such(base: KnowledgeBase) -> None:
    assert ask(base, "qwertz uiop").kind == "nothing"
    with pytest.raises(BadQuery):
        ask(base, " ?! ")


def test_more_is_more_of_the_same(base: KnowledgeBase) -> None:
    few = ask(base, "magnesium in pregnancy", most=2).lines
    assert ask(base, "magnesium in pregnancy", most=9).lines[:2] == few


def test_words_of_which_some_stand_nowhere_find_what_has_the_rest(base: KnowledgeBase) -> None:
    hits = search_any(base, "quinine qqqqq", 5)
    assert hits.missing == ("qqqqq",)
    assert hits.passages == search(base, "quinine", 5)


def test_passages_with_all_the_words_come_alone(base: KnowledgeBase) -> None:
    hits = search_any(base, "quinine cramps", 5)
    assert not hits.partly
    assert hits.passages == search(base, "quinine cramps", 5)


def test_where_no_passage_has_all_those_with_the_most_are_given_and_it_is_said(
    base: KnowledgeBase,
) -> None:
    words = "quinine tetanus edaravone"
    assert search(base, words) == ()
    hits = search_any(base, words)
    assert hits.partly
    assert hits.passages


def test_no_answer_says_less_of_danger_than_the_differential(base: KnowledgeBase) -> None:
    cases, rules = CaseReader(base, nearest=True), DangerRules(base)
    lines = DANGERS.read_text(encoding="utf-8").splitlines()
    told = [line.split(" | ", 1)[1] for line in lines if line and line[0] not in "#-"]
    less = []
    for text in told[::3]:
        raised = rules.raised(cases.read(read_words(cases, [text]).told).case)
        pressing = {danger.rule for danger in raised if danger.urgency in ("now", "same-day")}
        answer = ask(base, text)
        shown = {danger.rule for danger in answer.dangers}
        if pressing - shown or (pressing and answer.kind in ("record", "nothing")):
            less.append((text, answer.kind, sorted(pressing - shown)))
    assert not less


@pytest.mark.parametrize(
    "question",
    [
        "husband is in plaster, pain worse and worse despite morphine, screams when I bend his toes",
        "broken shin in plaster, pain gets worse and worse even with morphine",
        "cold white foot",
        "did 200 squats for charity, thighs agony, pee went brown today",
    ],
)
def test_a_patient_in_danger_is_shown_no_page_of_a_dictionary(
    base: KnowledgeBase, question: str
) -> None:
    answer = ask(base, question)
    assert answer.kind not in ("record", "nothing")
    assert answer.dangers[0].urgency == "now"


def test_what_has_helped_and_what_is_feared_is_not_what_is_asked(base: KnowledgeBase) -> None:
    for story in (
        "31M, calf fascics 6/12, no weakness, no wasting, EMG normal, worried re MND",
        "A girl of 17 has cramping tummy pain on the first day of her period, relieved by ibuprofen",
    ):
        assert ask(base, story).kind == "differential"
