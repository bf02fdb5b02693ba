"""What a question asks steers its answer; what it tells of danger goes before any reassurance."""

import json
from pathlib import Path

import pytest
from conftest import Run

from cramps.cases.in_words import read_words
from cramps.cases.reader import CaseReader
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.answering.in_general import IN_GENERAL
from cramps.queries.answering.values import told_dangers
from cramps.queries.ask import ask
from cramps.queries.asking import asked_words
from cramps.queries.asking.asked_words import asks_only, parts_of
from cramps.ranking.danger import DangerRules
from cramps.words.folding import fold
from cramps.words.phrases import spots, tokens


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


# Danger.


@pytest.mark.parametrize(
    "told",
    [
        "potassium 6.9 cramps how urgent",
        "potassium 2.1 cramps what to do",
        "CK of 45000 after exercise, what to do",
        "CK 9000 cramps what next",
        "calcium 1.6 mmol/L tetany, what now",
        "sodium 112 cramps",
    ],
)
def test_a_value_raises_the_same_danger_in_ask_ddx_and_next(
    base: KnowledgeBase, run: Run, real: Path, told: str
) -> None:
    cases = CaseReader(base, nearest=True)
    rules = [
        d.rule for d in DangerRules(base).raised(cases.read(read_words(cases, [told]).told).case)
    ]
    assert rules
    answer = ask(base, told)
    assert answer.kind == "differential"
    assert [d.rule for d in answer.dangers] == rules
    for command in ("ask", "ddx", "next"):
        said = json.loads(run(command, told, "--json", data=real).out)
        assert [flag["rule"] for flag in said["red_flags"]] == rules, command


def test_what_a_value_means_stands_before_everything_else(run: Run, real: Path) -> None:
    lines = run("ask", "potassium 6.9 cramps", "--format", "table", data=real).out.splitlines()
    starts = [line.split(" ")[0] for line in lines if line[:1].strip()]
    assert starts[:3] == ["read", "value", "NOW"]
    assert "1.38 times the upper limit" in " ".join(lines)


def test_a_number_that_a_danger_goes_by_is_not_called_unknown(run: Run, real: Path) -> None:
    out = run("ask", "ascending weakness, FVC 1.1 L", data=real).out
    assert "Breathing failing in weakness" in out
    assert "no limit of normal is kept here" in " ".join(out.split())


def test_when_not_to_wait_is_told_before_what_can(run: Run, real: Path) -> None:
    out = run("ask", "CK of 1200 without symptoms, what to do", "--format", "table", data=real).out
    assert len(out.splitlines()) <= 22
    assert out.index("Not to wait: 5000 U/L or more") < out.index("First: is it raised?")


def test_a_value_that_is_not_yet_urgent_tells_from_which_on_it_is(base: KnowledgeBase) -> None:
    answer = ask(base, "potassium 2.6 cramps how urgent")
    assert answer.dangers == ()
    assert "below 2.5 mmol/L" in answer.lines[0].text
    assert "NOW" in answer.lines[0].text


@pytest.mark.parametrize(
    "question",
    [
        "potassium 2.6 cramps how urgent",
        "CK 900 cramps, is that serious",
        "cramps and fasciculations with wasting, should I worry",
        "red flags",
        "when should I worry",
        "my calf is swollen and cramps, should I worry",
        "cramps qqqqq, is it serious",
    ],
)
def test_no_answer_leads_with_reassurance(base: KnowledgeBase, question: str) -> None:
    for line in ask(base, question).lines[:1]:
        assert "harmless" not in line.text


def test_an_ordinary_cramp_is_called_so_only_where_all_was_understood(base: KnowledgeBase) -> None:
    calm = "when to worry about cramps"
    assert any("harmless" in n.text for n in ask(base, calm, most=20).lines)
    assert not any("harmless" in n.text for n in ask(base, f"{calm} qqqqq", most=20).lines)


def test_who_tells_of_a_danger_is_told_of_it(base: KnowledgeBase) -> None:
    answer = ask(base, "cramps, weakness and wasting of the hand, how fast to refer")
    assert "progressive-weakness-wasting" in {d.rule for d in answer.dangers} | {
        line.id for line in answer.lines
    } or any("refer" in line.text for line in answer.lines[:1])


def test_a_text_without_danger_raises_none(base: KnowledgeBase) -> None:
    assert told_dangers(base, "night cramps") == ()


# What is asked.


@pytest.mark.parametrize(
    "word",
    [
        *("gene", "inheritance", "antibody", "mechanism", "why", "red flags", "warning signs"),
        *("drugs", "metabolic", "urgent", "refer", "dose", "contraindications", "safe", "stop"),
        *("monitor", "check", "work-up", "meaning", "next", "treatment", "difference"),
    ],
)
def test_a_word_that_steers_is_never_not_understood(base: KnowledgeBase, word: str) -> None:
    assert ask(base, f"{word} als").unrecognised == ()
    assert ask(base, f"als {word}").unrecognised == ()


