"""What kind of question is put: an anaesthetic, a negative test, two to choose from, several things at once."""

from pathlib import Path

import pytest
from conftest import Run

from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.answering.answer import Asked
from cramps.queries.ask import ask
from cramps.queries.asking.clauses import clauses, either_of


@pytest.fixture(scope="module")
def base(real: Path) -> KnowledgeBase:
    """Give the packaged knowledge base."""
    return load(real)


def told(answer: Asked) -> str:
    return " ".join(f"{n.name} {n.about or ''} {n.text}" for n in answer.lines)


# An anaesthetic.


@pytest.mark.parametrize(
    "question",
    [
        "what anaesthetic drugs are dangerous in myotonic disorders",
        "Which drugs must be avoided for anaesthesia in myotonic dystrophy?",
        "anaesthetic in myotonic dystrophy",
        "anaesthesia in myotonia congenita",
        "is a general anesthetic safe in paramyotonia",
        "surgery in McArdle, what to avoid",
        "anaesthetic with myotonia, which drugs are unsafe",
    ],
)
def test_an_anaesthetic_in_a_disorder_is_what_to_tell_and_to_avoid(
    base: KnowledgeBase, question: str
) -> None:
    answer = ask(base, question, most=4)
    assert answer.lines[0].id == "anaesthetic-planned"
    assert answer.lines[1].id == "suxamethonium"
    assert all(line.part in ("avoid", "when to worry") for line in answer.lines)


def test_an_entry_that_says_nothing_of_anaesthetics_is_said_to_say_nothing(
    base: KnowledgeBase,
) -> None:
    lines = ask(base, "anaesthesia in ALS").lines
    assert "every neuromuscular" in lines[0].text
    assert lines[-1].part == "not here"
    (alone,) = ask(base, "anaesthesia in hypocalcaemia").lines
    assert alone.part == "not here"


@pytest.mark.parametrize(
    "question",
    ["rigid jaw and fever during anaesthesia", "man of 20, rigid and hot during anaesthesia"],
)
def test_who_reacts_to_an_anaesthetic_is_a_case(base: KnowledgeBase, question: str) -> None:
    assert ask(base, question).kind == "differential"


def test_a_crisis_under_anaesthesia_is_what_to_do(base: KnowledgeBase) -> None:
    first = ask(base, "malignant hyperthermia during anaesthesia what to do").lines[0]
    assert first.text.startswith("NOW: Stop the trigger")


# Two to choose from.


@pytest.mark.parametrize(
    ("question", "two", "danger"),
    [
        (
            "Calf pain on walking that stops when he rests - claudication or spinal stenosis?",
            {"peripheral-artery-disease", "lumbar-canal-stenosis"},
            True,
        ),
        (
            "calf swelling and cramp at night - DVT or a simple night cramp?",
            {"deep-vein-thrombosis", "nocturnal-leg-cramps"},
            True,
        ),
        (
            "twitching of the eyelid. ALS or benign fasciculation?",
            {"als", "benign-fasciculation-syndrome"},
            False,
        ),
    ],
)
def test_of_two_to_choose_from_neither_is_a_finding(
    base: KnowledgeBase, question: str, two: set[str], *, danger: bool
) -> None:
    answer = ask(base, question, most=4)
    assert answer.kind == "connected"
    first = answer.lines[0]
    assert first.part == "difference"
    assert {first.name, first.about} == {base.name("disorders", i) for i in two}
    assert bool(answer.dangers) is danger
    assert "result" not in {taken.kind for taken in answer.records}


def test_one_or_the_other_that_are_no_disorders_choose_nothing(base: KnowledgeBase) -> None:
    answer = ask(base, "CK 1,200 on a statin with muscle pain - stop the statin or carry on?")
    assert answer.lines[0].id == "statin-muscle-symptoms"
    assert either_of("stiff or weak?") is None


# A negative test.


@pytest.mark.parametrize(
    "question",
    [
        "Stiff-person syndrome suspected, anti-GAD negative, what next?",
        "Which antibodies after negative anti-GAD in stiff-person syndrome",
        "GAD antibodies negative but stiff person suspected, next test?",
    ],
)
def test_a_negative_test_is_followed_by_those_that_are_left(
    base: KnowledgeBase, question: str
) -> None:
    lines = ask(base, question, most=4).lines
    assert "ntibodies" in str(lines[0].about)
    assert any("Amphiphysin" in str(n.about) for n in lines)
    assert any("electromyography" in str(n.about) for n in lines)
    assert {n.part for n in lines} == {"confirm", "difference"}


