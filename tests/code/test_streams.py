"""Streams of cases: the answers, what is left out, what is refused, and that memory stays small."""

import importlib.util
import io
import json
import pickle
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.ranking import streams
from cramps.ranking.differential import Case, Engine
from cramps.ranking.streams import answer_case, answer_lines, read_lines
from cramps.words.hpo_ids import packaged_map

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def engine(kb: KnowledgeBase) -> Engine:
    return Engine(kb)


def answers(engine: Engine, *lines: Any, **options: Any) -> list[dict[str, Any]]:
    text = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
    return [json.loads(line) for line in answer_lines(io.BytesIO(text), engine, **options)]


def test_a_case_is_answered_on_one_line(engine: Engine) -> None:
    case = {"id": "p1", "present": ["foot drop", "HP:0002380"], "results": ["ck-normal"]}
    (line,) = answer_lines([json.dumps(case).encode()], engine)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    answer = json.loads(line)
    assert list(answer) == [
        *("case", "red_flags", "calm", "candidates", "critical", "unrecognised"),
        *("conflicts", "notes"),
    ]
    assert answer["case"] == "p1"
    (raised,) = answer["red_flags"]
    assert (raised["rule"], raised["urgency"]) == ("breathless", "now")
    assert (raised["raised_by"], raised["action"]) == (["foot-drop"], "Call for help.")
    assert answer["calm"] is False
    assert answer["candidates"][0]["id"] == "first"
    assert answer["candidates"][0]["name"] == "First example disease"
    assert sum(c["probability"] for c in answer["candidates"]) == pytest.approx(1, abs=1e-5)
    assert answer["critical"] == ["first"]
    assert answer["unrecognised"] == []


def test_none_of_these_is_kept_wherever_it_stands(engine: Engine) -> None:
    (answer,) = answers(engine, {"present": ["foot drop", "fasciculations"]}, top=1)
    assert [c["id"] for c in answer["candidates"]] == ["first", "none-of-these"]


def test_a_phenopacket_is_a_line_like_any_other(engine: Engine) -> None:
    packet = {"id": "p", "phenotypicFeatures": [{"type": {"id": "HP:0009027"}}]}
    one, other = answers(engine, packet, {"id": "p", "present": ["foot-drop"]})
    assert one == other


def test_words_are_understood_as_in_find_and_the_rest_is_said(engine: Engine) -> None:
    narrow = packaged_map().nearest["HP:0001324"][0]
    case = {
        "present": ["muscle twitching", "Foot drops", narrow, "wekness", "raised creatine kinase"],
        "maybe": ["cold", "nonsense"],
        "absent": ["HP:0000005"],
        "drugs": ["example toxin", "aspirin"],
    }
    (answer,) = answers(engine, case)
    assert set(answer["unrecognised"]) == {"nonsense", "HP:0000005", "aspirin"}


def test_a_narrow_hpo_term_is_never_absent_as_its_ancestor(engine: Engine) -> None:
    narrow = packaged_map().nearest["HP:0001324"][0]
    (answer,) = answers(engine, {"present": ["cold"], "absent": [narrow]})
    assert answer["unrecognised"] == [narrow]


def test_results_may_be_given_as_a_level_or_a_number(engine: Engine) -> None:
    for result in ("ck=high", "ck=1200", "ck-high", "HP:0003236"):
        (answer,) = answers(engine, {"id": 1, "results": [result]})
        (expected,) = answers(engine, {"id": "1", "results": ["ck-high"]})
        assert answer == expected
    (answer,) = answers(engine, {"present": ["cold"], "results": ["ck=5 bananas", "x=1"]})
    assert answer["unrecognised"] == ["ck=5 bananas", "x=1"]
    denied = {"id": 1, "absent": ["ck-high"]}
    assert answers(engine, denied) == answers(engine, {"id": 1, "not_results": ["ck=high"]})


def test_a_case_without_an_id_is_named_by_its_line(engine: Engine) -> None:
    given_lines = ({"present": ["cold"]}, b"", {"id": None, "present": ["cold"]})
    assert [a["case"] for a in answers(engine, *given_lines)] == ["line 1", "line 3"]


