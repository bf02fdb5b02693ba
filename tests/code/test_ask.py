"""A question -> the statements that connect what it names."""

from pathlib import Path

import pytest

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.queries.ask import ask
from cramps.queries.full_text import search, search_any


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