def test_words_that_ask_are_known_as_such() -> None:
    parts, numbers = parts_of([fold(w) for w in ("what", "does", "ck", "stand", "for")])
    assert parts == ("what it is",)
    assert numbers == {3, 4}
    assert asks_only("gene")
    assert not asks_only("weakness")


@pytest.mark.parametrize(
    ("question", "part", "words"),
    [
        ("inheritance of mcardle", "gene", "autosomal recessive"),
        ("which gene in brody", "gene", "ATP2A1"),
        ("why does hypocalcaemia cause tetany", "cause", ""),
        ("growing pains red flags", "when to worry", "SAME DAY"),
        ("how common is als", "how common", ""),
        ("what tells als from kennedy", "difference", ""),
        ("how does mexiletine work", "cause", "sodium"),
    ],
)
def test_the_first_line_is_of_the_part_that_is_asked(
    base: KnowledgeBase, question: str, part: str, words: str
) -> None:
    first = ask(base, question).lines[0]
    assert first.part == part
    assert words in first.text


def test_of_two_disorders_each_is_answered(base: KnowledgeBase) -> None:
    lines = ask(base, "which gene myotonia congenita or paramyotonia").lines
    told = {line.id: line.text for line in lines if line.part == "gene"}
    assert "CLCN1" in told["myotonia-congenita"]
    assert "SCN4A" in told["paramyotonia-congenita"]


def test_an_antibody_question_is_answered_by_antibodies_positive_ones_first(
    base: KnowledgeBase,
) -> None:
    lines = ask(base, "antibody stiff person").lines
    assert {line.id for line in lines} == {"stiff-person-syndrome"}
    assert all("antibod" in f"{line.about}".casefold() for line in lines)
    assert "GAD65" in f"{lines[0].about}"


def test_which_tests_begins_with_those_that_cost_least(base: KnowledgeBase) -> None:
    first = ask(base, "alcohol cramps which tests").lines[0]
    assert first.about == "what to test"
    assert first.text.startswith("blood: ")
    assert "biopsy" in first.text.partition("others: ")[2]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what does VGKC stand for", "voltage-gated potassium channel"),
        ("what does CK mean", "Creatine kinase"),
        ("what does EMG stand for", "electromyography"),
    ],
)
def test_an_abbreviation_is_written_out(base: KnowledgeBase, question: str, words: str) -> None:
    first = ask(base, question).lines[0]
    assert first.part == "what it is"
    assert words in first.text


def test_what_an_emg_finding_means_is_told_from_the_overview(base: KnowledgeBase) -> None:
    lines = ask(base, "what does an electrically silent contracture mean").lines
    assert any("cannot relax" in line.text for line in lines[:3])
    assert any(line.id == "brody-disease" for line in lines)


def test_several_phenomena_are_told_apart(base: KnowledgeBase) -> None:
    question = "difference between cramp, contracture, myotonia, tetany, spasticity and dystonia"
    answer = ask(base, question)
    assert {line.id.removeprefix("phenomenon-") for line in answer.lines} == {
        *("true-cramp", "contracture", "myotonia", "tetany", "spasticity", "dystonia")
    }
    assert not answer.unrecognised


def test_the_causes_of_a_group_are_named(base: KnowledgeBase) -> None:
    answer = ask(base, "metabolic causes of cramps")
    assert answer.group == "electrolyte-endocrine"
    assert {"hypocalcaemia", "hypokalaemia"} <= {line.id for line in answer.lines}


# Names.


@pytest.mark.parametrize(
    ("question", "record"),
    [
        ("brody gene", "brody-disease"),
        ("gene brody", "brody-disease"),
        ("stiff person antibody", "stiff-person-syndrome"),
        ("antibody stiff person", "stiff-person-syndrome"),
        ("cpt2 gene", "cpt2-deficiency"),
        ("paramyotonia gene", "paramyotonia-congenita"),
        ("could calf cramp be DVT", "deep-vein-thrombosis"),
    ],
)
def test_a_short_name_reaches_the_record_beside_other_words(
    base: KnowledgeBase, question: str, record: str
) -> None:
    assert [taken.id for taken in ask(base, question).records] == [record]


def test_a_shortened_name_is_taken_only_in_questions(base: KnowledgeBase) -> None:
    words = tokens("stiff person")
    named = [n.id for spot in spots(base, words, short=True) for n in spot.named]
    assert named == ["stiff-person-syndrome"]
    assert [n.id for spot in spots(base, words) for n in spot.named] == ["muscle-stiffness"]