BAD = {
    "not JSON": (b"{", "not JSON"),
    "not UTF-8": (b'{"id": "\xff"}', "not JSON"),
    "a list": (b"[1]", "one JSON object a line"),
    "an unknown key": (b'{"presnt": ["cold"]}', "presnt"),
    "a word for a list": (b'{"present": "cold"}', "array"),
    "an unknown sex": (b'{"present": ["cold"], "sex": "x"}', "sex"),
    "no finding": (b'{"id": "x", "age": 5}', "no finding at all"),
    "nothing understood": (b'{"present": ["nonsense"]}', "nonsense"),
    "an impossible age": (b'{"present": ["cold"], "age": 500}', "500"),
    "no number": (b'{"present": ["cold"], "age": NaN}', "not JSON"),
    "a bad phenopacket": (b'{"subject": 5}', "subject"),
    "too deep": (b'{"present": ' + b"[" * 100_000, "not JSON"),
}


@pytest.mark.parametrize(("line", "why"), BAD.values(), ids=BAD)
def test_a_bad_line_is_told_with_its_number_and_skipped(
    engine: Engine, line: Any, why: str
) -> None:
    told = []
    good = {"id": "good", "present": ["cold"]}
    found = answers(engine, good, line, good, on_bad=lambda n, m: told.append((n, m)))
    assert [a["case"] for a in found] == ["good", "good"]
    ((number, message),) = told
    assert number == 2
    assert why in message
    assert message.isprintable()
    assert answers(engine, good, line)[0]["case"] == "good"  # nobody listens, nothing breaks


def test_strict_ends_at_the_first_bad_line_with_what_was_answered(engine: Engine) -> None:
    lines = [b'{"id": "a", "present": ["cold"]}', b"{", b'{"id": "b", "present": ["cold"]}']
    found = answer_lines(lines, engine, strict=True)
    assert json.loads(next(found))["case"] == "a"
    with pytest.raises(BadQuery, match=r"^line 2: not JSON"):
        next(found)


@pytest.mark.parametrize("text", [b"", b"\n \n\r\n"])
def test_an_empty_stream_is_refused(engine: Engine, text: bytes) -> None:
    with pytest.raises(BadQuery, match="empty"):
        list(answer_lines(io.BytesIO(text), engine))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(engine: Engine) -> None:
    text = b'\xef\xbb\xbf{"id": "a", "present": ["cold"]}\r\n{"id": "b", "present": ["cold"]}'
    found = [json.loads(line) for line in answer_lines(io.BytesIO(text), engine)]
    assert [a["case"] for a in found] == ["a", "b"]


