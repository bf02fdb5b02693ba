"""Words that ask tell nothing of the patient: they are no finding, and they cancel none."""

import pytest

from cramps.cases.asking_in_words import without_asking


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("how fast should I refer a man with a weak hand", "a man with a weak hand"),
        ("weak hand - who do I refer to and how fast", "weak hand -"),
        ("lockjaw after a wound, what do I do right now?", "lockjaw after a wound,     ?"),
        ("should I worry about dark urine", "dark urine"),
        ("dark urine, is it urgent?", "dark urine,   ?"),
        ("should I call an ambulance, cannot breathe", ", cannot breathe"),
        ("what would be the next step in a man with dark urine", "a man with dark urine"),
        ("he should see a doctor if weak", "he should see a doctor if weak"),
        ("should he develop weakness, return", "should he develop weakness, return"),
        ("what is tetanus", "what is tetanus"),
        ("cramp after a fast", "cramp after a fast"),
    ],
)
def test_words_that_ask_are_blank_and_all_else_stays_in_its_place(text: str, left: str) -> None:
    blank = without_asking(text)
    assert len(blank) == len(text)
    assert all(now in (before, " ", "\u2014") for now, before in zip(blank, text, strict=True))
    assert blank.replace("\u2014", " ").split() == left.split()
