"""A statement is told in whole clauses: what is asked first, what speaks against it never left out, cohorts last."""

import pytest

from cramps.output.formats.fitting import Fitting
from cramps.output.formats.layout import Text
from cramps.output.views.forms import Point
from cramps.output.views.whole_clauses import asked_stems, down_to_one_sentence, versions

DOSED = (
    "option; for cramps; dose: 300 mg a day for 4 weeks (86 women, 2012); 360 mg a day (45 women, 2008) was no"
    " better than placebo; 40 patients of one clinic, seen for a year; Not with weak kidneys"
)


@pytest.mark.parametrize(
    "text",
    [
        DOSED,
        "supports it; in 28 of 48 (58 %); 48 patients of a clinic (2016 to 2021). High is above 20 nmol/L",
        "One sentence. It goes on; and a clause (with; a bracket. Of two sentences) behind it.",
        "first line; for disease",
        "A word",
    ],
)
def test_every_version_is_of_whole_clauses_and_shorter(text: str) -> None:
    told = versions(text, frozenset(), "what helps")
    assert told[0] == text
    assert len(told) == len(set(told))
    for version in told[1:]:
        assert len(version) < len(text)
        pieces = [piece.strip(" ;.") for piece in version.split("\N{HORIZONTAL ELLIPSIS}")]
        assert all(piece in text for piece in pieces)
        assert version.count("(") == version.count(")")


def test_a_dose_and_what_was_no_better_stay_when_all_else_is_left_out() -> None:
    shortest = versions(DOSED, frozenset(), "what helps")[-1]
    assert shortest.startswith("option; for cramps; dose: 300 mg a day")
    assert "no better than placebo" in shortest
    assert "one clinic" not in shortest


def test_what_the_question_asks_is_what_stays() -> None:
    text = "supports it; in 28 of 48 (58 %); 48 patients of a clinic (2016 to 2021); the titre counts above 20 nmol/L"
    asked = asked_stems("which GAD titre is meaningful", {"Stiff-person syndrome"})
    assert versions(text, asked, "confirm")[-1].endswith("the titre counts above 20 nmol/L")


def test_a_clause_that_goes_on_brings_what_it_goes_on_with() -> None:
    text = "The gene is known; many patients of one clinic. The drug acts. It then stops the cramp"
    shortest = versions(text, asked_stems("what stops the cramp"), "what is seen")[-1]
    assert "The drug acts. It then stops the cramp" in shortest


def test_a_clause_that_only_names_brings_what_it_names() -> None:
    text = "to screen; in 51 %. The early sign. A rise that nothing else explains; 129 people of one country"
    shortest = versions(text, asked_stems("what is the early sign"), "confirm")[-1]
    assert "The early sign. A rise that nothing else explains" in shortest


def test_a_definition_keeps_its_first_sentence() -> None:
    assert down_to_one_sentence("It is this. It does that. And more.")[-1].startswith("It is this.")
    first = "It is an overactivity of nerves that shows as cramps."
    told = versions(f"{first} Of 38 patients few had it.", frozenset(), "what it is")
    assert told[-1].startswith(first)


def _drawn(*lengths: int) -> list[list[Text]]:
    return [[Text("x")] * length for length in lengths]


def test_what_can_be_shortened_is_so_before_anything_is_left_out() -> None:
    points = [Point("", "one", spare=1), Point("", "two", spare=2)]
    told = Fitting(points, [_drawn(5, 2), _drawn(5, 2)], 80, 5).blocks()
    assert [len(block) for block in told] == [2, 2]
    told = Fitting(points, [_drawn(5, 2), _drawn(5, 2)], 80, 7).blocks()
    assert [len(block) for block in told] == [5, 2]
    told = Fitting(points, [_drawn(5, 2), _drawn(5, 2)], 80, 3).blocks()
    assert [len(block) for block in told] == [2]


def test_what_was_left_out_comes_back_where_it_finds_room() -> None:
    points = [Point("", "one"), Point("", "two", spare=1), Point("", "three", spare=2)]
    told = Fitting(points, [_drawn(4), _drawn(6), _drawn(1)], 80, 5).blocks()
    assert [len(block) for block in told] == [4, 1]
