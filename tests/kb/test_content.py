"""What the knowledge base promises its readers: complete entries, own rules of prose, the owner's list."""

from pathlib import Path

import project_base
import pytest

from cramps.cases.case import Case
from cramps.curation.folder import read_folder
from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.output.views import drugs
from cramps.queries.answering.definitions import told_in_general
from cramps.ranking.differential import Engine
from cramps.words.lookup import Lookup
from cramps.words.own_words import Category

DATA = Path(__file__).parents[2] / "data"
KB: KnowledgeBase = project_base.knowledge()
LOOKUP = Lookup(KB)
DISORDERS = list(KB.disorders.values())

#: The disorders with which the reference began, by the words that a person types.
FIRST = {
    "amyotrophic lateral sclerosis": "als",
    "Lou Gehrig's disease": "als",
    "multiple sclerosis": "multiple-sclerosis",
    "MS": "multiple-sclerosis",
    "diabetic neuropathy": "diabetic-polyneuropathy",
    "vitamin B12 deficiency": "b12-deficiency",
    "Lyme neuroborreliosis": "lyme-neuroborreliosis",
    "Guillain-Barre syndrome": "guillain-barre",
    "CIDP": "cidp",
    "alcoholic neuropathy": "alcohol-neuropathy",
    "Charcot-Marie-Tooth disease": "charcot-marie-tooth",
    "spinal cord injury": "spinal-cord-injury",
    "hypocalcemia": "hypocalcaemia",
    "hypokalemic periodic paralysis": "hypokalaemic-periodic-paralysis",
    "hyperkalaemic periodic paralysis": "hyperkalaemic-periodic-paralysis",
    "thyrotoxic periodic paralysis": "thyrotoxic-periodic-paralysis",
    "cramp-fasciculation syndrome": "cramp-fasciculation-syndrome",
    "Isaacs syndrome": "isaacs",
    "Kennedy disease": "kennedy",
    "McArdle disease": "mcardle",
    "hypothyroid myopathy": "hypothyroid-myopathy",
    "hypomagnesemia": "hypomagnesaemia",
    "nocturnal leg cramps": "nocturnal-leg-cramps",
    "stiff person syndrome": "stiff-person-syndrome",
}


@pytest.mark.parametrize(("words", "disorder"), FIRST.items())
def test_each_of_the_first_disorders_is_found_by_its_plain_name(words: str, disorder: str) -> None:
    assert LOOKUP.find(words, "disorder").id == disorder


#: Normal in part, or not as it should be: these do not answer what else the test can show.
PARTLY_NORMAL = {"ncs-sensory-normal", "pth-inappropriately-normal"}


def test_what_is_called_normal_is_marked_as_such() -> None:
    """The ranking goes by the mark."""
    results = {i: result.normal for i, (_, result) in KB.results.items()}
    called = {i for i in results if i.endswith("-normal")}
    assert called - PARTLY_NORMAL == {i for i, normal in results.items() if normal and i in called}
    assert not any(results[i] for i in PARTLY_NORMAL)
    for finding in KB.findings.values():
        assert finding.normal == finding.id.startswith("normal-")


@pytest.mark.parametrize("words", ["peripheral neuropathy", "periodic paralysis", "neuropathies"])
def test_an_umbrella_word_leads_to_its_members(words: str) -> None:
    meaning = LOOKUP.find(words, "disorder", "family")
    assert meaning.category == "family"
    assert len(KB.families[meaning.id].members) >= 3


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("twitching", "fasciculations"),
        ("fasiculations", "fasciculations"),
        ("HP:0002380", "fasciculations"),
        ("charley horse", "leg-cramps"),
        ("pins and needles", "paraesthesia"),
        ("coke coloured urine", "dark-urine"),
        ("coke colored urine", "dark-urine"),
    ],
)
def test_a_persons_own_words_find_their_finding(words: str, finding: str) -> None:
    assert LOOKUP.find(words, "finding").id == finding