class Endless:
    """A line of many bytes that nobody holds, then a case."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.rest = io.BytesIO(b'\n{"id": "after", "present": ["cold"]}\n')

    def readline(self, size: int = -1) -> bytes:
        if not self.left:
            return self.rest.readline(size)
        assert 0 < size <= streams.LONGEST_LINE + 1
        piece = min(self.left, size)
        self.left -= piece
        return b"x" * piece


def test_a_line_of_a_gigabyte_is_refused_without_being_held(engine: Engine) -> None:
    told = []
    tracemalloc.start()
    found = list(answer_lines(Endless(10**9), engine, on_bad=lambda *bad: told.append(bad)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told == [(1, "longer than 16 MiB")]
    assert json.loads(found[0])["case"] == "after"
    assert peak < 3 * streams.LONGEST_LINE


def test_the_longest_line_is_read_and_one_byte_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 4)
    text = b"1234\n12345\n" + b"x" * 9 + b"\nab"
    assert list(read_lines(io.BytesIO(text))) == [b"1234\n", None, None, b"ab"]


@pytest.mark.parametrize(
    ("story", "denied"),
    [
        ({"present": ["cold"], "absent": ["cold"]}, "cold"),
        ({"present": ["foot-drop"], "absent": ["weakness"]}, "weakness"),
        ({"results": ["ck-high"], "not_results": ["ck-high"]}, "ck-high"),
    ],
)
def test_a_denial_of_what_is_present_is_left_out_and_said(
    engine: Engine, story: dict[str, list[str]], denied: str
) -> None:
    (answer,) = answers(engine, story)
    there = {key: words for key, words in story.items() if key in ("present", "results")}
    assert answer["candidates"] == answers(engine, there)[0]["candidates"]
    assert [conflict.partition(":")[0] for conflict in answer["conflicts"]] == [denied]


def test_a_long_stream_takes_no_more_memory_than_a_short_one(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramps.words.lookup.REMEMBERED", 30)

    def peak(count: int, word: bytes = b"word") -> int:
        lines = (
            b'{"present": ["cold", "%s %d"], "age": %d}' % (word, n, n % 90) for n in range(count)
        )
        tracemalloc.start()
        for _ in answer_lines(lines, engine):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(200, b"other")  # what is remembered up to a bound is full, whichever tests ran before
    short = peak(50)
    # What the collector has not yet swept differs from run to run; a case that stays is of some kilobytes.
    assert peak(400) < short + 2**18


def test_the_order_of_the_answers_is_that_of_the_engine(engine: Engine) -> None:
    case = Case(present=("foot-drop",), results=("ck-high",), age=30, sex="male")
    (answer,) = answers(
        engine, {"present": ["foot-drop"], "results": ["ck-high"], "age": 30, "sex": "male"}
    )
    whole = engine.differential(case)
    assert [c["id"] for c in answer["candidates"]] == [c.id for c in whole.candidates]
    assert answer["critical"] == [u.id for u in whole.critical]


def test_a_stream_can_be_of_whole_stories(engine: Engine) -> None:
    case = Case(present=("cold",), whole_story=True)
    (line,) = answers(engine, {"present": ["cold"], "whole_story": True})
    told = [json.dumps({"present": ["cold"]}).encode()]
    (option,) = map(json.loads, answer_lines(told, engine, whole_story=True))
    assert line["candidates"] == option["candidates"]
    assert [c["id"] for c in line["candidates"]] == [
        c.id for c in engine.differential(case).candidates
    ]
    (parts,) = answers(engine, {"present": ["cold"]})
    assert parts["candidates"] != line["candidates"]


def test_no_candidates_at_all_cannot_be_asked_for(engine: Engine) -> None:
    with pytest.raises(BadQuery):
        list(answer_lines([b"{}"], engine, top=0))


def test_a_worker_answers_one_case_from_plain_values(valid: Path, engine: Engine) -> None:
    work = pickle.loads(pickle.dumps(answer_case))  # noqa: S301  (our own)
    case = {"id": "a", "present": ["foot-drop"]}
    assert work(case, data=valid, top=3) == answers(engine, case, top=3)[0]
    assert work(case, data=str(valid), top=3) == work(case, data=valid, top=3)
    pickle.dumps(work(case, data=valid))


def test_dask_gives_the_answers_that_one_process_gives(tmp_path: Path, valid: Path) -> None:
    pytest.importorskip("dask")
    spec = importlib.util.spec_from_file_location(
        "dask_phenopackets", ROOT / "examples" / "dask_phenopackets.py"
    )
    assert spec is not None
    assert spec.loader is not None
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    for number, hpo in enumerate(["HP:0002380", "HP:0009027", "HP:0001324", "HP:0000118"] * 3):
        packet = {"id": f"p{number}", "phenotypicFeatures": [{"type": {"id": hpo}}]}
        (tmp_path / f"{number:02}.json").write_text(json.dumps(packet))
    (tmp_path / "12.yaml").write_text("id: p12\nphenotypic_features: [{type: {id: HP:0002380}}]\n")
    (tmp_path / "13.json").write_text("{")
    serially = example.answer_folder(tmp_path, data=str(valid), scheduler="synchronous")
    assert len(serially) == 14
    assert [a["file"] for a in serially if "error" in a] == [
        "03.json",
        "07.json",
        "11.json",
        "13.json",
    ]
    assert example.answer_folder(tmp_path, data=str(valid)) == serially
