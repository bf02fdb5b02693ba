"""YAML text -> plain tree: what is read, where it stands, and what is refused."""

import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cramps.curation.yaml_tree import DEEPEST, Place, Tree, parse
from cramps.errors import Problem


def read(text: str | bytes) -> Any:
    """Give the tree of a document without mistakes."""
    tree = parse(text.encode() if isinstance(text, str) else text, "a.yaml")
    assert tree.problems == []
    return tree.root


def problems(text: str | bytes) -> list[Problem]:
    return parse(text.encode() if isinstance(text, str) else text, "a.yaml").problems


def only(text: str | bytes) -> Problem:
    found = problems(text)
    assert len(found) == 1, found
    return found[0]


# Values


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "Yes", "on", "off", "y", "n"),
        *("12:30", "1:2:3", "2020-01-01", "2020-01-01T12:30:00Z", "1/2", "50%", "1-9/100000"),
        *("014", "007", "-01", "0x1F", "0o17", "0b1", "1_000", "1,5", "1 000"),
        *("123456789012345678901234567890", "1234567890123456789", "-12345678901234567890"),
        *(
            ".inf",
            "-.inf",
            ".nan",
            "nan",
            "Infinity",
            "1e999",
            "-1e999",
            "1.2.3",
            ".",
            "-",
            "+",
            "e5",
        ),
        *("=", "<<", "PMID:11111111", "a:b", "a#b", "1\u0663", "\u0661"),
    ],
)
def test_what_looks_like_something_else_in_yaml_1_1_stays_text(text: str) -> None:
    assert read(f"- {text}\n" if text != "-" else '- "-"\n') == [text]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("7", 7), ("+5", 5), ("-12", -12), ("999999999999999999", 999999999999999999)),
        *(("1.5", 1.5), ("-0.25", -0.25), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0)),
        *(("2.5E-1", 0.25), ("true", True), ("false", False), ("null", None), ("~", None)),
        ("", None),
    ],
)
def test_numbers_truth_values_and_nothing_are_read_as_such(text: str, value: object) -> None:
    (found,) = read(f"- {text}\n")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["12", "1.5", "true", "null", "~", "", " a ", "- a", "{a: b}"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quoted_value_is_text_whatever_it_looks_like(text: str, quote: str) -> None:
    assert read(f"- {quote}{text}{quote}\n") == [text]


def test_block_text_is_text_whatever_it_looks_like() -> None:
    assert read("- |\n  12\n- >-\n  true\n") == ["12\n", "true"]


def test_text_folds_over_lines_and_escapes_are_read() -> None:
    assert read('- two\n  lines\n- "tab\\t, bell\\a, \\u00e9"\n') == [
        "two lines",
        "tab\t, bell\a, é",
    ]


def test_lists_and_records_nest_in_both_notations() -> None:
    text = "- id: a\n  list:\n    - x\n    - [y, {z: 1}]\n  none: {}\n- []\n"
    assert read(text) == [{"id": "a", "list": ["x", ["y", {"z": 1}]], "none": {}}, []]


def test_keys_are_always_text() -> None:
    assert read("{1: a, true: b, 1.0: c, NO: d, null: e}") == {
        "1": "a",
        "true": "b",
        "1.0": "c",
        "NO": "d",
        "null": "e",
    }


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "--- # nothing\n...\n"]
)
def test_an_empty_document_is_nothing(text: str) -> None:
    assert read(text) is None


def test_a_byte_order_mark_is_accepted_and_takes_no_place() -> None:
    tree = parse(b"\xef\xbb\xbf- \xc3\xa9\n", "a.yaml")
    assert (tree.root, tree.problems) == (["é"], [])
    assert tree.place((0,)) == Place(1, 3)


def test_line_ends_of_every_system_are_read_alike() -> None:
    unix = parse(b"- a: 1\n  b: 2\n- c\n", "a.yaml")
    windows = parse(b"- a: 1\r\n  b: 2\r\n- c\r\n", "a.yaml")
    assert windows.root == unix.root
    assert windows.place((0, "b")) == unix.place((0, "b")) == Place(2, 3)


