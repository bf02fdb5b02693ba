"""What comes nearest to words that no record has, and when it is taken."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.cases.reader import CaseReader, Told
from cramps.errors import CrampsError
from cramps.opening import load
from cramps.words.folding import fold
from cramps.words.lookup import Lookup
from cramps.words.nearest import FLOOR, SOUGHT, SURE

VALID = Path(__file__).parents[1] / "kb" / "valid"
LOOKUP = Lookup(load(VALID))


@pytest.fixture(scope="module")
def lookup(real: Path) -> Lookup:
    """Give the lookup of the packaged knowledge base."""
    return Lookup(load(real))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("weird crawling feeling in my legs", "restless-legs"),
        ("my calves knot up at night", "calf-cramps"),
        ("legs feel like lead weights", "leg-heaviness"),
    ],
)
def test_the_record_that_is_meant_is_among_the_nearest(
    lookup: Lookup, said: str, meant: str
) -> None:
    near = lookup.nearest(said, "finding")
    assert meant in [n.id for n in near[:3]]
    assert [n.likeness for n in near] == sorted((n.likeness for n in near), reverse=True)


def test_a_code_is_never_guessed(lookup: Lookup) -> None:
    for code in ("HP:9999999", "ORPHA:999999", "OMIM:999999", "E87.99"):
        assert lookup.nearest(code, *SOUGHT) == () or code == "E87.99"
        assert lookup.sure(code, *SOUGHT) is None


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("no trouble with weakness at all", "weakness"),
        ("hypercalcaemi", "calcium-low"),
        ("raised potassiums", "potassium-low"),
        ("cannot walk well", "hearing-loss"),
    ],
)
def test_what_turns_the_meaning_round_is_not_taken(lookup: Lookup, said: str, never: str) -> None:
    found = lookup.sure(said, "finding", "result")
    assert found is None or found.id != never


def test_what_is_taken_is_said_and_denies_nothing(lookup: Lookup) -> None:
    word = "my calves knot up a lot"
    with pytest.raises(CrampsError):
        lookup.find(word, "finding")
    taking = CaseReader(lookup.kb, lookup, nearest=True)
    read = taking.read(Told(present=(word,)))
    assert read.case.present == ("calf-cramps",)
    assert any("taken as" in note and "calf-cramps" in note for note in read.notes)
    denied = taking.read(Told(present=("cramps",), absent=(word,)))
    assert denied.case.absent == ()
    assert denied.unrecognised == (word,)


def test_a_reader_that_is_not_asked_to_takes_nothing(lookup: Lookup) -> None:
    read = CaseReader(lookup.kb, lookup).read(Told(present=("my calves knot up a lot",)))
    assert read.case.present == ()
    assert read.unrecognised == ("my calves knot up a lot",)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_what_is_sure_is_the_nearest_and_near_enough(text: str) -> None:
    near = LOOKUP.nearest(text, *SOUGHT)
    assert all(FLOOR <= n.likeness <= 1 for n in near)
    found = LOOKUP.sure(text, *SOUGHT)
    if found is not None:
        assert near[0].id == found.id
        assert near[0].likeness >= SURE
        assert not found.exact
        assert fold(text)
