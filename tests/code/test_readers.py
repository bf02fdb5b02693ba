"""A word means the same on the command line, in the library, in streams and in phenopackets."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import project_base
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cramps
from cramps.cases.case import Case
from cramps.cases.phenopackets import PhenopacketReader
from cramps.cases.reader import CaseReader, Told, demand_findings
from cramps.errors import CrampsError
from cramps.ranking.differential import Engine
from cramps.ranking.streams import Answerer
from cramps.words import own_words
from cramps.words.own_words import Category

DATA = project_base.compiled()
KB = project_base.knowledge()
REFERENCE = cramps.load(DATA)
READER = CaseReader(KB)
ENGINE = Engine(KB)
ANSWERER = Answerer(ENGINE, top=1000)
PACKETS = PhenopacketReader(READER)


def words(*categories: Category) -> list[str]:
    """Every word of every record of some categories."""
    return [
        word
        for category in categories
        for record in own_words.records(KB, category)
        for word, _ in own_words.words_of(record)
    ]


def _altered(word: str, way: str, place: int) -> str:
    """Reorder a word's parts, or let the finger slip."""
    place %= max(1, len(word))
    if way == "reordered":
        return " ".join(reversed(word.split()))
    if way == "dropped":
        return word[:place] + word[place + 1 :]
    if way == "doubled":
        return word[:place] + word[place : place + 1] + word[place:]
    if way == "swapped":
        return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    return word.upper() if way == "upper" else word


altered = st.builds(
    _altered,
    st.sampled_from(words("finding", "result", "drug")),
    st.sampled_from(["as it is", "upper", "reordered", "dropped", "doubled", "swapped"]),
    st.integers(0, 80),
)
hpo = st.integers(1, 3_500_000).map(lambda n: f"HP:{n % 35000:07d}")
measured = st.builds(
    lambda test, sign, value: f"{test}{sign}{value}",
    st.sampled_from([test.id for test in KB.tests.values()]),
    st.sampled_from(["=", ">", "<"]),
    st.sampled_from(["high", "low", "normal", "1200", "0.3", "7.2", "2.4 mmol/L", "positive"]),
)
said = st.one_of(altered, hpo, measured)
fields = st.fixed_dictionaries(
    {
        "present": st.lists(said, max_size=2),
        "absent": st.lists(said, max_size=2),
        "maybe": st.lists(altered, max_size=1),
        "results": st.lists(st.one_of(measured, altered), max_size=1),
        "drugs": st.lists(st.one_of(st.sampled_from(words("drug")), altered), max_size=1),
    }
)


class Outcome(NamedTuple):
    """What a reader made of a story: a ranking or a refusal, and the words that it left out."""

    ranking: dict[str, Any] | None
    left_out: tuple[str, ...]


def in_a_stream(story: dict[str, Any]) -> Outcome:
    try:
        answer = ANSWERER.answer(story)
    except CrampsError:
        return Outcome(None, ())
    ranking = {c.id: pytest.approx(c.probability, abs=1e-4) for c in answer.candidates}
    return Outcome(ranking, tuple(sorted(answer.unrecognised)))


def ranked(case: Case) -> dict[str, Any]:
    return {c.id: c.probability for c in ENGINE.differential(case).candidates}


@given(fields)
def test_a_story_is_read_alike_by_the_library_and_in_a_stream(story: dict[str, Any]) -> None:
    told = msgspec.convert(story, Told)
    try:
        read = READER.read(told)
        demand_findings(read.case, read.unrecognised)
    except CrampsError:
        assert in_a_stream(story).ranking is None
        return
    streamed = in_a_stream(story)
    assert ranked(read.case) == streamed.ranking
    assert streamed.left_out == tuple(sorted(read.unrecognised))
    if read.unread or read.conflicts:
        return
    answer = REFERENCE.differential(
        symptoms=story["present"],
        absent=story["absent"],
        maybe=story["maybe"],
        results=story["results"],
        drugs=story["drugs"],
    )
    assert answer.case == read.case


@given(st.one_of(altered, hpo), st.booleans())
def test_a_term_is_read_in_a_phenopacket_as_in_words(word: str, excluded: bool) -> None:
    feature = {"type": {"id": "HP:0003394"}}
    told = {"type": {"id": word} if word.startswith("HP:") else {"label": word}}
    packet = {
        "subject": {"id": "s"},
        "phenotypicFeatures": [feature, {**told, "excluded": excluded}],
    }
    plain = Told(
        present=("HP:0003394",) if excluded else ("HP:0003394", word),
        absent=(word,) if excluded else (),
    )
    assert PACKETS.read(packet).read.case == READER.read(plain).case


Run = Callable[..., Any]


@pytest.mark.parametrize(
    "options",
    [
        {"present": ["cramping muscle"]},
        {"present": ["cramps"], "results": ["ck>1000"]},
        {"present": ["cramps"], "absent": ["ck>1000"]},
        {"present": ["HP:0003236", "cramps"]},
        {"present": ["HP:0003724"]},
        {"present": ["jump legs"]},
        {"drugs": ["oxaliplatin"]},
        {"present": ["cramps", "nothing of the kind"]},
        {"present": ["nothing of the kind"]},
        {"present": ["???"]},
        {"present": ["weakness"], "maybe": ["twitching"], "absent": ["sensory loss"]},
    ],
)
def test_the_command_line_reads_as_the_library_and_a_stream_do(
    run: Run, options: dict[str, list[str]]
) -> None:
    names = {"present": "--symptom", "results": "--result", "drugs": "--drug"}
    given_words = [
        word
        for field, said in options.items()
        for one in said
        for word in (names.get(field, f"--{field}"), one)
    ]
    code, out, _ = run("ddx", *given_words, "--top", "1000", "--json", data=DATA)
    stream = in_a_stream(options)
    if stream.ranking is None:
        assert code in (1, 2)
        return
    answer = json.loads(out)
    assert {c["id"]: c["probability"] for c in answer["candidates"]} == stream.ranking
    assert tuple(sorted(answer["unrecognised"])) == stream.left_out
