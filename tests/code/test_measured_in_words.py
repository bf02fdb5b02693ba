"""A number in a phrase is read by the limits of its test, wherever words are looked up."""

from pathlib import Path

import pytest

from cramps.agents.naming import Taking
from cramps.api import Reference
from cramps.cases.measured_in_words import result_of
from cramps.laboratory.spoken_numbers import name_of, without_when
from cramps.opening import load
from cramps.words.lookup import Lookup


@pytest.fixture(scope="module")
def lookup(real: Path) -> Lookup:
    """Give the lookup of the packaged knowledge base."""
    return Lookup(load(real))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("TSH 11.77", "tsh-over-10"),
        ("my potassium was 2.9", "potassium-moderately-low"),
        ("potassium came back at 2.9 yesterday", "potassium-moderately-low"),
        ("a ferritin of only 6", "ferritin-low"),
        ("my creatine kinase level at 34,000", "ck-over-40-times"),
        ("Hydroxy Vit D3 27.6 nmol/L", "vitamin-d-severely-low"),
    ],
)
def test_a_number_in_a_phrase_is_the_result_that_it_means(
    lookup: Lookup, said: str, meant: str
) -> None:
    found = result_of(lookup, said, "test", "result")
    assert found is not None
    assert found.id == meant
    assert not found.exact


def test_a_temperature_is_the_finding_where_findings_are_looked_among(lookup: Lookup) -> None:
    found = result_of(lookup, "temperature of 39", "finding", "result", "test")
    assert found is not None
    assert (found.category, found.id) == ("finding", "fever")


@pytest.mark.parametrize(
    "said",
    [
        "cramp at 2 am",
        "type 2 diabetes",
        "potassium",
        "potassium 20 mg tablet",
        "it was 39",
        "12",
        "",
    ],
)
def test_a_number_that_measures_nothing_is_no_result(lookup: Lookup, said: str) -> None:
    assert result_of(lookup, said, "finding", "result", "test") is None


def test_only_what_is_looked_among_is_given(lookup: Lookup) -> None:
    assert result_of(lookup, "my potassium was 2.9", "finding") is None
    assert result_of(lookup, "my potassium was 2.9", "drug", "treatment") is None


def test_the_library_and_the_tools_of_agents_read_it_too(lookup: Lookup) -> None:
    reference = Reference(lookup.kb)
    taking = Taking(reference)
    assert taking.id("my potassium was 2.9", "result")[1] == "potassium-moderately-low"
    assert taking.said == [
        "'my potassium was 2.9' read as Potassium of 2.5 to 3.0 mmol/L (potassium-moderately-low)"
    ]
    assert reference.find(results=["my potassium was 2.9"]) == reference.find(
        results=["potassium-moderately-low"]
    )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("my potassium was", "potassium"),
        ("the TSH level came back at", "TSH"),
        ("serum calcium is now", "calcium"),
        ("potassium", "potassium"),
        ("was", "was"),
    ],
)
def test_what_is_said_around_the_name_of_a_test_is_left_out(said: str, name: str) -> None:
    assert name_of(said) == name


def test_when_it_was_is_no_unit() -> None:
    assert without_when("potassium 2.9 mmol/L last week.") == "potassium 2.9 mmol/L"