def test_a_negative_result_alone_leads_on(base: KnowledgeBase) -> None:
    assert ask(base, "negative GAD antibodies").lines[0].id == "stiff-person-syndrome"


def test_a_suspected_disorder_with_a_finding_is_no_search_for_tests(base: KnowledgeBase) -> None:
    answer = ask(base, "suspected tetanus, jaw locked, what now")
    assert answer.lines[0].text.startswith("NOW")


# A value on a medicine, and a disorder that is known.


@pytest.mark.parametrize(
    ("question", "disorder"),
    [
        ("sodium 126 on a thiazide with cramps - what do I do", "hyponatraemia"),
        ("on indapamide, potassium 2.9 and cramps, what now", "hypokalaemia"),
        ("she takes furosemide, potassium 2.4, what should I do", "hypokalaemia"),
    ],
)
def test_a_low_value_on_a_medicine_is_a_case_and_its_cause_is_stopped(
    base: KnowledgeBase, question: str, disorder: str
) -> None:
    answer = ask(base, question)
    assert answer.kind == "differential"
    assert answer.lines[0].id == disorder
    assert str(answer.lines[0].about).startswith("Stopping the causative drug, here perhaps")
    assert "first line" in answer.lines[0].text


def test_a_value_with_a_medicine_to_give_is_no_case(base: KnowledgeBase) -> None:
    assert ask(base, "potassium 2.6, dose of oral potassium").kind == "connected"
    assert not any(
        n.about == "Stopping the causative drug" for n in ask(base, "potassium 2.6").lines
    )


@pytest.mark.parametrize(
    ("question", "disorder", "danger"),
    [
        (
            "Patient with McArdle, dark urine and CK 60000 after the gym, what do I do now?",
            "mcardle",
            "rhabdomyolysis",
        ),
        (
            "man with known hypokalaemic periodic paralysis, legs will not move, what do I do",
            "hypokalaemic-periodic-paralysis",
            "potassium-in-paralysis",
        ),
    ],
)
def test_a_disorder_that_is_known_is_used(
    base: KnowledgeBase, question: str, disorder: str, danger: str
) -> None:
    answer = ask(base, question)
    assert answer.kind == "connected"
    assert answer.lines[0].id == disorder
    assert answer.lines[0].part == "when to worry"
    assert [d.rule for d in answer.dangers][:1] == [danger]


# How common.


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how common are cramps in ALS", {"als": "56.7 %"}),
        ("prevalence of cramps in als", {"als": "56.7 %"}),
        ("how common is fasciculation in ALS", {"als": "56.3 %"}),
        ("how common is ALS", {"als": "4.42 per 100,000"}),
        ("how common are night cramps", {"nocturnal-leg-cramps": "46 %"}),
        (
            "how common are cramps in cirrhosis and dialysis patients",
            {"cirrhosis": "67 %", "haemodialysis-cramps": "45 cramps in 458"},
        ),
        (
            "how often do people with multiple sclerosis or cirrhosis get cramps",
            {"multiple-sclerosis": "15 %", "cirrhosis": "67 %"},
        ),
    ],
)
def test_how_common_a_finding_is_in_a_disorder_is_no_prevalence(
    base: KnowledgeBase, question: str, words: dict[str, str]
) -> None:
    lines = {n.id: n for n in ask(base, question).lines if n.part == "how common"}
    assert set(lines) == set(words)
    assert all(words[i] in lines[i].text for i in words)


def test_a_frequency_that_is_not_known_is_said_to_be_so(base: KnowledgeBase) -> None:
    for question in ("how common is thymoma in ALS", "how common is qqqqq in ALS"):
        assert ask(base, question).lines[0].part == "not here"
    lines = ask(base, "how common are GAD antibodies in stiff person syndrome").lines
    assert "28 of 48" in lines[0].text


# Several things at once.


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Prevalence of stiff person syndrome and what cancers it goes with",
            ["how common", "what is seen"],
        ),
        (
            "How common are leg cramps in pregnancy, and does magnesium work?",
            ["how common", "what helps"],
        ),
        ("Which gene is mutated in Brody disease and what does the protein do?", ["gene", "cause"]),
        ("inheritance of Isaacs and which antibodies does it have", ["gene", "confirm"]),
    ],
)
def test_each_of_two_questions_is_answered_in_its_order(
    base: KnowledgeBase, question: str, parts: list[str]
) -> None:
    answer = ask(base, question, most=4)
    given = [line.part for line in answer.lines]
    first = [given.index(part) for part in parts]  # type: ignore[arg-type]  # a part
    assert first == sorted(first)
    assert answer.unanswered == ()


