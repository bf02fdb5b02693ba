"""Phenopackets: what is taken from them, what is said to be left over, and what is refused."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import project_base
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cramps.cases.case import Case
from cramps.cases.documents import phenopacket_text
from cramps.cases.phenopackets import PhenopacketReader
from cramps.cases.reader import CaseReader
from cramps.errors import BadQuery
from cramps.knowledge.base import KnowledgeBase
from cramps.words.hpo_ids import packaged_map

ROOT = Path(__file__).parents[2]


def feature(hpo: str, label: str = "", **more: Any) -> dict[str, Any]:
    return {"type": {"id": hpo, "label": label}, **more}


def measured(assay: Any, value: Any, unit: str = "U/L", **limits: Any) -> dict[str, Any]:
    quantity = {"unit": {"label": unit}, "value": value}
    if limits:
        quantity["referenceRange"] = {"unit": {"label": unit}, **limits}
    return {"assay": {"id": assay}, "value": {"quantity": quantity}}


def packet(**parts: Any) -> dict[str, Any]:
    return {"id": "p1", "subject": {"id": "s"}, **parts}


class Packet(NamedTuple):
    """What a phenopacket was read as."""

    case: Case
    unrecognised: tuple[str, ...]
    id: str | None


def read(text: bytes, kb: KnowledgeBase) -> Packet:
    packet = PhenopacketReader(CaseReader(kb)).read(phenopacket_text(text).root)
    return Packet(packet.read.case, packet.unrecognised, packet.id)


def read_dict(node: Any, kb: KnowledgeBase) -> Packet:
    return read(json.dumps(node).encode(), kb)


def at(duration: str) -> dict[str, Any]:
    return {"age": {"iso8601duration": duration}}


def test_a_whole_phenopacket_becomes_a_case(kb: KnowledgeBase) -> None:
    node = packet(
        subject={"id": "s", "sex": "FEMALE", "timeAtLastEncounter": at("P45Y6M")},
        phenotypicFeatures=[
            feature("HP:0009027", "Foot dorsiflexor weakness", onset=at("P40Y")),
            feature("HP:0002380", "Fasciculations", excluded=True),
            feature("HP:0000118", "Phenotypic abnormality"),
        ],
        diseases=[{"term": {"id": "OMIM:1", "label": "x"}, "onset": at("P41Y")}],
        measurements=[measured("LOINC:2157-6", 1200)],
        medicalActions=[{"treatment": {"agent": {"id": "D:1", "label": "Example toxin"}}}],
        metaData={"phenopacketSchemaVersion": "2.0.0"},
    )
    case, unrecognised, name = read_dict(node, kb)
    assert case.present == ("foot-drop",)
    assert case.absent == ("twitching",)
    assert case.results == ("ck-high",)
    assert case.drugs == ("toxin",)
    assert (case.age, case.onset_age, case.sex) == (45.5, 41, "female")
    assert unrecognised == ("HP:0000118 (Phenotypic abnormality)",)
    assert name == "p1"


def test_yaml_in_snake_case_says_the_same(kb: KnowledgeBase) -> None:
    text = b"""
id: p1
subject:
  sex: MALE
  date_of_birth: 1970-01-01T00:00:00Z
  time_at_last_encounter: {timestamp: 2020-01-01T00:00:00Z}
phenotypic_features:
  - type: {id: HP:0002380, label: Fasciculations}
  - type: {id: HP:0001324}
    excluded: true
