"""What `validate` warns of: house style, completeness, and what a statement should say of itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cramps.curation.folder import read_folder

Altered = Callable[..., Path]


def warned(folder: Path) -> set[tuple[str, str]]:
    """Rule and path of every warning."""
    return {(p.rule, p.path) for p in read_folder(folder)[1] if p.level == "warning"}


def refused(folder: Path) -> set[tuple[str, str]]:
    """Rule and path of every error."""
    return {(p.rule, p.path) for p in read_folder(folder)[1] if p.level == "error"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Any behavior?", "spelling"),
        ("Ask it (TODO).", "internal-words"),
        ("Cold \u2014 really?", "dashes"),
        ("Cold  or not?", "dashes"),
    ],
)
def test_prose_that_is_not_in_house_style_is_told(altered: Altered, text: str, rule: str) -> None:
    before = warned(altered("findings"))
    after = warned(altered("findings", ("Does cold bring it on?", text)))
    assert after - before == {(rule, "cold.ask")}
    assert before - after == set()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("title: A made-up trial", "title: (a made-up trial, title not shown)", "own-title"),
        (
            "title: A made-up chapter",
            "title: A made-up trial\n  year: 2001",
            "one-publication-twice",
        ),
        ("  seen: 2026-11-22\n", "", "not-seen"),
    ],
)
def test_a_source_that_is_no_good_record_is_told(
    altered: Altered, old: str, new: str, rule: str
) -> None:
    before = warned(altered("sources"))
    assert rule in {rule for rule, _ in warned(altered("sources", (old, new))) - before}


def test_long_titles_that_differ_at_the_end_are_two_publications(altered: Altered) -> None:
    long = "title: " + "A made-up guideline on the made-up management of made-up disease " * 2
    folder = altered("sources", ("title: A made-up trial", long + "editorial\n  year: 2001"))
    altered("sources", ("title: A made-up chapter", long + "guideline\n  year: 2001"))
    assert "one-publication-twice" not in {rule for rule, _ in warned(folder)}


def test_a_mirror_is_no_source(altered: Altered) -> None:
    altered("disorders", ("PMID:11111111", "https://reddit.com/r/cramps"))
    altered("treatments", ("PMID:11111111", "https://reddit.com/r/cramps"))
    folder = altered("sources", ("PMID:11111111", "https://reddit.com/r/cramps"))
    found = {rule for rule, _ in warned(folder)}
    assert {"weak-source", "treatment-from-a-web-page"} <= found


def test_a_number_of_nobody_is_told(altered: Altered) -> None:
    found = refused(
        altered(
            "disorders",
            ("foot-drop, frequency: 15/16, of: one family,", "foot-drop, frequency: 15/16,"),
        )
    )
    assert ("number-of-nobody", "first.findings[0].frequency") in found


def test_a_band_that_is_nobodys_word_is_told(altered: Altered) -> None:
    found = refused(altered("disorders", ("frequent, basis: described,", "frequent,")))
    assert ("band-without-basis", "first.findings[1].frequency") in found


def test_a_citation_without_its_place_is_told_and_one_with_it_is_not(altered: Altered) -> None:
    before = warned(altered("disorders"))
    night = "text: At night., sources: [NBK1"
    after = warned(altered("disorders", (night, f"{night}#a")))
    assert before - after == {("citation-without-place", "first.cramps.timing.sources[0]")}


def test_a_number_without_the_place_of_its_source_is_refused(altered: Altered) -> None:
    found = refused(altered("disorders", ("NBK1#table-1", "NBK1")))
    assert ("citation-without-place", "second.findings[0].sources[0]") in found


def test_an_entry_below_the_floor_is_told_unless_it_is_brief(altered: Altered) -> None:
    assert ("below-the-floor", "first.id") in warned(altered("disorders"))
    brief = warned(altered("disorders", ("group: nerve", "group: nerve\n  depth: brief")))
    assert ("below-the-floor", "first.id") not in brief


def test_a_common_finding_that_makes_anyone_run_alone_is_told(
    altered: Altered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramps.curation.danger_rules.BROAD", 1)
    told = ("broad-trigger", "breathless.when")
    assert told in warned(altered("red_flags"))
    assert told not in warned(altered("red_flags", ("urgency: now", "urgency: soon")))


def test_a_common_finding_with_a_companion_is_not_told(
    altered: Altered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramps.curation.danger_rules.BROAD", 1)
    folder = altered("red_flags", ("      - weakness\n", "      - all: [weakness, cold]\n"))
    assert "broad-trigger" not in {rule for rule, _ in warned(folder)}


def test_a_rule_that_names_a_registered_disorder_is_told(altered: Altered) -> None:
    folder = altered("red_flags", ("another disease", "second example disease"))
    assert ("points-to", "breathless.leads_to[0]") in warned(folder)
    pointed = altered("red_flags", ("points_to: [first]", "points_to: [first, second]"))
    assert "points-to" not in {rule for rule, _ in warned(pointed)}