@pytest.mark.parametrize("word", ["kidney", "copper", "spastic", "work-up", "work up", "con"])
def test_a_shortened_name_takes_no_word_of_another_sense(base: KnowledgeBase, word: str) -> None:
    named = [n for spot in spots(base, tokens(word), short=True) for n in spot.named]
    assert all(n.category != "disorder" and n.id != "agitation" for n in named)


def test_a_word_left_over_is_taken_for_what_has_it_in_its_name_and_it_is_said(
    run: Run, real: Path
) -> None:
    outcome = run("ask", "claudication or stenosis", "--format", "table", data=real)
    assert "'stenosis' taken as Lumbar spinal canal stenosis" in outcome.err
    assert "bending forward" in " ".join(outcome.out.split())


# Patients.


@pytest.mark.parametrize(
    "story",
    [
        "55-year-old woman with axial rigidity, painful spasms set off by noise, and type 1 diabetes",
        "man of 62 with cramps, fasciculations and cirrhosis",
    ],
)
def test_a_patient_is_ranked_though_a_disorder_is_named(base: KnowledgeBase, story: str) -> None:
    answer = ask(base, story)
    assert answer.kind == "differential"
    assert answer.unrecognised == ()
    assert answer.told == story


def test_who_asks_of_a_treatment_gets_no_differential(base: KnowledgeBase) -> None:
    assert ask(base, "woman of 60 with als and cramps, mexiletine dose").kind == "connected"


def test_without_is_not_turned_round(base: KnowledgeBase) -> None:
    lines = ask(base, "which disorders have electrically silent contractures without pain").lines
    ids = [line.id for line in lines]
    assert ids.index("immune-rippling-muscle-disease") < ids.index("brody-disease")
    assert "pain" in next(line.text for line in lines if line.id == "brody-disease").casefold()
    painless = ask(base, "which disorders have painless contractures").lines
    assert "mcardle" in {line.id for line in painless}


# Medicines.


def test_each_treatment_that_is_named_is_answered(base: KnowledgeBase) -> None:
    lines = ask(base, "cirrhosis cramps treatment taurine baclofen albumin dose", most=4).lines
    assert {"Taurine", "Baclofen", "Albumin infusion"} <= {line.about for line in lines}


def test_what_is_not_here_is_said(base: KnowledgeBase) -> None:
    lines = ask(base, "baclofen breast-feeding").lines
    assert lines[0].part == "not here"
    assert "breast-feeding" in lines[0].text
    assert lines[0].sources == ()


def test_a_disorder_whose_entry_lacks_the_medicine_is_no_reason_to_tell_of_another(
    base: KnowledgeBase,
) -> None:
    lines = ask(base, "mexiletine in kidney failure").lines
    assert lines
    assert all("uinine" not in f"{line.about} {line.text}" for line in lines)


def test_a_drug_is_told_of_in_the_disorder_that_it_endangers(base: KnowledgeBase) -> None:
    first = ask(base, "succinylcholine in myotonia").lines[0]
    assert "depolarising relaxant" in first.text
    assert "myotonic-dystrophy" in first.id


def test_what_to_stop_is_told_of_the_group_of_a_drug(base: KnowledgeBase) -> None:
    told = [line.text for line in ask(base, "atorvastatin cramps when to stop").lines[:2]]
    assert any("ten times" in text for text in told)


def test_a_pipe_cuts_no_statement(run: Run, real: Path) -> None:
    for question in ("calcium gluconate dose in tetany", "mexiletine dose als"):
        out = run("ask", question, data=real).out
        assert "\N{HORIZONTAL ELLIPSIS}" not in out


@pytest.mark.parametrize(
    ("question", "dose"),
    [
        ("calcium gluconate dose in tetany", "50 to 100 mL/h (adults)"),
        ("mexiletine dose kidney QT pregnancy", "500 mg a day at most"),
        ("cirrhosis cramps baclofen taurine albumin dose", "10 mg three times daily"),
    ],
)
def test_no_dose_is_cut_on_a_screen(run: Run, real: Path, question: str, dose: str) -> None:
    out = run("ask", question, "--format", "table", data=real).out
    assert len(out.splitlines()) <= 22
    assert dose in " ".join(out.split())


def test_a_symptom_spends_one_line_on_its_other_names(run: Run, real: Path) -> None:
    lines = run("ask", "second wind", "--format", "table", data=real).out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("words"))
    assert lines[at + 1].startswith("seen in")
    assert "more" in lines[at]


def test_the_words_that_steer_are_written_as_they_are_compared() -> None:
    lists = [
        *(phrase for phrases in asked_words._ASKED_BY.values() for phrase in phrases.split(",")),
        *asked_words._TEST_WORDS.values(),
        *asked_words._ASPECT_WORDS.values(),
        *asked_words._GROUP_WORDS.values(),
        asked_words._IN_QUESTIONS,
        *(words for words, _ in IN_GENERAL),
    ]
    words = [word for text in lists for word in text.split()]
    assert words == [fold(word) for word in words]
