"""Full text."""

import re
import sqlite3
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.curation.compilation import encode
from cramps.errors import BadQuery, InvalidKnowledgeBase
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import decode
from cramps.opening import load
from cramps.queries.full_text import CLOSE, OPEN, Passage, search
from cramps.words.text_index import Built, key_of

VALID = load(Path(__file__).parents[1] / "kb" / "valid")
COMPILED = decode(encode(VALID), "compiled")


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


# SQLite's FTS5 as the judge: the same passages in the same order, with the same scores and contexts.


class Judge:
    """The same search by SQLite, over all passages of a knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        built = Built(kb)
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE VIRTUAL TABLE passage USING fts5("
            "kind UNINDEXED, id UNINDEXED, record UNINDEXED, section UNINDEXED, name, text, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        self.connection.execute("CREATE VIRTUAL TABLE word USING fts5vocab(passage, row)")
        self.connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
            (
                (e.kind, e.id, e.name, e.section, *((e.text, "") if named else ("", e.text)))
                for e in map(built.entry, range(len(built.entries)))
                for named in (e.section == "name",)
            ),
        )
        self.words = [word for (word,) in self.connection.execute("SELECT term FROM word")]

    def search(self, words: str, limit: int) -> tuple[Passage, ...]:
        """Give what SQLite finds."""
        keys = [key_of(w) for w in dict.fromkeys(re.findall(r"[^\W_]+", words))]
        forms = [
            [
                word
                for word in self.words
                if key_of(word) == key or (len(key) >= 4 and key_of(word).startswith(key))
            ]
            for key in keys
        ]
        if not all(forms):
            return ()
        rows = self.connection.execute(
            f"SELECT kind, id, record, section, snippet(passage, -1, '{OPEN}', '{CLOSE}', '…', 16), "
            "-bm25(passage, 0, 0, 0, 0, 10.0, 1.0) AS score FROM passage WHERE passage MATCH ? "
            "ORDER BY score DESC, kind, id, section, rowid LIMIT ?",
            (
                " AND ".join("(" + " OR ".join(f'"{f}"' for f in some) + ")" for some in forms),
                limit,
            ),
        )
        return tuple(
            Passage(kind=kind, id=i, name=name, section=part, context=said, score=round(score, 3))
            for kind, i, name, part, said, score in rows
        )


@pytest.fixture(scope="module")
def judge(real: Path) -> Judge:
    return Judge(load(real))


@pytest.mark.parametrize(
    "words",
    [
        *("quinine", "muscle cramps", "calcium", "of the", "forearm lactate", "hypocalcemia"),
        *("guideline 2017", "treatment of cramps", "et al", "trial of quinine in cirrhosis"),
        *("McArdle", "µg", "naïve", "stiff", "PMID"),
    ],
)
@pytest.mark.parametrize("limit", [1, 20, 1000])
def test_the_best_passages_are_those_of_sqlite(
    real: Path, judge: Judge, words: str, limit: int
) -> None:
    assert search(load(real), words, limit) == judge.search(words, limit)


@given(st.data())
def test_any_words_of_the_texts_are_found_as_by_sqlite(data: st.DataObject) -> None:
    judge = Judge(VALID)
    chosen = data.draw(st.lists(st.sampled_from(judge.words), min_size=1, max_size=3))
    words = " ".join(chosen)
    assert search(VALID, words, 50) == judge.search(words, 50)


@given(st.lists(st.sampled_from(["made", "up", "disease", "weak", "cramp", "zz", "e"]), min_size=1))
def test_a_compiled_knowledge_base_is_searched_alike(words: list[str]) -> None:
    asked = " ".join(words)
    assert search(COMPILED, asked) == search(VALID, asked)


def test_a_search_reads_only_the_words_and_passages_that_it_needs(real: Path) -> None:
    """What was not needed may be damaged: nobody looks at it."""
    data = bytearray(real.read_bytes())
    needed = search(load(real), "quinine")
    place = data.index(b'"myotonia":{"myotonia":[')
    data[place + 1 : place + 9] = b"MYOTONIA"
    assert search(decode(bytes(data), "my.json"), "quinine") == needed
    with pytest.raises(InvalidKnowledgeBase):
        search(decode(bytes(data), "my.json"), "myotonia")
