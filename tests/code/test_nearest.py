"""What comes nearest to words that no record has, and when it is taken."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.agents.answers import answer
from cramps.api import Reference
from cramps.cases.phenopackets import Phenopacket, PhenopacketReader
from cramps.cases.reader import CaseReader, Told
from cramps.errors import CrampsError, TakenAs
from cramps.opening import load
from cramps.ranking.differential import Engine
from cramps.ranking.streams import Answerer
from cramps.words.folding import fold
from cramps.words.lookup import Lookup
from cramps.words.near_synonyms import words_of
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


def test_a_word_of_several_names_is_answered_with_those_that_have_it(lookup: Lookup) -> None:
    found = lookup.of_that_name("radiculopathy", *SOUGHT, most=3)
    assert {near.id for near in found} == {"cervical-radiculopathy", "lumbosacral-radiculopathy"}
    assert lookup.of_that_name("my calves knot up", *SOUGHT, most=1)[0].id == "calf-cramps"


@pytest.mark.parametrize(
    ("said", "also"),
    [
        ("my knee gave way", "the knee gives way"),
        ("I couldn't sleep", "no sleep"),
        ("pins and needles in hands/wrists", "tingling in hands and wrists"),
    ],
)
def test_a_saying_is_compared_by_what_it_stands_for(said: str, also: str) -> None:
    assert words_of(said) == words_of(also)


@pytest.mark.parametrize(
    ("said", "also"),
    [
        ("lost all my strength", "weak"),
        ("hardly any sensation", "numb"),
        ("losing muscle bulk", "muscle wasting"),
        ("I struggle to swallow", "unable to swallow"),
        ("it is hard to walk", "cannot walk"),
    ],
)
def test_what_is_lacking_and_what_is_done_with_trouble_are_put_together(
    said: str, also: str
) -> None:
    assert words_of(said) == words_of(also)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("gabapenitn capsules", "gabapentin"),
        ("a couple of Mestnion pills", "pyridostigmine"),
        ("the amitriptilyne tablets at bedtime", "amitriptyline"),
        ("surgical socks for my legs", "compression"),
    ],
)
def test_of_what_is_taken_the_substance_outweighs_the_form_and_slips_are_forgiven(
    lookup: Lookup, said: str, meant: str
) -> None:
    near = lookup.nearest(said, "treatment", most=1)
    assert [n.id for n in near] == [meant]


def test_a_value_is_no_word_of_what_was_measured(lookup: Lookup) -> None:
    assert lookup.nearest("ferritin 13.7", "test")[0].id == "ferritin"
    assert lookup.nearest("13.7", "test", "result") == ()


def test_of_two_that_come_as_near_the_one_with_more_such_names_goes_first(lookup: Lookup) -> None:
    first, second = lookup.nearest("a severe leg pain", "finding", most=2)
    assert first.id == "leg-pain"
    assert first.likeness > second.likeness


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("my blood pressure rises when standing", "orthostatic-hypotension"),
        ("difficulty awakening", "morning-waking"),
        ("worse once I keep moving", "eased-by-moving"),
        ("too cold all the time for others", "heat-intolerance"),
        ("my calf knots and I cannot breathe", "calf-cramps"),
        ("sudden twitching calf and slurred speech", "calf-fasciculations"),
        ("heart attack", "palpitations"),
    ],
)
def test_the_opposite_and_what_may_be_urgent_are_not_taken_for_what_lacks_it(
    lookup: Lookup, said: str, never: str
) -> None:
    found = lookup.sure(said, "finding", "result", "test")
    assert found is None or found.id != never


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


def test_the_library_takes_the_nearest_and_warns(lookup: Lookup) -> None:
    reference, word = Reference(lookup.kb), "my calves knot up a lot"
    with pytest.warns(TakenAs, match="calf-cramps"):
        found = reference.find(symptoms=[word])
    assert found == reference.find(symptoms=["calf-cramps"])
    with pytest.warns(TakenAs, match="calf-cramps"):
        ranked = reference.differential(symptoms=[word])
    assert ranked.case.present == ("calf-cramps",)
    for ask in (reference.find, reference.differential):
        with pytest.raises(CrampsError):
            ask(symptoms=[word], exact=True)


def test_a_stream_takes_the_nearest_and_says_so(lookup: Lookup) -> None:
    case = {"present": ["my calves knot up a lot", "cramps"], "absent": ["my calves knot up lots"]}
    engine = Engine(lookup.kb)
    answer = Answerer(engine).answer(case)
    assert any("calf-cramps" in note for note in answer.notes)
    assert answer.unrecognised == ("my calves knot up lots",)
    exact = Answerer(engine, exact=True).answer(case)
    assert exact.unrecognised == ("my calves knot up a lot", "my calves knot up lots")


@pytest.mark.parametrize("code", ["", "SNOMED:449917004", "LOCAL:1"])
def test_a_label_is_taken_for_the_nearest_and_of_an_hpo_term_never(
    lookup: Lookup, code: str
) -> None:
    def read(code: str, *, nearest: bool = True, **more: object) -> Phenopacket:
        kind = {"id": code, "label": "my calves knot up a lot"}
        feature = {"type": kind, **more}
        reader = PhenopacketReader(CaseReader(lookup.kb, lookup, nearest=nearest))
        return reader.read({"id": "x", "phenotypicFeatures": [feature]})

    packet = read(code)
    assert packet.read.case.present == ("calf-cramps",)
    assert any("taken as" in note for note in packet.read.notes)
    for other in (read(code, nearest=False), read("HP:0000001"), read(code, excluded=True)):
        assert not other.read.case.present
        assert not other.read.case.absent
        assert other.unrecognised


@pytest.mark.parametrize(
    ("word", "suggested"),
    [
        ("quetzal fever", ()),
        ("dengue fever", ()),
        ("zebra disease", ()),
        ("marfan syndrome", ()),
        ("down syndrome", ()),
        ("mcardle sickness", ("mcardle",)),
        ("lou gehrig illness", ("als",)),
        ("brodie disease", ("brody-disease",)),
    ],
)
def test_no_disorder_is_suggested_for_what_every_name_has(
    lookup: Lookup, word: str, suggested: tuple[str, ...]
) -> None:
    assert lookup.suggestions(word, "disorder") == suggested


def test_the_tools_of_agents_take_the_nearest_and_say_so(lookup: Lookup) -> None:
    reference, word = Reference(lookup.kb), "my calves knot up a lot"
    for tool, key in (("find", "findings"), ("show", "name")):
        told = answer(reference, tool, {key: word})
        assert "calf-cramps" in told["taken_as"][0]
        with pytest.raises(CrampsError):
            answer(reference, tool, {key: "qwertz uiop"})


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
