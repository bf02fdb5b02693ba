"""Full text."""

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.full_text import CLOSE, OPEN, Passage, search

VALID = load(Path(__file__).parents[1] / "kb" / "valid")


def _places(found: tuple[Passage, ...]) -> list[tuple[str, str, str]]:
    return [(passage.kind, passage.id, passage.section) for passage in found]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("contractures", ("disorder", "second", "summary")),
        ("axons fire", ("disorder", "first", "mechanism")),
        ("halves", ("disorder", "first", "treatments")),
        ("breathlessness", ("red flag", "breathless", "name")),
        ("real", ("disorder", "first", "disputes")),
        ("made-up diseases", ("family", "examples", "name")),
        ("drop foot", ("finding", "foot-drop", "name")),
        ("weak muscles", ("finding", "weakness", "name")),
        ("raised creatine kinase", ("test", "ck", "results")),
        ("leaks", ("test", "ck", "about")),
        ("not in the second", ("treatment", "examplin", "cautions")),
        ("workers", ("drug", "toxin", "effects")),
        ("legs", ("overview", "look", "statements")),
        ("trial nobody", ("source", "PMID:11111111", "name")),
    ],
)
def test_every_kind_of_record_is_searched(words: str, place: tuple[str, str, str]) -> None:
    assert place in _places(search(VALID, words))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hemo-example", "haemo-example"),
        ("CREATINE", "creatine"),
        ("cramp", "cramps"),
        ("example disease", "disease example"),
        ("example, disease!", "example disease"),
        ("example example disease", "example disease"),
        ("cr\u00e9atine", "creatine"),
    ],
)
def test_spelling_case_plural_order_and_accents_do_not_matter(one: str, other: str) -> None:
    assert search(VALID, one)
    assert _places(search(VALID, one)) == _places(search(VALID, other))


def test_a_word_of_four_letters_is_found_at_the_beginning_of_a_longer_one() -> None:
    assert _places(search(VALID, "breathless")) == _places(search(VALID, "breathlessness"))
    assert search(VALID, "halv")
    assert not search(VALID, "hal")
    assert not search(VALID, "reathlessness")


def test_all_words_must_stand_in_one_passage() -> None:
    assert search(VALID, "fuel")
    assert search(VALID, "fire")
    assert search(VALID, "fuel fire") == ()


def test_a_name_comes_before_a_mention() -> None:
    assert _places(search(VALID, "creatine kinase"))[0] == ("test", "ck", "name")


def test_the_words_are_marked_in_their_context() -> None:
    (passage,) = search(VALID, "fuel")
    assert passage.context == f"{OPEN}Fuel{CLOSE} runs out"


def test_scores_fall_and_the_limit_cuts_the_end() -> None:
    every = search(VALID, "made", limit=100)
    scores = [passage.score for passage in every]
    assert len(every) > 3
    assert scores == sorted(scores, reverse=True)
    for limit in (1, 2, 3):
        assert search(VALID, "made", limit=limit) == every[:limit]


@pytest.mark.parametrize("words", ["", " ", "\t", "...", '"', "*", "( )", "-", "_"])
def test_a_search_without_words_is_a_wrong_question(words: str) -> None:
    with pytest.raises(BadQuery):
        search(VALID, words)


@pytest.mark.parametrize(
    "words",
    [
        'fuel"',
        '"fuel',
        "fuel*",
        "^fuel",
        "name:fuel",
        "(fuel",
        "fuel)",
        "+fuel",
        "-fuel",
        "fuel; DROP TABLE passage",
        "{fuel}",
    ],
)
def test_the_signs_of_sqlites_own_language_mean_nothing(words: str) -> None:
    search(VALID, words)  # an OperationalError would be a bug


@pytest.mark.parametrize("words", ["fuel AND runs", "fuel OR cramps", "fuel NOT runs", "NEAR fuel"])
def test_the_words_of_sqlites_own_language_are_words(words: str) -> None:
    assert search(VALID, words) == ()


def test_a_letter_that_no_rule_folds_is_found_as_itself(altered: Callable[..., Path]) -> None:
    kb = load(
        altered("disorders", ("Fuel runs out.", "Fuel \u03b1 runs out."), ("At night.", "\u03a9."))
    )
    assert _places(search(kb, "\u03b1")) == [("disorder", "second", "mechanism")]
    assert _places(search(kb, "\u03a9")) == [("disorder", "first", "cramps")]
    assert search(kb, "\u03b2") == ()


@given(st.text(alphabet=string.printable + "\u00e9\u03b1\u6f22\ud800", max_size=30))
@settings(max_examples=50)
def test_any_words_find_passages_or_nothing_or_are_refused(words: str) -> None:
    try:
        found = search(VALID, words)
    except BadQuery:
        return
    assert all(OPEN in passage.context for passage in found)


def test_a_compiled_knowledge_base_is_searched_alike(kb: KnowledgeBase, compiled: Path) -> None:
    assert search(load(compiled), "made-up disease") == search(kb, "made-up disease")