def _is_number_only_in_yaml_1_2(text: str) -> bool:
    """PyYAML writes 1e5 and -.5 without quotes, as YAML 1.1 knows them not for numbers."""
    number = r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?"
    signed_or_raised = "e" in text.lower() or text[:1] in ("-", "+")
    return signed_or_raised and re.fullmatch(number, text) is not None


texts = st.one_of(
    st.text(max_size=20),
    # What a curator types, and what YAML 1.1 takes for something else.
    st.text(alphabet="0123456789+-.:_eExXnNoOyY~#{}[]&*!|>%@, \n", max_size=8),
    st.sampled_from(["NO", "on", "12:30", "014", "08", "1_000", "2020-01-01", "true", "null", "~"]),
).filter(lambda text: not _is_number_only_in_yaml_1_2(text))
trees = st.recursive(
    st.one_of(texts, st.integers(1 - 10**17, 10**17 - 1), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


@given(trees, st.sampled_from([None, False, True]))
def test_what_pyyaml_writes_comes_back_equal(tree: Any, flow: bool | None) -> None:
    assert read(yaml.safe_dump(tree, encoding="utf-8", default_flow_style=flow)) == tree


@given(st.binary(max_size=60))
def test_any_bytes_give_a_tree_or_a_problem_with_a_place_and_never_an_exception(
    data: bytes,
) -> None:
    tree = parse(data, "a.yaml")
    for problem in tree.problems:
        assert problem.file == "a.yaml"
        assert (problem.line >= 1, problem.column >= 1) == (True, True)
        assert problem.message


@given(st.text(alphabet="ab:-?[]{}&*!|>'\"%#, \n\t0", max_size=40))
def test_any_text_of_yaml_marks_gives_a_tree_or_a_problem_and_never_an_exception(text: str) -> None:
    tree = parse(text.encode(), "a.yaml")
    assert tree.root is None or not any(p.rule in ("syntax", "nesting") for p in tree.problems)


# Places

DOCUMENT = """\
# A comment takes its lines.
- id: one
  names: [a, {b: c}]

  text: >
    folded
    over lines
  after: 1
-   - x
    -   y
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        ((0,), (2, 3)),
        ((0, "id"), (2, 3)),
        ((0, "names"), (3, 3)),
        ((0, "names", 0), (3, 11)),
        ((0, "names", 1), (3, 14)),
        ((0, "names", 1, "b"), (3, 15)),
        ((0, "text"), (5, 3)),
        ((0, "after"), (8, 3)),
        ((1,), (9, 5)),
        ((1, 0), (9, 7)),
        ((1, 1), (10, 9)),
    ],
)
def test_every_node_knows_its_line_and_column(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert parse(DOCUMENT.encode(), "a.yaml").place(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0, "missing"), (2, 3)),
        ((0, "names", 7), (3, 3)),
        ((0, "id", "deeper", 3), (2, 3)),
        ((9,), (1, 1)),
        (("no list",), (1, 1)),
    ],
)
def test_a_node_that_is_not_there_has_the_place_of_its_nearest_ancestor(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert parse(DOCUMENT.encode(), "a.yaml").place(path) == place


def test_equal_parts_of_a_document_keep_their_own_places() -> None:
    tree = parse(b"- {a: []}\n- {a: []}\n", "a.yaml")
    assert [tree.place((n, "a")) for n in (0, 1)] == [(1, 4), (2, 4)]


# Mistakes


def test_a_repeated_key_is_reported_where_it_is_repeated() -> None:
    found = only("- id: a\n  name: x\n  name: y\n")
    assert (found.line, found.column, found.rule, found.path) == (3, 3, "repeated-key", "name")
    assert "'name' is written twice" in found.message


def test_keys_that_differ_only_in_quotes_are_one_key() -> None:
    assert only("{a: 1, 'a': 2}").rule == "repeated-key"


def test_one_key_in_two_records_is_no_repetition() -> None:
    assert read("- {a: {a: 1}}\n- {a: 1}\n") == [{"a": {"a": 1}}, {"a": 1}]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("- &x a\n- *x\n", [(1, 3), (2, 3)]),
        ("- *nowhere\n", [(1, 3)]),
        ("- {*x : 1}\n", [(1, 4)]),
        ("- &x\n  a: 1\n", [(1, 3)]),
        ("- &x [a]\n", [(1, 3)]),
        ("- {<<: *x, a: 1}\n", [(1, 8)]),
    ],
)
def test_aliases_and_anchors_are_refused(text: str, places: list[tuple[int, int]]) -> None:
    found = problems(text)
    assert [(p.line, p.column) for p in found] == places
    assert {p.rule for p in found} == {"alias"}


def test_an_alias_is_never_unfolded() -> None:
    """Nine levels of nine would be 387 million nodes."""
    bomb = "\n".join(
        f"- &l{level} [{', '.join([f'*l{level - 1}'] * 9) if level else 'x'}]" for level in range(9)
    )
    tree = parse(bomb.encode(), "a.yaml")
    assert tree.root == [["x"], *([[None] * 9] * 8)]
    assert len(tree.problems) == 9 + 8 * 9
    assert {p.rule for p in tree.problems} == {"alias"}


@pytest.mark.parametrize(
    "node", ["!!int 3", "!mine a", "!!python/object/apply:os.system [id]", "!!binary aGk=", "!m {}"]
)
def test_tags_are_refused_and_never_acted_on(node: str) -> None:
    found = only(f"- {node}\n")
    assert (found.line, found.column, found.rule) == (1, 3, "tag")


def test_a_second_document_is_refused_and_not_read() -> None:
    tree = parse(b"- a\n---\n- b: 1\n  b: 2\n", "a.yaml")
    assert tree.root == ["a"]
    assert [(p.line, p.column, p.rule) for p in tree.problems] == [(2, 1, "second-document")]


def test_one_document_may_begin_and_end_with_its_marks() -> None:
    assert read("%YAML 1.2\n---\n- a\n...\n") == ["a"]


@pytest.mark.parametrize(
    ("text", "place", "root"),
    [
        ("? [a, b]\n: 1\n", (1, 3), {}),
        ("? {a: 1}\n: {b: [2]}\nc: 3\n", (1, 3), {"c": 3}),
        ("- {[a]: 1, b: 2}\n", (1, 4), [{"b": 2}]),
        ("? - a\n: 1\nb: 2\n", (1, 3), {"b": 2}),
        ("? {? [a] : b}\n: 1\n", (1, 3), {}),
    ],
)
def test_a_key_that_is_a_list_or_a_record_is_refused_and_the_rest_is_read(
    text: str, place: tuple[int, int], root: object
) -> None:
    tree = parse(text.encode(), "a.yaml")
    assert tree.root == root
    assert (tree.problems[0].line, tree.problems[0].column) == place
    assert {p.rule for p in tree.problems} == {"key"}


def test_every_refusal_of_a_file_is_reported_in_one_run() -> None:
    found = problems("- &x a\n- !t b\n- {c: 1, c: 2}\n- *x\n- {[d]: e}\n---\n")
    assert [(p.line, p.rule) for p in found] == [
        (1, "alias"),
        (2, "tag"),
        (3, "repeated-key"),
        (4, "alias"),
        (5, "key"),
        (6, "second-document"),
    ]


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("{a: ", "}")])
def test_nesting_is_accepted_to_its_limit_and_refused_one_deeper(before: str, after: str) -> None:
    def nested(depth: int) -> Tree:
        return parse((before * depth + after * depth).encode(), "a.yaml")

    accepted = nested(DEEPEST)
    assert accepted.problems == []
    node, depth = accepted.root, 1
    while node and (node := node[0] if isinstance(node, list) else node["a"]) is not None:
        depth += 1
    assert depth == DEEPEST
    refused = nested(DEEPEST + 1)
    assert refused.root is None
    (problem,) = refused.problems
    assert (problem.line, problem.column) == (1, len(before) * DEEPEST + 1)
    assert problem.rule == "nesting"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_hostile_nesting_is_refused_without_being_followed(opening: str) -> None:
    found = only(opening * 100_000)
    assert found.rule == "nesting"
    # libyaml looks ahead for a key, as far as its own limit of 1000, before it tells of the first level
    assert found.column <= max(len(opening) * DEEPEST, 1000) + 1


def test_hostile_nesting_in_keys_is_refused_without_being_followed() -> None:
    found = problems("? " * 100_000)
    assert found[-1].rule == "nesting"
    assert len(found) <= DEEPEST + 1


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("- a: b: c\n", (1, 7), "mapping values are not allowed"),
        ("- a\n- b: [\n", (3, 1), "did not find expected node content"),
        ("a:\n\tb\n", (2, 1), "cannot start any token"),
        ("- 'open\n", (2, 1), "unexpected end of stream"),
        ("- a\nb: 1\n", (2, 1), "did not find expected"),
        ("- @a\n", (1, 3), "cannot start any token"),
        ("- a\n- %b\n", (2, 3), "cannot start any token"),
        ("- ]\n", (1, 3), "did not find expected node content"),
        ('- "\\q"\n', (1, 4), "unknown escape"),
    ],
)
def test_a_syntax_error_has_its_place_and_leaves_no_tree(
    text: str, place: tuple[int, int], part: str
) -> None:
    tree = parse(text.encode(), "a.yaml")
    assert tree.root is None
    (problem,) = tree.problems
    assert (problem.line, problem.column, problem.rule) == (*place, "syntax")
    assert problem.message.startswith("not valid YAML: ")
    assert part in problem.message


def test_what_was_wrong_before_a_syntax_error_is_reported_too() -> None:
    assert [p.rule for p in problems("- {a: 1, a: 2}\n- ]\n")] == ["repeated-key", "syntax"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"- a\n- b\x00c\n", (2, 4)),
        (b"\x00", (1, 1)),
        (b"\x7fELF\x02\x01\x01", (1, 1)),
        ("- é\x1b[31m\n".encode(), (1, 4)),
        ("- a\n- \ufffe\n".encode(), (2, 3)),
    ],
)
def test_a_character_that_yaml_forbids_is_a_syntax_error_at_its_place(
    data: bytes, place: tuple[int, int]
) -> None:
    tree = parse(data, "a.yaml")
    assert tree.root is None
    (problem,) = tree.problems
    assert (problem.line, problem.column, problem.rule) == (*place, "syntax")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"- a\n- caf\xe9\n", 2),  # Latin-1
        ("- a\n".encode("utf-16"), 1),
        (b"\x89PNG\r\n\x1a\n", 1),
        (b"\x1f\x8b\x08\x00", 1),
        (b"- \xed\xa0\x80\n", 1),  # half a pair of surrogates
        (b"- a\n- b\n- \xc3", 3),  # cut short
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_line(data: bytes, line: int) -> None:
    tree = parse(data, "a.yaml")
    assert tree.root is None
    (problem,) = tree.problems
    assert (problem.line, problem.column, problem.rule) == (line, 1, "encoding")
    assert "save the file as UTF-8" in problem.message


def test_a_problem_reads_as_one_line_that_editors_recognise() -> None:
    found = only("- id: a\n  name: x\n  name: y\n")
    assert str(found) == (
        "a.yaml:3:3: error: name: the key 'name' is written twice in one record; remove one "
        "(repeated-key)"
    )


def test_without_libyaml_the_same_is_read_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyYAML built without libyaml is slower and no different."""
    samples = [
        DOCUMENT,
        "- &x a\n- !t b\n- {c: 1, c: 2}\n- *x\n- {[d]: e}\n---\n",
        "[" * (DEEPEST + 1),
        "- a: b: c\n",
        "- a\n- b\x00c\n",
    ]
    fast = [parse(text.encode(), "a.yaml") for text in samples]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    slow = [parse(text.encode(), "a.yaml") for text in samples]
    assert [t.root for t in slow] == [t.root for t in fast]
    places = [[(p.line, p.column, p.rule) for p in t.problems] for t in slow]
    assert places == [[(p.line, p.column, p.rule) for p in t.problems] for t in fast]
