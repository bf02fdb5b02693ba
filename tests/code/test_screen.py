"""What is asked most is answered on one screen of 80 x 24, and no word is broken."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.cli import paging
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load
from cramps.output.formats import layout, screen, sentences, table
from cramps.output.formats.layout import CUT, paint
from cramps.output.views.disorder_in_brief import settling, telling
from cramps.output.views.examination import HEADINGS, heading
from cramps.output.views.forms import Brief, Column, Listing, Point, Row

Run = Callable[..., tuple[int, str, str]]
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]

LINES = 22

#: The questions of clinicians that this was made for; many of them are asked in these words.
QUESTIONS = (
    ("ddx", "--symptom", "cramps"),
    ("ddx", "--symptom", "cramps", "--sign", "brisk reflexes", "--symptom", "wasted hands"),
    ("ddx", "--symptom", "cramps", "--result", "ck=3000", "--symptom", "dark urine"),
    ("ddx", "--symptom", "leg cramps", "--trigger", "night"),
    ("ddx", "--drug", "oxaliplatin", "--symptom", "cramps"),
    ("next", "--symptom", "cramps", "--sign", "fasciculations"),
    ("next", "--split", "isaacs", "cramp-fasciculation-syndrome", "--tier", "electrodiagnosis"),
    ("show", "als"),
    ("show", "hypokalaemic-periodic-paralysis"),
    ("show", "hyperkalaemic-periodic-paralysis"),
    ("show", "hypocalcaemia"),
    ("show", "mcardle"),
    ("tests", "emg"),
    ("tests", "ck"),
    ("tests", "ck-raised"),
    ("treatments", "mexiletine"),
    ("treatments", "quinine"),
    ("treatments", "intravenous magnesium"),
    ("treatments", "edaravone"),
    ("drugs", "statins"),
    ("drugs", "oxaliplatin"),
    ("compare", "als", "kennedy"),
    ("compare", "als", "cramp-fasciculation-syndrome", "isaacs", "kennedy"),
    ("find", "--sign", "brisk reflexes", "--symptom", "cramps"),
    ("symptoms", "cramps"),
)


def _name(call: tuple[str, ...]) -> str:
    return " ".join(call)


@pytest.mark.parametrize("call", QUESTIONS, ids=_name)
def test_a_question_is_answered_on_one_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, real: Path, call: tuple[str, ...]
) -> None:
    for columns in ("80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        code, out, err = run(*call, "--format", "table", data=real)
        assert code == 0
        lines = [*out.splitlines(), *err.splitlines()]
        assert len(lines) <= LINES
        assert max(map(len, out.splitlines())) <= int(columns)


@pytest.mark.parametrize("call", QUESTIONS, ids=_name)
def test_no_word_is_broken_and_everything_is_there_in_full(
    run: Run, monkeypatch: pytest.MonkeyPatch, real: Path, call: tuple[str, ...]
) -> None:
    for more in ((), ("--full",)):
        monkeypatch.setenv("CRAMPS_ACCESSIBLE", "1")
        heard = run(*call, *more, "--format", "table", data=real)[1]
        words = set(re.findall(r"\w+", heard + run(*call, "--format", "plain", data=real)[1]))
        monkeypatch.delenv("CRAMPS_ACCESSIBLE")
        for columns in ("60", "120"):
            monkeypatch.setenv("COLUMNS", columns)
            shown = run(*call, *more, "--format", "table", data=real)[1]
            own = {
                "full",
                "shown",
                "All",
                "left",
                "out",
                "sources",
                "references",
                "lists",
                "them",
                "of",
            }
            new = set(re.findall(r"\w+", shown)) - words - own
            assert not {word for word in new if not word.isdigit()}


@pytest.mark.parametrize(
    "call",
    [
        ("list", "--sort", "name"),
        ("symptoms",),
        ("tests",),
        ("treatments",),
        ("drugs", "--full"),
        ("mechanisms",),
    ],
)
@pytest.mark.parametrize("columns", ["60", "80", "120", "200"])
def test_no_word_of_a_list_is_broken(
    run: Run, monkeypatch: pytest.MonkeyPatch, real: Path, call: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    words = set(run(*call, "--format", "plain", data=real)[1].split())
    # what stands below its row where there is no room beside it is parted by a semicolon
    shown = run(*call, "--format", "table", data=real)[1].replace("\u2500", "").split()
    words |= {f"{word};" for word in words}
    assert {w for w in shown if not re.fullmatch(r"\(\d+\)|\w+:", w)} - words == set()


def test_every_dose_that_a_screen_shows_is_whole(kb: KnowledgeBase, real: Path) -> None:
    from cramps.output.views.disorder_in_brief import brief

    known = load(real)
    for disorder in known.disorders.values():
        doses = [t.dose.rstrip(".") for t in disorder.treatments if t.dose]
        shown = paint(screen.render(brief(known, disorder), 80), colored=False, links=False)
        assert shown.count("\n") <= LINES, disorder.id
        told = " ".join(shown.split())
        # a mark ends what it marks: no full stop stands behind it
        assert not re.search(r"\[\d+(?:, \d+)*\]\. [A-Z]", told), disorder.id
        given = [t for t in disorder.treatments if t.stance != "avoid"]
        assert bool(re.search("^give ", shown, re.MULTILINE)) == bool(given), disorder.id
        for dose in doses:
            # A dose is there as a whole or not at all: its first words never come without the rest.
            first = " ".join(f": {dose}".split()[:5])
            assert first not in told or dose in told, disorder.id
        for t in disorder.treatments:
            if t.stance == "avoid":
                assert known.treatments[t.treatment].name.casefold() in told.casefold()


def test_what_tells_a_disorder_is_frequent_in_it_and_rare_elsewhere(real: Path) -> None:
    known = load(real)
    first = [f.finding for f in telling(known, known.disorders["mcardle"])][:3]
    assert "second-wind" in first
    assert "pain" not in first
    assert settling(known.disorders["mcardle"])[0].role == "confirm"


def test_every_heading_of_an_examination_names_findings_that_exist(real: Path) -> None:
    known = load(real)
    for roots in HEADINGS.values():
        assert [root for root in roots if root not in known.findings] == []
    used = {heading(known, f) for f in known.findings}
    assert used == {*HEADINGS, "other", "triggers", "circumstances"}


def test_findings_stand_as_an_examiner_goes_the_most_frequent_first(run: Run, real: Path) -> None:
    out = run("show", "als", "-s", "findings", "--format", "table", data=real)[1]
    titles = re.findall(r"^Findings: (.*)$", out, re.MULTILINE)
    order = [*HEADINGS, "other", "triggers", "circumstances"]
    assert titles == sorted(titles, key=order.index)
    assert out.index("Fasciculations:") < out.index("Progressive weakness:")
    assert out.index("Hoffmann sign:") < out.index("Normal sensation:")


# Fitting.

texts = st.lists(st.sampled_from(["one", "three", "seventeen", "%"]), max_size=60).map(" ".join)
points = st.builds(
    Point,
    st.sampled_from(["is", "AVOID", "give", ""]),
    texts,
    least=st.one_of(st.none(), st.integers(1, 2)),
    spare=st.integers(0, 3),
)


@given(st.lists(points, min_size=1, max_size=12), st.integers(60, 200))
def test_a_screen_shortens_only_what_may_be_shortened(told: list[Point], room: int) -> None:
    brief = Brief(title="It", points=tuple(told), more="More: --full.")
    shown = paint(screen.render(brief, room), colored=False, links=False)
    text = " ".join(shown.split())
    lines = screen.LINES * 80 // min(room, 80)
    for point in told:
        if point.least is None and not point.spare:
            assert " ".join(point.text.split()) in text
    if all(p.least is not None for p in told) and len(told) <= 8:
        assert shown.count("\n") <= lines
    if shown.count("\n") < lines - 8:  # room is left: nothing was taken away
        assert CUT not in shown or room < 80


def test_a_screen_says_how_much_it_left_out() -> None:
    told = [Point("", "word " * 100, spare=place) for place in range(6)]
    brief = Brief(points=tuple(told), more="More: --full.")
    shown = paint(screen.render(brief, 80), colored=False, links=False)
    assert "More (3 left out): --full." in shown
    assert "left out" not in paint(screen.render(brief, 2000), colored=False, links=False)


def test_remarks_on_the_same_screen_are_reckoned_with() -> None:
    told = [Point("", "word " * 15, spare=place) for place in range(30)]
    brief = Brief(points=tuple(told), more="More: --full.")
    assert len(screen.render(brief, 80)) == LINES
    assert len(screen.render(brief, 80, spent=4)) == LINES - 4


def _listing(rows: int) -> Listing:
    return Listing(
        title="Things",
        columns=(Column("id", "id", for_programs=True), Column("name", "thing"), Column("b", "b")),
        rows=tuple(Row(f"x{n}", (f"x{n}", f"Thing {n}", "extraordinarily")) for n in range(rows)),
        data=[],
        more="--full",
    )


def test_a_list_is_cut_to_whole_rows_and_says_so() -> None:
    shown = paint(screen.render(_listing(50), 80), colored=False, links=False)
    assert len(shown.splitlines()) <= LINES
    assert re.search(r"\d+ of 50 shown\. All: --full", shown)
    whole = paint(screen.render(_listing(5), 80), colored=False, links=False)
    assert "shown" not in whole
    assert "Thing 4" in whole


def test_below_60_columns_rows_stand_one_below_the_other_and_nothing_is_lost() -> None:
    for room in (20, 40, 59):
        shown = paint(table.render(_listing(3), room), colored=False, links=False)
        assert "\u2500" not in shown
        assert shown.count("extraordinarily") == 3
        assert max(map(len, shown.splitlines())) <= room


# Who listens.


@pytest.mark.parametrize("call", QUESTIONS, ids=_name)
def test_who_listens_hears_sentences(
    run: Run, monkeypatch: pytest.MonkeyPatch, real: Path, call: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CRAMPS_ACCESSIBLE", "1")
    monkeypatch.setenv("COLUMNS", "40")
    for more in ((), ("--full",)):
        out = run("--color", "always", *call, *more, "--format", "table", data=real)[1]
        assert not re.search("[\u2500-\u257f\x1b]", out)
        assert "  " not in out
        assert not re.search(r"\+\+|--- ", out)
        for line in out.splitlines():
            assert line.endswith((".", "?", "!", ":")) or line.startswith("Reference ")


def test_a_bar_is_drawn_for_the_eye_only() -> None:
    brief = Brief(points=(Point("1.", "One", bar=0.5),), more="More.")
    assert "\u2501" in paint(screen.render(brief, 80), colored=False, links=False)
    assert sentences.render(brief) == "1. One.\nMore.\n"


# References.


def test_references_are_numbers_and_a_list_on_request(run: Run, real: Path) -> None:
    for more in ((), ("--full",), ("-s", "treatments")):
        call = ("show", "als", *more, "--format", "table")
        out = run(*call, data=real)[1]
        assert re.search(r"\[\d+", out)
        assert "PMID:" not in out
        listed = run(*call, "--references", data=real)[1]
        assert "PMID:" in listed
        highest = max(int(n) for mark in re.findall(r"\[([\d, ]+)\]", out) for n in mark.split(","))
        assert re.search(rf"^ +{highest}\. ", listed, re.MULTILINE)
    for form in ("json", "markdown", "plain"):
        assert "PMID:" in run("show", "als", "--format", form, data=real)[1]


# The pager.


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"CRAMPS_PAGER": "more", "PAGER": "most"}, "more"),
        ({"PAGER": "most"}, "most"),
        ({"PAGER": "cat"}, None),
        ({"PAGER": ""}, None),
        ({"CRAMPS_PAGER": "", "PAGER": "most"}, None),
        ({"PATH": ""}, None),
    ],
)
def test_the_pager_is_the_users(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], command: str | None
) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert paging.pager() == command


def test_into_a_pipe_nothing_is_paged(start: Start) -> None:
    environment = {"PAGER": "sed s/^/PAGED/", "LINES": "5"}
    assert b"PAGED" not in start("show", "first", environment=environment).stdout


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("words", "lines", "paged"),
    [
        (("show", "first", "--full"), "10", True),
        (("show", "first", "--full"), "500", False),
        (("--no-pager", "show", "first", "--full"), "10", False),
        (("list", "--json"), "10", False),
    ],
)
def test_what_is_longer_than_the_terminal_is_paged(
    compiled: Path, words: tuple[str, ...], lines: str, *, paged: bool
) -> None:
    import pty

    keyboard, terminal = pty.openpty()
    environment = {
        **os.environ,
        "PAGER": "sed s/^/PAGED/",
        "LINES": lines,
        "COLUMNS": "80",
        "CRAMPS_NO_CACHE": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "cramps", f"--data={compiled}", *words],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        env=environment,
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(keyboard, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    assert process.wait(timeout=30) == 0
    os.close(keyboard)
    assert b"first" in shown
    assert (b"PAGED" in shown) == paged


# Danger, and what must not push the candidates away.


SEVERAL_DANGERS = (
    "62-year-old man, cramps and fasciculations all over, wasting of one hand, brisk reflexes",
    "cramps, dark urine, weakness, fever, palpitations, on a statin and furosemide",
    "tetany, seizures, palpitations after thyroid surgery, potassium 2.1",
    "weak legs climbing up, breathless, cannot swallow, back pain, urinary retention",
)


@pytest.mark.parametrize("story", SEVERAL_DANGERS)
@pytest.mark.parametrize("setting", ["primary-care", "specialist"])
def test_several_dangers_take_seven_lines_and_leave_room_for_candidates(
    run: Run, real: Path, story: str, setting: str
) -> None:
    call = ("ddx", story, "--setting", setting)
    raised = json.loads(run(*call, "--json", data=real)[1])["red_flags"]
    assert len(raised) > 1
    lines = run(*call, "--format", "table", data=real)[1].splitlines()
    first = next(n for n, line in enumerate(lines) if re.match(r"(NOW|SAME DAY|SOON) ", line))
    end = next(n for n, line in enumerate(lines) if line.startswith(("1. ", "poor fit")))
    assert end - first <= 7
    assert len([line for line in lines if re.match(r"\d\. ", line)]) >= 3
    told = " ".join(" ".join(lines[first:end]).split())
    rule = load(real).red_flags[raised[0]["rule"]]
    sentence = re.split(r"(?<=[.]) (?=[A-Z])", rule.action)[0]
    assert sentence in told  # the first thing to do stands there as a whole


def test_fillers_give_way_to_candidates(run: Run, real: Path) -> None:
    """What is critical and not excluded is told where there is room behind the third to the fifth."""
    for story in SEVERAL_DANGERS:
        lines = run("ddx", story, "--format", "table", data=real)[1].splitlines()
        critical = any(line.startswith("critical ") for line in lines)
        places = [int(line[0]) for line in lines if re.match(r"\d\. ", line)]
        assert places == list(range(1, len(places) + 1))
        assert not critical or len(places) == 5


def test_the_same_again_never_repeats_what_was_not_understood(run: Run, real: Path) -> None:
    for command in ("ddx", "next"):
        told = run(command, "cramps within minutes of hard exercise", data=real)[2]
        (again,) = re.findall(r"the same: cramps (.*)", told)
        assert "hard" not in again
        assert "muscle-cramps" in again
        call = shlex.split(again)
        assert run(*call, data=real)[2].count("left out") == 0


def test_a_kind_of_what_is_told_too_is_weighed_together_with_it(run: Run, real: Path) -> None:
    story = "48-year-old woman, stiff back and legs, spasms, type 1 diabetes"
    lines = run("ddx", story, "--format", "table", data=real)[1].splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("1. "))
    end = next(n for n, line in enumerate(lines) if line.startswith("2. "))
    told = " ".join(" ".join(lines[first:end]).split())
    assert "Stiff-person syndrome" in told
    assert "for it rigidity and spasms of the trunk" in told
    assert "against it" not in told


@pytest.mark.parametrize(
    "story", ["cramps, calcium 1.6 mmol/L", "generalised cramps, calcium 1.6 mmol/L"]
)
def test_what_an_entry_lists_is_not_told_as_speaking_against_it(
    run: Run, real: Path, story: str
) -> None:
    told = " ".join(run("ddx", story, "--format", "table", data=real)[1].split())
    assert "for it" in told
    assert "cramps" not in " ".join(re.findall(r"against it ([^.;]*?)(?= \d\.|$)", told))


# Colours.

#: The colours of a terminal as xterm has them, which most palettes follow.
XTERM = {
    "red": (205, 0, 0),
    "green": (0, 205, 0),
    "yellow": (205, 205, 0),
    "blue": (0, 0, 238),
    "magenta": (205, 0, 205),
    "cyan": (0, 205, 205),
}


def _luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (c / 255 for c in colour)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("background", [(255, 255, 255), (0, 0, 0)], ids=["light", "dark"])
def test_every_colour_reads_on_light_and_on_dark(background: tuple[int, int, int]) -> None:
    used = {word for style in layout._STYLES.values() for word in style.split()}
    colours = used & XTERM.keys()
    assert colours
    assert used - colours <= {"bold", "dim", "underline"}  # of the terminal's own colour
    for colour in colours:
        light, dark = sorted((_luminance(XTERM[colour]), _luminance(background)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, colour  # what WCAG asks of large or bold text


@pytest.mark.parametrize("call", QUESTIONS[:8], ids=_name)
def test_without_colour_nothing_is_missing(run: Run, real: Path, call: tuple[str, ...]) -> None:
    plain = run("--color", "never", *call, "--format", "table", data=real)[1]
    coloured = run("--color", "always", *call, "--format", "table", data=real)[1]
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;;.*?\x1b\\\\", "", coloured)
    assert bare == plain
    assert "\x1b" not in plain
