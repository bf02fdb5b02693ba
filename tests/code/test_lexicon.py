"""What the HPO calls the records: it adds, and takes nothing away."""

from pathlib import Path

import pytest

from cramps.opening import load
from cramps.words.folding import fold, stem, stems
from cramps.words.lexicon import packaged_lexicon
from cramps.words.lookup import Lookup
from cramps.words.own_words import CARRYING, NARROWER, Category, build
from cramps.words.word_index import build_all


@pytest.fixture(scope="module")
def lookup(real: Path) -> Lookup:
    """Give the lookup of the packaged knowledge base."""
    return Lookup(load(real))


@pytest.mark.parametrize("category", CARRYING)
def test_a_word_of_a_record_means_what_it_meant_without_the_lexicon(
    lookup: Lookup, category: Category
) -> None:
    for key, ids in build(lookup.kb, category).items():
        own = [i for i in ids if i[:1] != NARROWER] or [i[1:] for i in ids]
        if len(own) == 1:
            assert lookup.find(key, category).id == own[0], key


@pytest.mark.parametrize("category", CARRYING)
def test_the_lexicon_gives_a_word_to_one_record_and_none_that_is_taken(
    lookup: Lookup, category: Category
) -> None:
    indexes = build_all(lookup.kb, category)
    own = {key for other in CARRYING for key in build(lookup.kb, other)}
    added = indexes[f"lexicon-names-{category}"]
    assert len(added) > 100
    assert not own & set(added)
    assert all(len(ids) == 1 for ids in added.values())


def test_the_names_of_the_hpo_find_their_terms(lookup: Lookup) -> None:
    for word in ("Muscle twitch", "Muscle fasciculation", "Limb fasciculations"):
        assert lookup.find(word, "finding").id == "fasciculations"


def test_a_name_of_less_than_the_record_finds_it_is_said_and_never_denies(lookup: Lookup) -> None:
    found = lookup.find("Limb fasciculations", "finding")
    assert not found.exact
    assert found.read_as == lookup.kb.label("fasciculations")
    below = packaged_lexicon().words["HP:0002380"].less
    assert not any(lookup.find(word, "finding").exact for word in below)


@pytest.mark.parametrize(
    "forms",
    [
        ("twitch", "twitches", "twitching", "twitchy", "twitched"),
        ("weak", "weakness"),
        ("calf", "calves"),
        ("stiff", "stiffness"),
        ("cramp", "cramps", "cramping", "crampy"),
        ("pain", "painful"),
        ("spastic", "spasticity"),
        ("myotonia", "myotonic"),
        ("ataxia", "ataxic"),
        ("waste", "wasted", "wasting"),
        ("dizzy", "dizziness"),
        ("run", "running"),
        ("swollen", "swelling"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stems(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tetanus", "tetany"),
        ("painful", "painless"),
        ("hypokalaemia", "hyperkalaemia"),
        ("dysphagia", "dysphasia"),
        ("weakness", "no weakness"),
        ("myotonia", "myoclonus"),
    ],
)
def test_words_of_different_meaning_have_different_stems(one: str, other: str) -> None:
    assert stems(fold(one)) != stems(fold(other))


def test_a_stem_is_never_empty() -> None:
    assert all(stem(word) for word in ("s", "ing", "ed", "ness", "ia", "b/l", "2", "y"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("brisk DTRs", "hyperreflexia"),
        ("LL weakness", "leg-weakness"),
        ("cramping calves", "calf-cramps"),
        ("wasted hand", "hand-atrophy"),
        ("running", "exercise"),
        ("startle", "startle-exaggerated"),
        ("polio", "polio-history"),
        ("Babinski", "babinski-sign"),
        ("hand weakness", "distal-weakness"),
    ],
)
def test_the_words_of_clinics_and_of_patients_are_understood(
    lookup: Lookup, said: str, meant: str
) -> None:
    assert lookup.find(said, "finding").id == meant


@pytest.mark.parametrize("said", ["weak left leg", "b/l calf cramps", "cramps in the right calf"])
def test_a_side_is_left_out_said_and_denies_nothing(lookup: Lookup, said: str) -> None:
    found = lookup.find(said, "finding")
    assert found.id in ("leg-weakness", "calf-cramps")
    assert found.read_as is not None
    assert not found.exact
