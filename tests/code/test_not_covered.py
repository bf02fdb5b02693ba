"""Diseases that are known elsewhere and have no entry: who asks for one is told so."""

from pathlib import Path

import pytest
from conftest import Run

from cramps.words.not_covered import is_another, known_elsewhere


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Wilson disease", "Wilson disease (ORPHA:905)"),
        ("wilson's disease", "Wilson disease (ORPHA:905)"),
        (
            "spinocerebellar ataxia 29",
            "Spinocerebellar ataxia 29, congenital nonprogressive (OMIM:117360)",
        ),
        ("Wilson", None),
        ("quetzal fever", None),
        ("", None),
        ("---", None),
    ],
)
def test_a_disease_of_the_annotations_is_known_by_its_name(word: str, known: str | None) -> None:
    assert known_elsewhere(word) == known


@pytest.mark.parametrize(
    ("word", "suggestions", "another"),
    [
        ("SCA29", ("spinocerebellar-ataxia-2",), True),
        ("SCA 2", ("spinocerebellar-ataxia-2",), False),
        ("CMT4Z", ("charcot-marie-tooth",), False),
        ("weakness 2", ("als",), False),
    ],
)
def test_another_number_is_another_disease(
    word: str, suggestions: tuple[str, ...], another: bool
) -> None:
    assert is_another(word, suggestions) is another


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Wilson disease", "Wilson disease (ORPHA:905) is known to the annotations of the HPO"),
        ("SCA29", "bears another number, and is another disease; did you mean"),
    ],
)
def test_show_says_what_it_knows_of_a_disease_without_an_entry(
    run: Run, real: Path, word: str, said: str
) -> None:
    done = run("show", word, data=real)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


def test_ask_says_so_too_and_offers_nothing_unlike(run: Run, real: Path) -> None:
    done = run("ask", "Wilson disease", data=real)
    assert (done.code, done.out) == (1, "")
    assert "not covered here" in done.err
