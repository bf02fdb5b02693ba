"""A plain tree -> typed records, with every mistake in its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.curation.decoding import FORMS, Mistake, convert
from cramps.curation.yaml_tree import parse
from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS

VALID = Path(__file__).parents[1] / "kb" / "valid"

#: Record type -> a tree of it that has no mistakes.
TREES: dict[type[model.Record], Any] = {
    kind.type: parse((VALID / f"{name}.yaml").read_bytes(), name).root[0]
    for name, kind in KINDS.items()
}
FINDING = {"id": "cramp", "name": "Cramp", "kind": "symptom", "ask": "Do you have cramps?"}


def mistakes(tree: Any, kind: type[model.Record] = model.Finding) -> list[Mistake]:
    record, found = convert(tree, kind)
    assert record is None
    return found


def only(tree: Any, kind: type[model.Record] = model.Finding) -> Mistake:
    found = mistakes(tree, kind)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("kind", TREES, ids=lambda kind: kind.__name__)
def test_a_tree_of_the_right_shape_becomes_its_record(kind: type[model.Record]) -> None:
    record, found = convert(TREES[kind], kind)
    assert found == []
    assert type(record) is kind
    assert record.id == TREES[kind]["id"]  # type: ignore[attr-defined]  # every one has an id


def test_what_is_not_written_has_its_default() -> None:
    record, _ = convert(FINDING, model.Finding)
    assert isinstance(record, model.Finding)
    assert (record.hpo, record.synonyms, record.broader) == (None, (), ())


def test_an_optional_value_may_be_left_empty() -> None:
    record, found = convert({**FINDING, "hpo": None}, model.Finding)
    assert record == convert(FINDING, model.Finding)[0]
    assert found == []


def test_all_mistakes_of_a_record_are_found_in_one_run() -> None:
    tree = {"id": "Cramp", "nmae": "Cramp", "kind": "symptoms", "lay": ["a", "", 3], "hpo": 3394}
    assert {(m.path, m.rule) for m in mistakes(tree)} == {
        (("nmae",), "unknown-key"),
        (("id",), "id-form"),
        ((), "missing-key"),
        (("kind",), "not-in-list"),
        (("hpo",), "wrong-type"),
        (("lay", 1), "text-form"),
        (("lay", 2), "wrong-type"),
    }
    assert [m.message for m in mistakes(tree) if m.rule == "missing-key"] == [
        "the key 'name' is missing",
        "the key 'ask' is missing",
    ]


def test_a_mistake_deep_inside_is_named_by_its_path() -> None:
    tree = {**TREES[model.Disorder], "mechanism": {"site": ["axon"], "steps": [{"txt": "It is."}]}}
    assert [(m.path, m.rule) for m in mistakes(tree, model.Disorder)] == [
        (("mechanism", "site", 0), "not-in-list"),
        (("mechanism", "steps", 0, "txt"), "unknown-key"),
        (("mechanism", "steps", 0), "missing-key"),
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("synonym", "unknown key 'synonym'; did you mean 'synonyms'?"),
        ("xyz", "unknown key 'xyz'; write one of id, name, kind, hpo, synonyms, "),
        ("class_", "unknown key 'class_'; write one of"),
    ],
)
def test_an_unknown_key_brings_what_may_be_meant(key: str, message: str) -> None:
    found = only({**FINDING, key: "a"})
    assert found.path == (key,)
    assert found.message.startswith(message)


def test_a_key_is_named_as_it_is_written_in_the_file() -> None:
    assert (
        "did you mean 'class'?"
        in only(
            {"id": "a", "name": "A", "class": "medication", "clas": "x"}, model.Treatment
        ).message
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "nothing"),
        ({"a": 1}, "keys and values"),
        ([1], "a list"),
        (5, "5; put it in quotes"),
        (2.5, "2.5; put it in quotes"),
        (True, "true; put it in quotes"),
        (False, "false; put it in quotes"),
    ],
)
def test_what_stands_in_the_place_of_a_text_is_said_in_words(value: object, said: str) -> None:
    found = only({**FINDING, "name": value})
    assert (found.path, found.rule) == (("name",), "wrong-type")
    assert found.message == f"expected text, not {said}"


def test_a_long_value_is_cut_in_the_message() -> None:
    found = only({**FINDING, "id": "X" * 10_000})
    assert len(found.message) < 200
    assert "\N{HORIZONTAL ELLIPSIS}" in found.message
    assert len(only({**FINDING, "broader": "x" * 10_000}).message) < 200


@pytest.mark.parametrize("value", ["x", 5, 1.5, True, None, {"a": 1}])
def test_only_a_list_is_a_list(value: object) -> None:
    assert only({**FINDING, "broader": value}).rule == "wrong-type"


@pytest.mark.parametrize("value", ["x", 5, 1.5, True, None, ["a"], []])
def test_only_keys_and_values_are_a_record(value: object) -> None:
    assert [(m.path, m.rule) for m in mistakes(value)] == [((), "wrong-type")]


@pytest.mark.parametrize("year", [1800, 1999, 2100])
def test_a_year_within_the_range_is_accepted(year: int) -> None:
    record, _ = convert({"id": "NBK1", "title": "A", "kind": "web", "year": year}, model.Source)
    assert isinstance(record, model.Source)
    assert record.year == year


@pytest.mark.parametrize("year", [1800, 2100])
def test_what_is_right_is_not_blamed_for_a_mistake_beside_it(year: int) -> None:
    found = only({"id": "NBK1", "title": "", "kind": "web", "year": year}, model.Source)
    assert found.path == ("title",)


@pytest.mark.parametrize("year", [1799, 2101, 0, -2000, 10**17])
def test_a_year_out_of_range_is_told_the_range(year: int) -> None:
    found = only({"id": "NBK1", "title": "A", "kind": "web", "year": year}, model.Source)
    assert (found.path, found.rule) == (("year",), "out-of-range")
    assert "1800 to 2100" in found.message


@pytest.mark.parametrize("year", ["2001", 2001.5, True, [2001]])
def test_a_year_is_a_whole_number(year: object) -> None:
    found = only({"id": "NBK1", "title": "A", "kind": "web", "year": year}, model.Source)
    assert found.rule == "wrong-type"
    assert found.message.startswith("expected a whole number, not ")


@pytest.mark.parametrize("value", [0, -1, 5, 2.5])
def test_a_threshold_is_any_number(value: float) -> None:
    record, _ = convert({"id": "a", "name": "A", "above": value}, model.Result)
    assert isinstance(record, model.Result)
    assert record.above == value


@pytest.mark.parametrize("value", ["high", "5", True, [5], {}])
def test_a_threshold_is_nothing_but_a_number(value: object) -> None:
    found = only({"id": "a", "name": "A", "above": value}, model.Result)
    assert (found.path, found.rule) == (("above",), "wrong-type")
    assert found.message.startswith("expected a number, not ")


@pytest.mark.parametrize("value", ["NO", "yes", "true", 1, 0, "True"])
def test_a_truth_value_is_true_or_false_only(value: object) -> None:
    found = only({**TREES[model.Disorder], "critical": value}, model.Disorder)
    assert (found.path, found.rule) == (("critical",), "wrong-type")


# Forms of texts

ACCEPTED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "text": (model.Text, ("a", "two words", "two\nlines", "tab\tinside", "筋痙攣", "é", ".")),
    "id": (model.Id, ("als", "a", "0", "type-2-diabetes", "5-fu")),
    "citation": (
        model.Citation,
        (
            *("PMID:1234", "PMID:12345678#abstract", "PMCID:PMC1#table-2", "NBK1234#management"),
            *("DOI:10.1000/x#results", "HPOA#ORPHA:803/HP:0002380", "https://example.org/a#b"),
        ),
    ),
    "source": (
        model.SourceId,
        (
            *("PMID:1234", "PMID:12345678", "PMCID:PMC1", "DOI:10.1000/x", "NBK1234"),
            *("DOI:10.1002/(SICI)1097-4598(199809)21:9<1183::AID-MUS10>3.0.CO;2-S",),
            *("https://example.org/a?b=c", "HPOA", "http://example.org"),
        ),
    ),
    "hpo": (model.HpoId, ("HP:0000001", "HP:0003394")),
    "orpha": (model.OrphaId, ("ORPHA:1", "ORPHA:803", "ORPHA:100070")),
    "omim": (model.OmimId, ("OMIM:105400", "OMIM:600000")),
    "mondo": (model.MondoId, ("MONDO:0004976",)),
    "loinc": (model.LoincCode, ("2157-6", "1-8", "19123-9")),
    "icd": (model.Icd10cmCode, ("G60", "G60.0", "G12.21", "U07.1", "M1A.00X0", "C4A.9", "R25.2")),
    "disease": (model.DiseaseCode, ("ORPHA:803", "OMIM:105400", "MONDO:0004976")),
    "gene": (model.Gene, ("SOD1", "C9orf72", "HLA-B", "MT-TL1", "A")),
    "date": (model.Date, ("2026-11-22", "2024-02-29", "1999-12-31", "2026-01-01")),
    "frequency": (
        model.FrequencyText,
        (
            *("15/16", "0/5", "16/15", "0%", "100%", "92%", "0.5%", "99.99%", "50-75%", "0.1-2.5%"),
            *("obligate", "very-frequent", "frequent", "occasional", "very-rare", "excluded"),
        ),
    ),
}
REFUSED: dict[str, tuple[Any, tuple[str, ...]]] = {
    "text": (model.Text, ("", " ", "\n", " a", "a ", "a\n", "\ta", "\u00a0", "a\u2003", "\u3000a")),
    "id": (
        model.Id,
        ("", "ALS", "a_b", "a b", "-a", "a-", "a--b", "a.b", "é", "a\n", "\na", "\u0663", "a/b"),
    ),
    "citation": (
        model.Citation,
        ("", "PMID:1234#", "PMID:1234#a b", "PMID:1234#a#b", "#abstract", "abstract", "HPOA# "),
    ),
    "source": (
        model.SourceId,
        (
            *("", "12345678", "PMID:123", "PMID:01234", "PMID:123456789", "PMID: 12345678"),
            *("pmid:12345678", "PMC123", "PMCID:123", "DOI:10.1/x", "doi:10.1000/x", "10.1000/x"),
            *("DOI:10.1000/", "DOI:10.1000/a b", "NBK", "nbk1", "https://", "ftp://example.org"),
            *("https://example.org/a#b", "NBK1234#treatment"),
            *("www.example.org", "javascript:alert(1)", "NBK1\n", "https://example.org/\n"),
            *("PMID:\u0661\u0662\u0663\u0664", "NBK1 NBK2"),
        ),
    ),
    "hpo": (model.HpoId, ("HP:3394", "HP:00033940", "HP_0003394", "hp:0003394", "HP:0003394\n")),
    "orpha": (model.OrphaId, ("ORPHA:0", "ORPHA:01", "ORPHA:", "803", "Orphanet:803", "ORPHA:1\n")),
    "omim": (model.OmimId, ("OMIM:10540", "OMIM:1054000", "OMIM:005400", "MIM:105400", "105400")),
    "mondo": (model.MondoId, ("MONDO:4976", "MONDO:00049760", "MONDO_0004976", "MONDO:0004976\n")),
    "loinc": (model.LoincCode, ("2157", "02157-6", "LOINC:2157-6", "2157-66", "12345678-1")),
    "icd": (
        model.Icd10cmCode,
        ("G6", "g60", "G60.", "G60.00000", "G60-G64", "G60 .0", "G60.a", "8A00", "G60\n"),
    ),
    "disease": (
        model.DiseaseCode,
        ("HP:0003394", "G60.0", "ORPHA:01", "OMIM:1", "MONDO:0004976\n"),
    ),
    "gene": (model.Gene, ("", "sod1", "SOD 1", "1A", "SOD1, FUS", "SOD1\n")),
    "date": (
        model.Date,
        *((("22.11.2026", "2026-13-01", "2026-00-01", "2026-01-32", "2026-1-1", "2026-11-22\n"),)),
    ),
    "frequency": (
        model.FrequencyText,
        (
            *("", "half", "1/0", "1/", "/2", "-1/2", "1.5/2", "1/2/3", "101%", "100.5%", "1000%"),
            *("50%-75%", "50-%", "-5%", "5 %", "92", ".5%", "5.%", "50\u201375%", "Frequent"),
            *("very frequent", "rare", "unknown", "never", "92%\n", "frequent\n", "\u0665%"),
        ),
    ),
}


def _pairs(table: dict[str, tuple[Any, tuple[str, ...]]]) -> list[tuple[str, str]]:
    return [(form, text) for form, (_, texts) in table.items() for text in texts]


class _Holder(model.Record, frozen=True, kw_only=True):
    text: model.Text | None = None
    id: model.Id | None = None
    citation: model.Citation | None = None
    source: model.SourceId | None = None
    hpo: model.HpoId | None = None
    orpha: model.OrphaId | None = None
    omim: model.OmimId | None = None
    mondo: model.MondoId | None = None
    loinc: model.LoincCode | None = None
    icd: model.Icd10cmCode | None = None
    disease: model.DiseaseCode | None = None
    gene: model.Gene | None = None
    date: model.Date | None = None
    frequency: model.FrequencyText | None = None


@pytest.mark.parametrize(("form", "text"), _pairs(ACCEPTED))
def test_a_text_of_the_right_form_is_accepted(form: str, text: str) -> None:
    record, found = convert({form: text}, _Holder)
    assert found == []
    assert getattr(record, form) == text


@pytest.mark.parametrize(("form", "text"), _pairs(REFUSED))
def test_a_text_of_the_wrong_form_is_refused_and_told_the_right_one(form: str, text: str) -> None:
    found = only({form: text}, _Holder)
    rule, hint = FORMS[_pattern(REFUSED[form][0])]
    assert found == Mistake((form,), rule, f"{text!r} has the wrong form: {hint}")


def _pattern(annotated: Any) -> str:
    meta = get_args(annotated)[1]
    assert isinstance(meta, msgspec.Meta)
    assert meta.pattern is not None
    return meta.pattern


def test_every_pattern_of_the_model_has_a_hint_and_both_edges_here() -> None:
    patterns = {
        _pattern(value)
        for value in vars(model).values()
        if get_args(value)[1:] and isinstance(get_args(value)[1], msgspec.Meta)
    }
    assert patterns == set(FORMS)
    for table in (ACCEPTED, REFUSED):
        assert {_pattern(annotated) for annotated, _ in table.values()} == patterns


@pytest.mark.parametrize(("form", "text"), [p for p in _pairs(ACCEPTED) if p[0] != "text"])
@pytest.mark.parametrize("after", ["\n", " ", "\x00", "\n\n"])
def test_nothing_hides_behind_the_end_of_an_id_or_code(form: str, text: str, after: str) -> None:
    if form == "source" and after == "\x00" and text.startswith(("DOI", "http")):
        return  # left to check.unsafe_text
    assert convert({form: text + after}, _Holder)[0] is None


# Properties

values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3000, 3000),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=5),
        st.sampled_from(["first", "NBK1", "15/16", "nerve", "trial", "2026-11-22", "HP:0000001"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.text(max_size=3), st.sampled_from(["id", "text", "sources", "name"])),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=5,
)


def _places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _places(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _places(value, (*path, number))


def _with(node: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    if isinstance(node, dict):
        return {k: _with(v, path[1:], value) if k == path[0] else v for k, v in node.items()}
    return [_with(v, path[1:], value) if n == path[0] else v for n, v in enumerate(node)]


PLACES = [(kind, path) for kind, tree in TREES.items() for path in _places(tree)]


@given(st.sampled_from(PLACES), values)
def test_whatever_stands_anywhere_gives_a_record_or_mistakes_inside_that_place(
    place: tuple[type[model.Record], tuple[str | int, ...]], value: Any
) -> None:
    kind, path = place
    tree = _with(TREES[kind], path, value)
    record, found = convert(tree, kind)
    try:
        expected = msgspec.convert(tree, kind)
    except msgspec.ValidationError:
        expected = None
    assert record == expected
    assert (record is None) == bool(found)
    for mistake in found:
        assert mistake.path[: len(path)] == path
        assert "`" not in mistake.message, "a message of msgspec's own got through"


@given(st.sampled_from(list(TREES)), st.data())
def test_a_key_left_out_is_missed_exactly_where_the_model_requires_it(
    kind: type[model.Record], data: st.DataObject
) -> None:
    tree = TREES[kind]
    key = data.draw(st.sampled_from(sorted(tree)))
    record, found = convert({k: v for k, v in tree.items() if k != key}, kind)
    required = {field.encode_name for field in msgspec.structs.fields(kind) if field.required}
    assert (record is None) == (key in required)
    assert [m.message for m in found] == [f"the key {key!r} is missing"] * (key in required)
