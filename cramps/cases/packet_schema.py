"""What the phenopacket schema has: its elements with their keys, and its versions.

See https://phenopacket-schema.readthedocs.io. A key that is not of the schema is never passed over: a
slip such as ``exclude: true`` turns what was denied into what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from cramps.errors import BadQuery
from cramps.safe_text import printable

_TERM: Final = "OntologyClass"
_TIME: Final = "TimeElement"

#: Element -> its keys, each with the element that it holds; nothing for a plain value, and for what is
#: not read here at all. Version 2.0 of the schema.
ELEMENTS: Final[Mapping[str, Mapping[str, str]]] = {
    "Phenopacket": {
        "id": "", "subject": "Individual", "phenotypicFeatures": "PhenotypicFeature",
        "measurements": "Measurement", "biosamples": "", "interpretations": "", "diseases": "Disease",
        "medicalActions": "MedicalAction", "files": "", "metaData": "MetaData",
    },
    "Individual": {
        "id": "", "alternateIds": "", "dateOfBirth": "", "timeAtLastEncounter": _TIME, "vitalStatus": "",
        "sex": "", "karyotypicSex": "", "gender": _TERM, "taxonomy": _TERM,
    },
    "PhenotypicFeature": {
        "description": "", "type": _TERM, "excluded": "", "severity": _TERM, "modifiers": _TERM,
        "onset": _TIME, "resolution": _TIME, "evidence": "",
    },
    "Measurement": {
        "description": "", "assay": _TERM, "value": "Value", "complexValue": "ComplexValue",
        "timeObserved": _TIME, "procedure": "",
    },
    "Value": {"quantity": "Quantity", "ontologyClass": _TERM, "complexValue": "ComplexValue"},
    "Quantity": {"unit": _TERM, "value": "", "referenceRange": "ReferenceRange"},
    "ReferenceRange": {"unit": _TERM, "low": "", "high": ""},
    "ComplexValue": {"typedQuantities": "TypedQuantity"},
    "TypedQuantity": {"type": _TERM, "quantity": "Quantity"},
    "Disease": {
        "term": _TERM, "excluded": "", "onset": _TIME, "resolution": _TIME, "diseaseStage": "",
        "clinicalTnmFinding": "", "primarySite": "", "laterality": "",
    },
    "MedicalAction": {
        "procedure": "", "treatment": "Treatment", "radiationTherapy": "", "therapeuticRegimen": "",
        "treatmentTarget": "", "treatmentIntent": "", "responseToTreatment": "", "adverseEvents": "",
        "treatmentTerminationReason": "",
    },
    "Treatment": {
        "agent": _TERM, "routeOfAdministration": "", "doseIntervals": "", "drugType": "",
        "cumulativeDose": "",
    },
    "MetaData": {
        "created": "", "createdBy": "", "submittedBy": "", "resources": "", "updates": "",
        "phenopacketSchemaVersion": "", "externalReferences": "",
    },
    "TimeElement": {
        "gestationalAge": "", "age": "Age", "ageRange": "AgeRange", "ontologyClass": _TERM,
        "timestamp": "", "interval": "",
    },
    "Age": {"iso8601duration": ""},
    "AgeRange": {"start": "Age", "end": "Age"},
    "OntologyClass": {"id": "", "label": ""},
}  # fmt: skip

#: Keys that only version 1 has, in the packet, its subject, its features and diseases.
_OF_VERSION_1: Final = (
    ("", frozenset({"genes", "variants", "htsFiles"})),
    ("subject", frozenset({"ageAtCollection", "ageRangeAtCollection"})),
    *(
        (part, frozenset({"negated", "ageOfOnset", "ageRangeOfOnset", "classOfOnset"}))
        for part in ("phenotypicFeatures", "diseases")
    ),
)
_ADVICE: Final = "convert it to version 2 first, as phenopacket-tools does"

#: Keys by which a phenopacket, or a family or cohort of them, is told from another object.
TELLING: Final = frozenset(
    {
        *("subject", "phenotypicFeatures", "phenotypic_features", "metaData", "meta_data"),
        *("proband", "members"),
    }
)
#: A feature with a key that is like one of these may have been denied.
_LIKE_DENIED: Final = ("excluded", "negated", "absent", "observed", "present", "not", "status")
_DENYING: Final = frozenset({"true", "false", "yes", "no", "absent", "excluded", "negated", "not"})

Element = dict[str, Any]


class Strange(NamedTuple):
    """A key that is not of the schema, or stands there in both spellings."""

    key: str
    #: It may say that the element is denied.
    may_deny: bool = False

    def __str__(self) -> str:
        """Say what is wrong with it."""
        return f"the key {printable(self.key)}"


@cache
def snake(key: str) -> str:
    """Write a key as YAML does: ``phenotypic_features``."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in key)


