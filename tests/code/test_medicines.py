"""A list of medicines is checked: which can cause cramps, how sure, and what they do together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cramps.cli.app import run
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.model import Drug, DrugEffect, Interaction
from cramps.queries.medicines import (
    SURENESS,
    check,
    interactions,
    listed,
    without_dose,
)
from cramps.ranking.drug_groups import groups

Run = Callable[..., Any]


def effect(text: str) -> DrugEffect:
    return DrugEffect(phenomenon="true-cramp", text=text, sources=("NBK1#a",))


def drug(drug_id: str, **more: Any) -> Drug:
    return Drug(id=drug_id, name=drug_id.title(), **{"class_": "made up", **more})


DRUGS = {
    d.id: d
    for d in (
        drug("statins", link="established", effects=(effect("hurts"),)),
        drug("onestatin", link="none-known", broader=("statins",)),
        drug("inhibitors", link="none-known"),
        drug(
            "inhibitin",
            link="none-known",
            broader=("inhibitors",),
        ),
        drug("harmless", link="none-known"),
        drug("doubtful", link="disputed", effects=(effect("maybe"),)),
    )
}
DRUGS["statins"] = drug(
    "statins",
    link="established",
    effects=(effect("hurts"),),
    interactions=(Interaction(with_=("inhibitors",), text="More of it.", sources=("NBK1#b",)),),
)
KB = KnowledgeBase({"drugs": DRUGS}, "made up")


def asked(*ids: str) -> list[tuple[str, str]]:
    return [(i, i) for i in ids]


def test_the_surest_cause_comes_first() -> None:
    answer = check(KB, asked("harmless", "doubtful", "statins"))
    assert [m.id for m in answer.medicines] == ["statins", "doubtful", "harmless"]
    sureness = [SURENESS.index(m.link) for m in answer.medicines]
    assert sureness == sorted(sureness)


def test_a_medicine_without_a_word_of_its_own_has_that_of_its_group() -> None:
    (medicine,) = check(KB, asked("onestatin")).medicines
    assert (medicine.link, medicine.told_by) == ("established", "statins")


@pytest.mark.parametrize("order", [("onestatin", "inhibitin"), ("inhibitin", "onestatin")])
def test_what_groups_do_together_holds_for_their_members_in_any_order(
    order: tuple[str, ...],
) -> None:
    (together,) = check(KB, asked(*order, "harmless")).together
    assert set(together.medicines) == {"onestatin", "inhibitin"}


@pytest.mark.parametrize(
    ("of", "others", "text"),
    [
        ("statins", ("inhibitors",), "More of it."),
        ("onestatin", ("inhibitors",), "Statins: More of it."),
        ("inhibitors", ("statins",), "More of it."),
        ("inhibitin", ("statins",), "More of it."),
    ],
)
def test_a_pair_is_told_of_either_and_of_the_members_of_its_groups(
    of: str, others: tuple[str, ...], text: str
) -> None:
    (told,) = interactions(KB, DRUGS[of])
    assert (told.with_, told.text, told.sources) == (others, text, ("NBK1#b",))


def test_what_both_tell_from_one_source_stands_once_and_own_words_always_stand() -> None:
    def told(other: str, text: str, source: str) -> Interaction:
        return Interaction(with_=(other,), text=text, sources=(source,))

    both = {
        "a": drug("a", interactions=(told("b", "One.", "NBK1#b"), told("b", "Two.", "NBK1#b"))),
        "b": drug("b", interactions=(told("a", "Same.", "NBK1#b"), told("a", "New.", "NBK2#c"))),
    }
    kb = KnowledgeBase({"drugs": both}, "made up")
    assert [i.text for i in interactions(kb, both["a"])] == ["One.", "Two.", "New."]
    assert [i.text for i in interactions(kb, both["b"])] == ["Same.", "New."]


def test_a_medicine_does_nothing_together_with_itself() -> None:
    both = {
        "a": drug(
            "a",
            broader=("b",),
            interactions=(Interaction(with_=("b",), text="Alone.", sources=("NBK1#b",)),),
        ),
        "b": drug("b"),
    }
    assert check(KnowledgeBase({"drugs": both}, "made up"), asked("a")).together == ()


def test_one_alone_does_nothing_together_and_a_medicine_counts_once() -> None:
    answer = check(KB, [("Statins", "statins"), ("statins", "statins")])
    assert answer.together == ()
    assert [m.asked for m in answer.medicines] == ["Statins"]


def test_groups_are_given_nearest_first_and_circles_end() -> None:
    assert groups(KB, "onestatin") == ("onestatin", "statins")
    circle = {
        "a": drug("a", broader=("b",)),
        "b": drug("b", broader=("a",)),
    }
    assert groups(KnowledgeBase({"drugs": circle}, "made up"), "a") == ("a", "b")


def test_the_command_answers_for_a_list_and_tells_what_it_does_not_know(
    run: Run, real: Path
) -> None:
    words = ("furosemide", "Ventolin", "atorvastatin", "clarithromycin", "paracetamol", "zzzz")
    code, out, _ = run("drugs", "--check", *words, "--json", data=real)
    answer = json.loads(out)
    assert code == 0
    assert answer["unrecognised"] == ["zzzz"]
    links = {m["asked"]: m["link"] for m in answer["medicines"]}
    assert links["paracetamol"] == "none-known"
    assert links["Ventolin"] != "none-known"
    pairs = [set(t["medicines"]) for t in answer["together"]]
    assert any("atorvastatin" in pair and len(pair) == 2 for pair in pairs)
    assert all(t["sources"] for t in answer["together"])


def test_no_medicine_and_none_known_are_one_line(run: Run) -> None:
    assert run("drugs", "--check").code == 2
    outcome = run("drugs", "--check", "zzzz")
    assert (outcome.code, outcome.out) == (1, "")


def test_a_drug_that_is_to_be_avoided_as_a_treatment_says_so(
    real: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(real), "drugs", "quinine", "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "AVOID" in out
    assert "nocturnal leg cramps" in out


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("furosemide 40 mg od, salbutamol 100 mcg prn", ["furosemide", "salbutamol"]),
        ("statin; quinine at night\nramipril 2,5 mg", ["statin", "quinine", "ramipril"]),
        ("salbutamol inhaler as needed", ["salbutamol"]),
        ("vitamin B12", ["vitamin B12"]),
        ("insulin", ["insulin"]),
    ],
)
def test_a_list_is_understood_as_it_is_written(written: str, names: list[str]) -> None:
    assert [without_dose(medicine) for medicine in listed(written)] == names