@pytest.mark.parametrize(
    "question",
    [
        "CK of 1200 without symptoms, what to do",
        "potassium 6.9 and cramps, what now",
        "cramps and twitching, is it serious",
        "furosemide, simvastatin: which one causes cramps?",
    ],
)
def test_one_question_is_not_cut(question: str) -> None:
    assert clauses(question) == (question,)


def test_what_is_named_and_not_answered_is_said(base: KnowledgeBase) -> None:
    answer = ask(base, "inheritance of brody disease and hiv neuropathy")
    assert answer.lines[0].id == "brody-disease"
    assert answer.unanswered or {"hiv-neuropathy"} <= {n.id for n in answer.lines}


# Several medicines.


def test_of_several_medicines_each_has_its_line_the_surest_cause_first(base: KnowledgeBase) -> None:
    question = (
        "which of these could cause cramps: indapamide, atorvastatin, salbutamol, lansoprazole?"
    )
    causes = [n for n in ask(base, question, most=4).lines if n.part == "cause"]
    assert [n.name for n in causes][:1] == ["Indapamide"]
    assert {n.name for n in causes} == {"Indapamide", "Atorvastatin", "Salbutamol", "Lansoprazole"}
    assert causes[0].text.startswith("likeliest of these")
    assert not any("likeliest" in n.text for n in causes[1:])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("can simvastatin be taken with clarithromycin", "Not to be taken together"),
        ("does quinine interact with amiodarone", "QT"),
        ("interaction of indapamide and salbutamol", "potassium"),
    ],
)
def test_what_two_medicines_do_together_leads(
    base: KnowledgeBase, question: str, words: str
) -> None:
    first = ask(base, question).lines[0]
    assert words in first.text
    assert first.part == "avoid"


def test_a_pair_of_which_nothing_is_known_is_no_all_clear(base: KnowledgeBase) -> None:
    (line,) = ask(base, "does paracetamol interact with omeprazole").lines
    assert line.part == "not here"
    assert "no all-clear" in line.text


# Names.


@pytest.mark.parametrize(
    ("word", "members"),
    [
        ("myotonic dystrophy", {"myotonic-dystrophy-1", "myotonic-dystrophy-2"}),
        ("muscular dystrophy", {"becker-dystrophy", "lgmd-r9"}),
        ("glycogen storage disease", {"mcardle", "tarui-disease"}),
        ("periodic paralysis", {"hypokalaemic-periodic-paralysis"}),
        ("limb-girdle muscular dystrophy", {"calpainopathy"}),
        ("spinal muscular atrophy", {"spinal-muscular-atrophy-adult"}),
        ("non-dystrophic myotonia", {"paramyotonia-congenita"}),
    ],
)
def test_an_umbrella_word_is_its_members(base: KnowledgeBase, word: str, members: set[str]) -> None:
    (taken,) = ask(base, f"gene {word}").records
    assert taken.kind == "family"
    assert members <= set(base.families[taken.id].members)


@pytest.mark.parametrize(
    "question", ["what is Lesch-Nyhan twitching syndrome", "lesch-nyhan syndrome cramps treatment"]
)
def test_a_name_without_an_entry_is_told_once_and_nothing_is_taken_for_it(
    base: KnowledgeBase, question: str
) -> None:
    answer = ask(base, question)
    assert answer.kind == "nothing"
    (name,) = answer.unrecognised
    assert name.casefold().startswith("lesch-nyhan")


@pytest.mark.parametrize("question", ["first aid for a night cramp", "aid for cramps"])
def test_aid_is_no_disease(base: KnowledgeBase, question: str) -> None:
    answer = ask(base, question)
    assert "hiv-infection" not in {taken.id for taken in answer.records}
    assert ask(base, "AIDS and cramps").records[0].id == "hiv-infection"


def test_a_disease_is_not_hers_disease(base: KnowledgeBase) -> None:
    assert ask(base, "which disease has a second wind").records[0].id == "second-wind"
    assert ask(base, "gene of Hers disease").records[0].id == "hers-disease"