meta_data: {phenopacket_schema_version: 2.0.0}
"""
    case, unrecognised, _ = read(text, kb)
    assert case.present == ("twitching",)
    assert case.absent == ("weakness",)
    assert case.sex == "male"
    assert case.age == pytest.approx(50, abs=0.01)
    assert unrecognised == ()


def test_a_narrow_term_is_present_as_its_ancestor_but_not_absent_as_it(kb: KnowledgeBase) -> None:
    narrow = packaged_map().nearest["HP:0001324"][0]
    assert read_dict(packet(phenotypicFeatures=[feature(narrow)]), kb).case.present == ("weakness",)
    case, unrecognised, _ = read_dict(
        packet(phenotypicFeatures=[feature(narrow, excluded=True)]), kb
    )
    assert case.absent == ()
    assert unrecognised == (f"not {narrow}",)


def test_a_feature_of_another_vocabulary_is_known_by_its_label(
    kb: KnowledgeBase,
) -> None:
    features = [feature("SNOMED:1", "Foot drop"), feature("SNOMED:2", "Fasciculatons")]
    case, unrecognised, _ = read_dict(packet(phenotypicFeatures=features), kb)
    assert case.present == ("foot-drop", "twitching")  # a slip is forgiven, as in words
    assert unrecognised == ()


def test_a_feature_that_is_a_result_is_one(kb: KnowledgeBase) -> None:
    node = packet(phenotypicFeatures=[feature("HP:0003236"), feature("HP:0003236", excluded=True)])
    case = read_dict(node, kb).case
    assert (case.results, case.not_results) == (("ck-high",), ())


@pytest.mark.parametrize(
    ("time", "age"),
    [
        (at("P12Y6M"), 12.5),
        (at("P1Y6M0D"), 1.5),
        (at("P26W"), 0.4983),
        (at("P0D"), 0),
        (at("P3DT12H"), 0.0082),
        ({"ageRange": {"start": at("P40Y")["age"], "end": at("P50Y")["age"]}}, 45),
        ({"ontologyClass": {"id": "HP:0003596", "label": "Middle age onset"}}, 50),
        ({"gestationalAge": {"weeks": 33}}, 0),
        ({"timestamp": "1990-07-01T00:00:00Z"}, 20.5),
        ({"interval": {"start": "1989-01-01T00:00:00Z", "end": "1990-07-01T00:00:00Z"}}, 20.5),
    ],
)
def test_ages(kb: KnowledgeBase, time: Any, age: Any) -> None:
    subject = {"dateOfBirth": "1970-01-01T00:00:00Z", "timeAtLastEncounter": time}
    assert read_dict(packet(subject=subject), kb).case.age == pytest.approx(age, abs=0.01)


def test_an_age_that_cannot_be_computed_is_said(kb: KnowledgeBase) -> None:
    for time, said in (
        (
            {"ontologyClass": {"id": "HP:0003581", "label": "Adult onset"}},
            "age HP:0003581 (Adult onset)",
        ),
        ({"timestamp": "1990-07-01T00:00:00Z"}, "age 1990-07-01T00:00:00Z (no date of birth)"),
    ):
        read_one = read_dict(packet(subject={"timeAtLastEncounter": time}), kb)
        assert read_one.case.age is None
        assert read_one.unrecognised == (said,)


def test_onset_is_that_of_the_disease_else_of_the_earliest_feature_there(kb: KnowledgeBase) -> None:
    features = [
        feature("HP:0001324", onset=at("P30Y")),
        feature("HP:0009027", onset=at("P20Y")),
        feature("HP:0002380", onset=at("P1Y"), excluded=True),
    ]
    subject = {"timeAtLastEncounter": at("P45Y")}
    node = packet(subject=subject, phenotypicFeatures=features)
    assert read_dict(node, kb).case.onset_age == 20
    node["diseases"] = [
        {"onset": {"ontologyClass": {"id": "HP:0003596"}}},
        {"onset": at("P2Y"), "excluded": True},
    ]
    # Middle age is 40 to 60, but it has begun before 45.
    assert read_dict(node, kb).case.onset_age == 42.5
    node["diseases"] = [{"onset": at("P45Y6M")}]
    assert read_dict(node, kb).case.onset_age == 45


@pytest.mark.parametrize(
    ("sex", "taken", "said"),
    [
        ("MALE", "male", ()),
        ("female", "female", ()),
        (1, "female", ()),
        (2, "male", ()),
        ("UNKNOWN_SEX", None, ()),
        ("OTHER_SEX", None, ()),
        ("mal", None, ("sex mal",)),
        (True, None, ("sex True",)),
        (["MALE"], None, ("sex ['MALE']",)),
    ],
)
def test_sex(kb: KnowledgeBase, sex: Any, taken: Any, said: Any) -> None:
    read_one = read_dict(packet(subject={"sex": sex}), kb)
    assert (read_one.case.sex, read_one.unrecognised) == (taken, said)


@pytest.mark.parametrize(
    ("measurement", "results", "not_results"),
    [
        (measured("LOINC:2157-6", 1200), ("ck-high",), ()),
        (measured("LOINC:2157-6", 150), ("ck-normal",), ()),
        (measured("LOINC:2157-6", 150, low=30, high=190), ("ck-normal",), ()),
        (measured("LOINC:2157-6", 20, "ukat/L", low=1, high=3), ("ck-high",), ()),
        (measured("LOINC:2157-6", 2, "ukat/L", low=1, high=3), ("ck-normal",), ()),
        (measured("LOINC:2157-6", 20, "ukat/L"), ("ck-high",), ()),
        (measured("LOINC:2157-6", 20, "mg/dL"), None, None),
        (measured("LOINC:0000-0", 1200), None, None),
        # The laboratory's own limit comes first.
        (measured("LOINC:2157-6", 90, low=10, high=50), ("ck-high",), ()),
        (measured("LOINC:2157-6", 300, low=10, high=400), ("ck-normal",), ()),
    ],
)
def test_a_measured_value_tells_a_result_where_it_can(
    kb: KnowledgeBase, measurement: Any, results: Any, not_results: Any
) -> None:
    case, unrecognised, _ = read_dict(packet(measurements=[measurement]), kb)
    if results is None:
        assert (case.results, case.not_results, len(unrecognised)) == ((), (), 1)
    else:
        assert (case.results, case.not_results) == (results, not_results)


def test_a_result_that_was_seen_once_is_not_denied_by_a_later_value(real: KnowledgeBase) -> None:
    case = read_dict(packet(measurements=[_potassium(3.2)]), real).case
    assert "potassium-severely-low" in case.not_results
    node = packet(measurements=[_potassium(2.0), _potassium(3.2)])
    case = read_dict(node, real).case
    assert case.results == ("potassium-low", "potassium-severely-low")
    assert case.not_results == ()


@pytest.mark.parametrize(
    ("value", "results"),
    [
        ({"id": "NCIT:C25493", "label": "Elevated"}, ("ck-high",)),
        ({"id": "x:1", "label": "High"}, ("ck-high",)),
        ({"id": "x:1", "label": "Normal"}, ("ck-normal",)),
        ({"id": "HP:0003236", "label": "Elevated CK"}, ("ck-high",)),
        ({"id": "NCIT:C25640", "label": "Reduced"}, ()),
        ({"id": "NCIT:C25401", "label": "Abnormal"}, ()),
    ],
)
def test_an_ordinal_value_tells_a_result_where_it_is_plain(
    kb: KnowledgeBase, value: Any, results: Any
) -> None:
    assay = {"id": "x:2", "label": "Creatine kinase [Enzymatic activity/volume] in Serum or Plasma"}
    node = packet(measurements=[{"assay": assay, "value": {"ontologyClass": value}}])
    case, unrecognised, _ = read_dict(node, kb)
    assert case.results == results
    assert len(unrecognised) == (0 if results else 1)


@pytest.fixture(scope="module")
def real() -> KnowledgeBase:
    return project_base.knowledge()


@pytest.mark.parametrize(
    ("value", "more", "results"),
    [
        (2.9, {}, ("potassium-moderately-low", "potassium-low")),
        (3.4, {}, ("potassium-low",)),
        # The laboratory's own limits, one-sided and in another spelling of the unit, come first.
        (3.4, {"low": 3.3}, ("potassium-normal",)),
        (3.4, {"low": 3.3, "high": 5.0, "range_unit": "mEq/L"}, ("potassium-normal",)),
        (5.6, {"high": 6.0}, ("potassium-normal",)),
        ("3.4", {}, ("potassium-low",)),
        ("<2.5", {}, ("potassium-severely-low", "potassium-low")),
    ],
)
def test_a_number_is_read_by_the_laboratory_s_own_limits_first(
    real: KnowledgeBase, value: Any, more: dict[str, Any], results: tuple[str, ...]
) -> None:
    node = packet(measurements=[_potassium(value, **more)])
    case, unrecognised, _ = read_dict(node, real)
    assert (case.results, unrecognised) == (results, ())


def _potassium(value: Any, range_unit: str = "", **limits: Any) -> dict[str, Any]:
    quantity: dict[str, Any] = {"value": value, "unit": {"label": "mmol/L"}}
    if limits:
        quantity["referenceRange"] = limits
    if range_unit:
        quantity["referenceRange"]["unit"] = {"label": range_unit}
    return {"assay": {"id": "LOINC:2823-3"}, "value": {"quantity": quantity}}


@pytest.mark.parametrize(
    ("value", "more"),
    [
        (10**310, {}),
        (-3.0, {}),
        (71, {}),
        ("about four", {}),
        ([4], {}),
        (None, {}),
    ],
)
def test_one_unreadable_number_is_named_and_the_rest_is_used(
    real: KnowledgeBase, value: Any, more: dict[str, Any]
) -> None:
    cramp = {"type": {"id": "HP:0003394", "label": "Muscle spasm"}}
    node = packet(phenotypicFeatures=[cramp], measurements=[_potassium(value, **more)])
    case, unrecognised, _ = read_dict(node, real)
    assert case.present
    assert case.results == ()
    (said,) = unrecognised
    assert said.startswith("LOINC:2823-3 = ")
    assert len(said) < 120


@pytest.mark.parametrize(
    "limits",
    [{"low": "NaN"}, {"low": 5.0, "high": 3.0}, {"high": 5.0, "range_unit": "U/L"}],
)
def test_a_value_with_broken_limits_is_read_and_said(
    real: KnowledgeBase, limits: dict[str, Any]
) -> None:
    text = json.dumps(packet(measurements=[_potassium(2.0, **limits)])).encode()
    found = PhenopacketReader(CaseReader(real)).read(phenopacket_text(text).root)
    assert "potassium-low" in found.read.case.results
    assert found.unrecognised == ()
    assert any("read by the limits of" in note for note in found.read.notes)


@pytest.mark.parametrize(
    ("there", "denied", "absent"),
    [
        ("HP:0000009", "HP:0012332", "autonomic-symptoms"),
        ("HP:0010628", "HP:0001324", "weakness"),
    ],
)
def test_a_denial_stays_where_only_our_own_link_contradicts_it(
    real: KnowledgeBase, there: str, denied: str, absent: str
) -> None:
    features = [{"type": {"id": there}}, {"type": {"id": denied}, "excluded": True}]
    case, _, _ = read_dict(packet(phenotypicFeatures=features), real)
    assert case.present
    assert absent in case.absent


def test_a_blood_pressure_is_two_numbers(real: KnowledgeBase) -> None:
    def typed(label: str, value: float) -> dict[str, Any]:
        return {"type": {"label": label}, "quantity": {"value": value, "unit": {"id": "mm[Hg]"}}}

    pressures = [typed("Systolic blood pressure", 85), typed("Diastolic Blood Pressure", 50)]
    measured = {
        "assay": {"label": "Blood pressure"},
        "complexValue": {"typedQuantities": pressures},
    }
    case, unrecognised, _ = read_dict(packet(measurements=[measured]), real)
    assert unrecognised == ()
    assert case.results == ("systolic-severely-low", "systolic-low", "diastolic-not-high")
    assert case.present == ("hypotension",)


def test_the_limits_are_those_of_the_subject(real: KnowledgeBase) -> None:
    for sex, results in (("MALE", ("ck-normal",)), ("FEMALE", ("ck-raised",))):
        node = packet(measurements=[measured("LOINC:2157-6", 250)], subject={"sex": sex})
        assert read_dict(node, real).case.results == results


@pytest.mark.parametrize(
    ("code", "label"),
    [("LOINC:1995-0", "Calcium"), ("x:1", "Potassium in sweat"), ("LOINC:0000-0", "Potassium")],
)
def test_what_is_not_the_substance_itself_is_not_taken_for_it(
    real: KnowledgeBase, code: str, label: str
) -> None:
    node = packet(measurements=[_potassium(2.9)])
    node["measurements"][0]["assay"] = {"id": code, "label": label}
    case, unrecognised, _ = read_dict(node, real)
    assert case.results == ()
    assert len(unrecognised) == 1


def test_a_drug_that_is_a_treatment_says_nothing_and_an_unknown_one_is_said(
    kb: KnowledgeBase,
) -> None:
    agents = [{"label": "examplin"}, {"id": "X:1", "label": "placebon"}, {}]
    node = packet(medicalActions=[{"treatment": {"agent": agent}} for agent in agents])
    case, unrecognised, _ = read_dict(node, kb)
    assert case.drugs == ()
    assert unrecognised == ("X:1 (placebon)",)


def test_of_a_family_the_proband_is_taken(kb: KnowledgeBase) -> None:
    node = {
        "id": "f",
        "proband": packet(phenotypicFeatures=[feature("HP:0002380")]),
        "pedigree": {},
    }
    case, _, name = read_dict(node, kb)
    assert (case.present, name) == (("twitching",), "p1")


BAD = {
    "empty": b"  ",
    "not JSON": b'{"id": ',
    "not UTF-8": b'{"id": "\xff"}',
    "nothing of YAML": b"a: [b",
    "two documents": b"id: a\n---\nid: b\n",
    "a list": b"[]",
    "a word": b"phenopacket",
    "another object": b'{"a": 1}',
    "a cohort": b'{"id": "c", "members": []}',
    "version 1": b'{"subject": {}, "metaData": {"phenopacketSchemaVersion": "1.0.0"}}',
    "negated": b'{"phenotypicFeatures": [{"type": {"id": "HP:0002380"}, "negated": true}]}',
    "deep": b'{"subject": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_no_phenopacket_is_refused_in_one_line(kb: KnowledgeBase, text: bytes) -> None:
    with pytest.raises(BadQuery) as refused:
        read(text, kb)
    assert refused.value.message.isprintable()
    assert 0 < len(refused.value.message) < 300


KEYS = (
    *("id", "subject", "type", "label", "value", "quantity", "unit", "age", "iso8601duration"),
    *("sex", "onset", "assay", "phenotypicFeatures", "measurements", "timeAtLastEncounter"),
    *("ontologyClass", "excluded", "medicalActions", "treatment", "agent", "diseases"),
    *("referenceRange", "low", "high"),
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.text(max_size=5) | st.just("P5Y"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=25,
)


@given(ANY, ANY, ANY)
def test_whatever_stands_in_it_it_is_read_or_refused(
    kb: KnowledgeBase, subject: Any, features: Any, measurements: Any
) -> None:
    node = {
        "subject": subject,
        "phenotypicFeatures": [{"type": {"id": "HP:0002380"}}, features],
        "measurements": [measurements],
    }
    with suppress(BadQuery):
        assert "twitching" in PhenopacketReader(CaseReader(kb)).read(node).read.case.present


def test_today_plays_no_part(kb: KnowledgeBase) -> None:
    subject = {"dateOfBirth": f"{date(1970, 1, 1)}"}
    assert read_dict(packet(subject=subject), kb).case.age is None
