"""What the knowledge base promises its readers: complete entries, own rules of prose, the owner's list."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cramps.curation.folder import read_folder
from cramps.knowledge import frequency, model
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.opening import load
from cramps.ranking.differential import Engine
from cramps.words.names import resolve

DATA = Path(__file__).parents[2] / "data"
KB: KnowledgeBase = load(DATA)
DISORDERS = list(KB.disorders.values())

#: The disorders with which the reference began, by the words that a person types.
FIRST = (
    "amyotrophic lateral sclerosis",
    "Lou Gehrig's disease",
    "multiple sclerosis",
    "MS",
    "diabetic neuropathy",
    "vitamin B12 deficiency",
    "Lyme neuroborreliosis",
    "Guillain-Barre syndrome",
    "CIDP",
    "alcoholic neuropathy",
    "Charcot-Marie-Tooth disease",
    "spinal cord injury",
    "hypocalcemia",
    "hypokalemic periodic paralysis",
    "hyperkalaemic periodic paralysis",
    "thyrotoxic periodic paralysis",
    "cramp-fasciculation syndrome",
    "Isaacs syndrome",
    "Kennedy disease",
    "McArdle disease",
    "hypothyroid myopathy",
    "hypomagnesemia",
    "nocturnal leg cramps",
    "stiff person syndrome",
)


@pytest.mark.parametrize("words", FIRST)
def test_each_of_the_first_disorders_is_found_by_its_plain_name(words: str) -> None:
    assert resolve(KB, words, "disorder").id in KB.disorders


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
    meaning = resolve(KB, words, "disorder", "family")
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
    assert resolve(KB, words, "finding").id == finding


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
    categories: tuple[str, ...], words: str
) -> None:
    assert resolve(KB, words, *categories).id  # type: ignore[arg-type]


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda d: d.id)
def test_an_entry_is_full(disorder: model.Disorder) -> None:
    assert len(disorder.mechanism.steps) >= 3
    assert len(disorder.findings) >= 8
    assert len(disorder.tests) >= 4
    assert len(disorder.treatments) >= 2
    assert disorder.red_flags
    assert disorder.lookalikes
    assert any(f.frequency for f in disorder.findings)


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda d: d.id)
def test_a_summary_has_two_sentences(disorder: model.Disorder) -> None:
    sentences = re.findall(r"[.!?](?=\s+[A-Z]|$)", disorder.summary.text)
    assert len(sentences) == 2, disorder.summary.text


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda d: d.id)
def test_a_cramp_rate_from_the_hpo_says_that_it_may_be_spasm(disorder: model.Disorder) -> None:
    for f in disorder.findings:
        from_hpo = all("phenotype.hpoa" in source for source in f.sources)
        if KB.findings[f.finding].hpo == "HP:0003394" and from_hpo:
            assert "spasm or cramp (hpo)" in (f.note or "").casefold()


def test_quinine_is_never_recommended() -> None:
    stances = {t.stance for d in DISORDERS for t in d.treatments if t.treatment == "quinine"}
    assert stances == {"avoid"}
    assert KB.treatments["quinine"].cautions


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda d: d.id)
def test_what_tells_a_lookalike_apart_stands_in_one_of_the_two_entries(
    disorder: model.Disorder,
) -> None:
    def shown(d: model.Disorder) -> set[str]:
        return {f.finding for f in d.findings} | {t.result for t in d.tests}

    for x in disorder.lookalikes:
        known = shown(disorder) | shown(KB.disorders[x.disorder])
        known |= {above for f in known & set(KB.findings) for above in KB.broader(f)}
        missing = {*x.for_this, *x.for_other} - known
        assert not missing, f"{x.disorder}: {missing}"


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda d: d.id)
def test_a_disorder_explains_its_own_entry_best(disorder: model.Disorder) -> None:
    from cramps.ranking.differential import Case

    typical = sorted(
        (f for f in disorder.findings if f.frequency),
        key=lambda f: -frequency.parse(f.frequency or "").middle,
    )[:8]
    sex = disorder.sex.skew
    case = Case(
        present=tuple(f.finding for f in typical if f.frequency != "excluded"),
        results=tuple(dict.fromkeys(t.result for t in disorder.tests[:4])),
        sex="male" if sex.startswith("male") else "female" if sex.startswith("female") else None,
    )
    ranked = ENGINE.differential(case).candidates
    assert ranked[0].id == disorder.id


ENGINE = Engine(KB)


# Prose.


def prose() -> Iterator[tuple[str, str]]:
    for file in KINDS:
        if file != "sources":  # titles of publications keep their spelling
            for record in KB.table(file).values():
                yield from ((f"{file}.{record.id}", text) for text in texts(record))


WRITTEN = ("text", "note", "figure", "flag", "threshold", "action", "question", "ask", "name")


def texts(node: object) -> Iterator[str]:
    if isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if isinstance(value, str) and field in WRITTEN:
                yield value
            elif not isinstance(value, str):
                yield from texts(value)
    elif isinstance(node, tuple):
        for item in node:
            yield from texts(item)


AMERICAN = re.compile(
    r"\b(\w*[^aeiou]emia|\w*anemi\w+|edema\w*|tumor|color(?!ad)\w*|fiber\w*|center|diarrhea|esophag\w+"
    r"|gynecomasti\w+|paresthesi\w+|anesthe\w+|pediatric\w*|orthopedic\w*|hemo\w+|ischemi\w+"
    r"|neurone?s? diseases? organization|paralyze\w*|hospitalize\w*|randomize\w*|stabilize\w*"
    r"|recognize\w*|characterize\w*|behavior\w*|estrogen|fetal|hypocalcemi\w*|hypokalemi\w*)\b",
    re.IGNORECASE,
)
INTERNAL = re.compile(
    r"\b(evidence (file|notes?)|in the sources? seen|record seen|not read in full|curator|TODO|FIXME"
    r"|title not shown)\b",
    re.IGNORECASE,
)


def test_prose_is_british() -> None:
    found = [(where, m[0]) for where, text in prose() for m in AMERICAN.finditer(text)]
    assert not found


def test_prose_speaks_to_the_reader_and_not_of_its_making() -> None:
    assert not [(where, text) for where, text in prose() if INTERNAL.search(text)]


def test_prose_has_no_long_dashes_nor_double_spaces() -> None:
    assert not [(where, text) for where, text in prose() if "\N{EM DASH}" in text or "  " in text]


# Sources.

#: Not a primary record: mirrors, forums, answer sites.
WEAK = re.compile(
    r"scribd|docslib|researchgate|quizlet|reddit|forum|medilib|skyscape|slideshare|wiki|blog|medium"
    r"|droracle|findzebra|studylib|sci-hub|libgen|medscape|emedicine|webmd|healthline",
    re.IGNORECASE,
)


@pytest.mark.parametrize("source", list(KB.sources.values()), ids=lambda s: s.id)
def test_a_source_is_a_primary_record(source: model.Source) -> None:
    assert not WEAK.search(source.id)
    assert source.title
    assert "not shown" not in source.title


def test_no_publication_stands_twice() -> None:
    seen: dict[tuple[str, int | None], str] = {}
    for s in KB.sources.values():
        key = (re.sub(r"\W", "", s.title.casefold())[:80], s.year)
        assert s.id.startswith("http") or key not in seen, (s.id, seen.get(key))
        seen[key] = s.id


def test_a_treatment_never_rests_on_a_web_page_alone() -> None:
    official = re.compile(
        r"https?://(www\.)?([\w-]+\.)*(nice\.org\.uk|fda\.gov|ema\.europa\.eu|gov\.uk|nhs\.uk|nhs\.scot"
        r"|nih\.gov|who\.int|dgn\.org|aan\.com|hscni\.net|tga\.gov\.au|nidirect\.gov\.uk|awmf\.org"
        r"|medicines\.org\.uk|clinicaltrials\.gov|scot\.nhs\.uk|ggcmedicines\.org\.uk|obolibrary\.org)(/|$)"
    )
    weak = [
        (d.id, t.treatment, t.sources)
        for d in DISORDERS
        for t in d.treatments
        if all(s.startswith("http") and not official.match(s) for s in t.sources)
    ]
    assert not weak


def test_the_published_knowledge_base_has_no_mistakes() -> None:
    kb, problems = read_folder(DATA)
    assert kb is not None
    assert problems == []