# Order.


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what do I tell the patient to do when a cramp strikes at night", "Stretch the cramping"),
        ("first aid for a night cramp", "Stretch the cramping"),
        ("mexiletine starting dose myotonia congenita", "167 mg of base"),
        ("ALS red flags", "refer to a neurologist"),
        ("when should I worry about ALS in someone with cramps", "refer to a neurologist"),
        ("why does hypocalcaemia cause tetany", "sodium channels"),
        ("what do I tell a pregnant woman with nightly leg cramps", "trimester"),
        ("pregnant, nightly leg cramps, is magnesium of use", "WHO 2016"),
        ("first line treatment isaacs", "option; for symptoms"),
    ],
)
def test_what_is_asked_leads(base: KnowledgeBase, question: str, words: str) -> None:
    assert words in ask(base, question, most=4).lines[0].text


def test_a_dose_comes_with_in_whom_to_beware(base: KnowledgeBase) -> None:
    lines = ask(base, "dose of mexiletine in als", most=4).lines
    cautions = [n.text for n in lines if n.part == "avoid"]
    assert cautions[0].startswith("Contraindicated")
    assert "pregnancy" in cautions[-1]


def test_what_is_to_be_watched_is_not_called_to_be_avoided(base: KnowledgeBase) -> None:
    lines = ask(base, "what to avoid in myotonic dystrophy", most=20).lines
    palpitations = [n for n in lines if n.about == "Fainting or palpitations in a muscle disorder"]
    assert all(n.part == "when to worry" for n in palpitations)
    assert lines[0].part == "avoid"


def test_an_entry_that_names_nothing_to_avoid_is_said_to_name_nothing(base: KnowledgeBase) -> None:
    first = ask(base, "what to avoid in growing pains").lines[0]
    assert first.part == "not here"
    assert "no all-clear" in first.text


def test_a_treatment_is_no_cause(base: KnowledgeBase) -> None:
    lines = ask(base, "why doesn't lactate rise in McArdle disease on the forearm test").lines
    assert {n.kind for n in lines} == {"disorder"}
    assert lines[0].part == "cause"


# Labels.


@pytest.mark.parametrize(
    ("question", "label", "words"),
    [
        ("what to avoid in malignant hyperthermia", "advice", "Anaesthesia without trigger agents"),
        ("what to avoid in paramyotonia", "advice", "Avoidance of triggers: first line"),
        ("quinine dose night cramps", "dose", "advised against; for cramps; dose: 200 to 300"),
        ("mexiletine dose als", "dose", "Mexiletine: dose: 150 mg twice daily"),
        (
            "CASPR2-positive neuromyotonia: look for thymoma",
            "test",
            "Thymoma on chest CT: to screen",
        ),
        ("what to tell the patient with cramps", "ordinary", "usually harmless"),
    ],
)
def test_a_label_says_what_its_statement_says(
    run: Run, real: Path, question: str, label: str, words: str
) -> None:
    shown = run("ask", question, "--full", "--format", "table", data=real).out
    screen = run("ask", question, "--format", "table", data=real).out
    assert words in " ".join(f"{shown} {screen}".split())
    labelled = [part for part in screen.split("\n") if part.startswith(f"{label} ")]
    assert labelled


def test_what_was_left_unanswered_is_told_and_what_is_not_understood_once(
    run: Run, real: Path
) -> None:
    told = run("ask", "gene of brody disease and what hobbies does it have", data=real)
    assert "not answered: what hobbies does it have" in told.err
    assert run("ask", "what does xyzzy-xyzzy do in als", data=real).err.count("xyzzy-xyzzy") == 1


def test_one_disorder_is_counted_as_one(run: Run, real: Path) -> None:
    shown = run("symptoms", "hiv-infection", "--format", "table", data=real).out
    assert "(in 1 disorder)" in shown


def test_a_group_is_listed_by_its_word(run: Run, real: Path) -> None:
    assert (
        run("list", "metabolic", data=real).out
        == run("list", "--group", "metabolic", data=real).out
    )


# A story, a danger, a course, a dose, the order of what is asked.