#: What the owner's first article names, by the command's own words.
ARTICLE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("test",), "neurological examination"),
    (("test",), "physical examination"),
    (("test",), "NCS"),
    (("test",), "EMG"),
    (("test",), "spinal MRI"),
    (("test",), "CT of the spine"),
    (("test",), "calcium"),
    (("treatment",), "stretching"),
    (("treatment",), "physiotherapy"),
    (("treatment",), "baclofen"),
    (("treatment",), "gabapentin"),
    (("treatment",), "hydration"),
    (("finding",), "muscle atrophy"),
    (("finding",), "fasciculations"),
    (("finding",), "stiffness"),
    (("finding",), "dehydration"),
    (("finding",), "exercise"),
)


@pytest.mark.parametrize(("categories", "words"), ARTICLE)
def test_all_that_the_first_article_names_is_in_the_tool(
    categories: tuple[Category, ...], words: str
) -> None:
    assert LOOKUP.find(words, *categories).id


def test_quinine_is_never_recommended() -> None:
    """Only a specialist's trial for one drug's cramps stands beside what guidelines advise against."""
    stances = {
        (d.id, t.stance) for d in DISORDERS for t in d.treatments if t.treatment == "quinine"
    }
    assert {stance for _, stance in stances} == {"avoid", "specialist"}
    assert [d for d, stance in stances if stance == "specialist"] == ["drug-related-cramps"]
    assert KB.treatments["quinine"].cautions


def test_what_any_record_tells_of_two_medicines_stands_on_the_card_of_either() -> None:
    """An interaction is written once, in one record, and read from both sides."""
    cards = {
        drug.id: [item for s in drugs.card(KB, drug).text.sections for item in s.items]
        for drug in KB.drugs.values()
    }
    silent = [
        (here, there)
        for drug in KB.drugs.values()
        for told in drug.interactions
        for other in told.with_
        for here, there in ((drug.id, other), (other, drug.id))
        if not any(KB.drugs[there].name in f"{item.label} {item.text}" for item in cards[here])
    ]
    assert not silent


@pytest.mark.parametrize(
    ("finding", "word"),
    [("chvostek-sign", "tap"), ("trousseau-sign", "cuff"), ("second-wind", "first few minutes")],
)
def test_a_named_sign_says_what_it_is(finding: str, word: str) -> None:
    assert any(word in s.text for s in told_in_general(KB, KB.findings[finding]))


def test_what_tells_a_lookalike_apart_stands_in_one_of_the_two_entries() -> None:
    def shown(d: model.Disorder) -> set[str]:
        return {f.finding for f in d.findings} | {t.result for t in d.tests}

    missing = []
    for disorder in DISORDERS:
        for x in disorder.lookalikes:
            known = shown(disorder) | shown(KB.disorders[x.disorder])
            known |= {above for f in known & set(KB.findings) for above in KB.broader(f)}
            missing += [(disorder.id, x.disorder, i) for i in {*x.for_this, *x.for_other} - known]
    assert not missing


def _typical(disorder: model.Disorder) -> Case:
    """A patient with what the entry counts most often, and the first four results."""
    counted = [f for f in disorder.findings if f.frequency and f.frequency != "excluded"]
    counted.sort(key=lambda f: -frequency.parse(f.frequency or "").middle)
    sex = disorder.sex.skew
    return Case(
        present=tuple(f.finding for f in counted[:8]),
        results=tuple(dict.fromkeys(t.result for t in disorder.tests[:4])),
        sex="male" if sex.startswith("male") else "female" if sex.startswith("female") else None,
    )


def test_a_disorder_is_among_the_first_three_for_what_its_own_entry_counts() -> None:
    """Subtypes of one disease share most of what is counted, so the first place is not promised."""
    engine = Engine(KB)
    missed = []
    for disorder in DISORDERS:
        case = _typical(disorder)
        if disorder.depth == "full" and len(case.present) >= 4:
            first = [c.id for c in engine.differential(case).candidates[:3]]
            if disorder.id not in first:
                missed.append((disorder.id, first))
    assert not missed


def test_the_published_knowledge_base_has_no_mistakes() -> None:
    kb, problems = read_folder(DATA)
    assert kb is not None
    assert [problem for problem in problems if problem.level == "error"] == []
