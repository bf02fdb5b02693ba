"""How often a finding is seen, as numbers and in words."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cramps.knowledge import frequency
from cramps.knowledge.model import FREQUENCY_PATTERN

shares = st.integers(1, 10**6).flatmap(
    lambda examined: st.integers(0, examined).map(lambda seen: f"{seen}/{examined}")
)
percentages = st.decimals(0, 99, places=1).map(lambda p: f"{p.normalize():f}%")
ranges = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda pair: "{}-{}%".format(*sorted(pair))
)
terms = st.sampled_from(sorted(frequency.TERMS))
#: Every text that a knowledge base without mistakes can hold.
texts = st.one_of(shares, percentages, ranges, terms)


@given(texts)
def test_what_the_strategies_make_is_what_the_model_allows(text: str) -> None:
    assert re.search(FREQUENCY_PATTERN, text)


@given(texts)
def test_bounds_are_shares_of_patients_and_the_middle_lies_between_them(text: str) -> None:
    low, high, *_ = frequency.parse(text)
    assert 0 <= low <= high <= 1
    assert low <= frequency.parse(text).middle <= high


@given(st.from_regex(FREQUENCY_PATTERN, fullmatch=True))
def test_whatever_the_model_allows_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        low, high, *_ = frequency.parse(text)
    except ValueError as error:
        assert str(error).startswith(text[:20])  # noqa: PT017  (one of the two must hold)
    else:
        assert 0 <= low <= high <= 1


@given(texts)
def test_every_valid_text_has_a_band_and_words(text: str) -> None:
    assert frequency.band(text) in frequency.TERMS
    assert frequency.words(text).strip()


@given(texts)
def test_never_is_what_the_band_excludes(text: str) -> None:
    assert frequency.is_never(text) == (frequency.band(text) == "excluded")


@given(texts, texts)
def test_a_more_frequent_finding_never_falls_into_a_rarer_band(one: str, other: str) -> None:
    rank = list(frequency.TERMS)
    assume(frequency.parse(one).middle >= frequency.parse(other).middle)
    assert rank.index(frequency.band(one)) <= rank.index(frequency.band(other))


@given(terms)
def test_a_term_is_its_own_band(term: str) -> None:
    assert frequency.band(term) == term


def test_unknown_is_no_frequency_and_never_read_as_one() -> None:
    assert frequency.band(None) == "unknown"
    assert frequency.words(None) == "frequency unknown"
    assert not frequency.is_never(None)


def test_a_count_keeps_who_was_seen_and_who_was_examined() -> None:
    assert frequency.parse("15/16") == frequency.Frequency(15 / 16, 15 / 16, 15, 16)
    assert frequency.parse("50-75%") == frequency.Frequency(0.5, 0.75)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("15/16", "15 of 16 (94 %)"),
        ("0/16", "0 of 16 (0 %)"),
        ("92%", "92 %"),
        ("0.5%", "0.5 %"),
        ("50-75%", "50 to 75 %"),
        ("very-frequent", "very frequent"),
        ("excluded", "never"),
    ],
)
def test_words_are_a_readers(text: str, said: str) -> None:
    assert frequency.words(text) == said


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("100%", "obligate"),
        ("16/16", "obligate"),
        ("99%", "very-frequent"),
        ("80%", "very-frequent"),
        ("79%", "frequent"),
        ("30%", "frequent"),
        ("29%", "occasional"),
        ("5%", "occasional"),
        ("4%", "very-rare"),
        ("0.1%", "very-rare"),
        ("0/20", "excluded"),
        ("0%", "excluded"),
    ],
)
def test_bands_are_those_of_hpo(text: str, band: str) -> None:
    assert frequency.band(text) == band


@pytest.mark.parametrize(
    "text",
    ["", "often", "17/16", "3/0", "101%", "75-50%", "50", "-1%", "15 / 16", "1.2.3%", "50-%", "%"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}: "):
        frequency.parse(text)