@pytest.mark.parametrize(
    "story",
    [
        "left eyelid has been flickering for 10 days, lots of coffee and deadlines",
        "legs feel like ants crawling in the evening, have to get up and walk about then its ok",
        "sore quads after squats yesterday, wee is a normal colour, walking like john wayne lol",
        "19M stitch R side when running, settles w rest, nil else",
        "26F period cramps d1-2, same since 14yo, ibuprofen helps",
        "A medical student has had twitches in both calves for a year and reads about motor neurone disease.",
        "my leg cramps are worse since I started amlodipine",
    ],
)
def test_a_story_is_a_patient_and_is_not_answered_from_a_word_that_is_left(
    base: KnowledgeBase, story: str
) -> None:
    assert ask(base, story).kind == "differential"


@pytest.mark.parametrize(
    ("question", "kind"),
    [("quinine trial for 4 weeks", "record"), ("mexiletine dose als", "connected")],
)
def test_words_of_a_medicine_or_a_disorder_are_no_story(
    base: KnowledgeBase, question: str, kind: str
) -> None:
    assert ask(base, question).kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "what must I not miss in one swollen painful calf?",
        "calf cramp with one swollen leg: what is the danger?",
    ],
)
def test_beside_a_sign_of_danger_nothing_is_called_harmless(
    base: KnowledgeBase, question: str
) -> None:
    answer = ask(base, question)
    assert "deep-vein-thrombosis" in [d.rule for d in answer.dangers]
    assert "harmless" not in told(answer)


@pytest.mark.parametrize(
    "question", ["which calf cramps need same-day assessment", "lots of calf cramps, when to worry"]
)
def test_small_words_are_not_short_names_of_disorders(base: KnowledgeBase, question: str) -> None:
    assert not [t for t in ask(base, question).records if t.kind == "disorder"]


@pytest.mark.parametrize(
    ("question", "first", "never"),
    [
        ("cramp-fasciculation prognosis risk of ALS", "4 to 5 years", "nothing to avoid"),
        ("can benign fasciculations turn into ALS", "180 patients nobody", "Quinine"),
        ("tell a man with cramp-fasciculation syndrome afraid of ALS", "benign", "Riluzole"),
        ("prognosis of ALS", "3 to 5 years", "Quinine"),
        ("what percentage of ALS patients have cramps", "56.7 %", "No figure"),
        ("how many older people get night leg cramps", "46 %", "No figure"),
        ("is quinine safe for nocturnal leg cramps", "advised against", "dose:"),
        ("mexiletine starting dose for painful myotonia", "Start: 167 mg", "nothing"),
        ("gabapentin dose in kidney failure", "Kidney disease", "is no all-clear"),
        ("why do dialysis patients get cramps", "Fluid is removed", "nothing"),
        ("what confirms VLCAD deficiency", "ACADVL", "seen in it; "),
        ("Isaacs syndrome, what tumour screen and what treatment first", "thymoma", "nothing"),
        ("confirm McArdle: forearm test, biopsy or gene test first", "first-choice", "nothing"),
        ("CK 45000 and dark urine after exercise, what fluids", "400 mL/h", "nothing"),
    ],
)
def test_what_is_asked_leads_and_no_other_part_is_told_for_it(
    base: KnowledgeBase, question: str, first: str, never: str
) -> None:
    answer = ask(base, question)
    assert first in answer.lines[0].text
    assert never not in told(answer)


def test_the_same_dose_is_told_once_and_none_for_the_kidneys_is_said_to_be_none(
    base: KnowledgeBase,
) -> None:
    doses = told(ask(base, "dose of mexiletine for non-dystrophic myotonia"))
    assert doses.count("167 mg of base") == 1
    assert doses.count("the same as in Myotonia congenita") == 2
    lines = ask(base, "gabapentin dose in kidney failure").lines
    at = next(i for i, n in enumerate(lines) if "No dose in kidney failure" in n.text)
    assert all("dose: " not in n.text for n in lines[:at])


def test_each_test_and_each_part_that_is_asked_is_placed(base: KnowledgeBase) -> None:
    placed = told(ask(base, "confirm McArdle: forearm test, biopsy or gene test first"))
    assert all(name in placed for name in ("PYGM gene test", "Muscle biopsy", "Forearm exercise"))
    both = ask(base, "Isaacs syndrome, what tumour screen and what treatment first").lines
    assert {"when to worry", "what helps"} <= {n.part for n in both}
    steps = base.disorders["haemodialysis-cramps"].mechanism.steps
    lines = ask(base, "why do dialysis patients get cramps").lines
    assert [n.text for n in lines] == [s.text for s in steps]