#: Element -> each of its keys in both spellings -> the key of the schema, and the element below it.
_KNOWN: Final = {
    element: {
        spelling: (key, below) for key, below in keys.items() for spelling in (key, snake(key))
    }
    for element, keys in ELEMENTS.items()
}


def strange_keys(node: Element, element: str) -> Iterator[Strange]:
    """Give the keys of an element, and of all below it, that are not of the schema."""
    known = _KNOWN[element]
    for key, value in node.items():
        place = known.get(key)
        if place is None:
            if value is not None:
                yield Strange(str(key), _may_deny(str(key), value))
            continue
        if key != place[0] and place[0] in node:
            yield Strange(f"{key} beside {place[0]}")
        if place[1] and value:
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, dict):
                    yield from strange_keys(item, place[1])


def denying_key(node: Element, element: str) -> Strange | None:
    """Give a key of an element that is not of the schema and may say that the element is denied."""
    known = _KNOWN[element]
    if known.keys() >= node.keys():
        return None
    return next((key for key in strange_keys(node, element) if key.may_deny), None)


def _may_deny(key: str, value: object) -> bool:
    from difflib import get_close_matches

    if isinstance(value, bool) or (isinstance(value, str) and value.strip().lower() in _DENYING):
        return True
    return bool(get_close_matches(key.lower()[:40], _LIKE_DENIED, 1, 0.7))


def is_phenopacket(node: Element) -> bool:
    """Tell whether an object is a phenopacket, a family or a cohort, and no plain case."""
    return not TELLING.isdisjoint(node)


def packets_of(tree: Any) -> tuple[Element, ...]:
    """Give the phenopackets of a file: of a family the proband's, of a cohort every member's.

    Raises BadQuery for what is none, and for version 1.
    """
    if not isinstance(tree, dict):
        raise BadQuery("not a phenopacket: it is not one object")
    if "members" in tree and "proband" not in tree:
        members = tree["members"]
        if not isinstance(members, list) or not members:
            raise BadQuery("this is a cohort without members")
        return tuple(packet for member in members for packet in packets_of(member))
    packet = tree.get("proband", tree)
    if not isinstance(packet, dict) or not is_phenopacket(packet):
        raise BadQuery("not a phenopacket: it has none of subject, phenotypicFeatures and metaData")
    _refuse_version_1(packet)
    return (packet,)


def packet_of(tree: Any) -> Element:
    """Give the one phenopacket. Raises BadQuery as `packets_of`, and for several."""
    packets = packets_of(tree)
    if len(packets) > 1:
        raise BadQuery(f"this is a cohort of {len(packets)}; give its members one by one")
    return packets[0]


def _refuse_version_1(packet: Element) -> None:
    """Raise BadQuery for version 1, by its number or, where there is none, by its keys."""
    about = packet.get("metaData") or packet.get("meta_data")
    version = ""
    if isinstance(about, dict):
        version = str(
            about.get("phenopacketSchemaVersion") or about.get("phenopacket_schema_version") or ""
        )
    if version.startswith("1."):
        raise BadQuery(f"this is a phenopacket of version {printable(version)}; {_ADVICE}")
    if version.startswith("2"):
        return
    for part, keys in _OF_VERSION_1:
        inside = (packet.get(part) or packet.get(snake(part))) if part else packet
        for node in inside if isinstance(inside, list) else (inside,):
            if not isinstance(node, dict):
                continue
            if told := sorted(key for key in keys if key in node or snake(key) in node):
                raise BadQuery(f"this is a phenopacket of version 1 ({told[0]}); {_ADVICE}")
