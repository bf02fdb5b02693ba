"""A case -> a GA4GH Phenopacket (version 2), which this program and others read.

What the schema has no word for is told, not invented: a finding that is there perhaps, where the
patient is seen. See https://phenopacket-schema.readthedocs.io for the elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from cramps.cases.numbers import Numbers
from cramps.cases.packet_schema import Element
from cramps.cases.phenopackets import OWN_PREFIX
from cramps.version import __version__
from cramps.words.hpo_ids import packaged_map

if TYPE_CHECKING:
    from cramps.cases.case import Case
    from cramps.knowledge.base import KnowledgeBase
    from cramps.laboratory.reading import Reading

_NO_NUMBERS: Final = Numbers()
#: Our units -> UCUM, where they are spelt otherwise there.
_UCUM: Final = {
    "mmHg": "mm[Hg]",
    "cmH2O": "cm[H2O]",
    "10^9/L": "10*9/L",
    "mmol/24 h": "mmol/d",
    "mg/24 h": "mg/d",
    "mL/min/1.73 m2": "mL/min/{1.73_m2}",
    "\N{DEGREE SIGN}C": "Cel",
    "\N{DEGREE SIGN}F": "[degF]",
}
#: Prefix of an id -> what the schema wants to know of the vocabulary.
_RESOURCES: Final = {
    "HP": ("hp", "Human Phenotype Ontology", "http://purl.obolibrary.org/obo/hp.owl",
           "http://purl.obolibrary.org/obo/HP_"),
    "LOINC": ("loinc", "Logical Observation Identifiers Names and Codes", "https://loinc.org",
              "https://loinc.org/"),
    "UCUM": ("ucum", "Unified Code for Units of Measure", "https://ucum.org", "https://ucum.org/"),
    "CRAMPS": ("cramps", "cramps: disorders that cause muscle cramps",
               "urn:cramps", "urn:cramps:"),
}  # fmt: skip


class Written(NamedTuple):
    """A phenopacket as plain JSON values."""

    packet: dict[str, Any]
    #: What of the case a phenopacket cannot hold.
    left_out: tuple[str, ...]


def packet_of(
    kb: KnowledgeBase,
    case: Case,
    created: datetime,
    numbers: Numbers = _NO_NUMBERS,
    *,
    name: str = "case",
) -> Written:
    """Write a case as a phenopacket.

    ``numbers`` are those that the case was read from: they bring their laboratory's own limits along,
    and what follows from them is left to the reader. A drug becomes a treatment.
    """
    writer = _Writer(kb, case, numbers)
    packet: dict[str, Any] = {"id": name, "subject": _subject(case)}
    parts = {
        "phenotypicFeatures": writer.features(),
        "measurements": [writer.measurement(reading) for reading in writer.exact],
        "medicalActions": [{"treatment": {"agent": writer.drug(drug)}} for drug in case.drugs],
    }
    packet |= {key: listed for key, listed in parts.items() if listed}
    packet["metaData"] = {
        "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "createdBy": f"cramps {__version__}",
        "resources": list(_resources(packet)),
        "phenopacketSchemaVersion": "2.0",
    }
    return Written(packet, tuple(writer.left_out()))


def text_of(packet: dict[str, Any]) -> bytes:
    """Give a phenopacket as JSON."""
    return msgspec.json.format(msgspec.json.encode(packet), indent=2) + b"\n"


def _subject(case: Case) -> Element:
    subject: Element = {"id": "patient"}
    if case.age is not None:
        subject["timeAtLastEncounter"] = _at(case.age)
    if case.sex is not None:
        subject["sex"] = case.sex.upper()
    return subject


def _at(years: float) -> Element:
    """Write an age as the schema does: in years and months, of a small child in days."""
    months = round(years * 12)
    if years < 2:
        duration = f"P{round(years * 365.25)}D"
    else:
        duration = f"P{months // 12}Y" + (f"{months % 12}M" if months % 12 else "")
    return {"age": {"iso8601duration": duration}}


class _Writer:
    """Writes the parts of one case."""

    def __init__(self, kb: KnowledgeBase, case: Case, numbers: Numbers) -> None:
        self.kb = kb
        self.case = case
        #: What can be written as a number: the schema knows no ``<10``.
        self.exact = [r for r in numbers.given if r.value is not None and not r.bound]
        whole = len(self.exact) == len(numbers.given)
        #: What these numbers tell by themselves.
        self.implied = {
            i for r in self.exact for i in (*r.results, *r.findings, *r.not_results)
        } | ({*numbers.results, *numbers.findings, *numbers.not_results} if whole else set())

    def features(self) -> list[Element]:
        """Give what is there and what is not; what triggers a feature stands with the first of them."""
        case, aspects = self.case, packaged_map().aspects
        there = [i for i in (*case.present, *case.results) if i not in self.implied]
        terms = [self._term(i) for i in there]
        modifiers = [term for term in terms if aspects.get(term["id"]) == "M"]
        seen: list[Element] = [{"type": term} for term in terms if term not in modifiers]
        if not seen:
            seen, modifiers = [{"type": term} for term in terms], []
        if seen and modifiers:
            seen[0]["modifiers"] = modifiers
        if seen and case.onset_age is not None:
            seen[0]["onset"] = _at(case.onset_age)
        missing = [i for i in (*case.absent, *case.not_results) if i not in self.implied]
        return [*seen, *({"type": self._term(i), "excluded": True} for i in missing)]

    def _term(self, record_id: str) -> Element:
        """Give a finding or result by its HPO id, else by its own."""
        if record_id in self.kb.findings:
            hpo, label = self.kb.findings[record_id].hpo, self.kb.name("findings", record_id)
        else:
            hpo, label = self.kb.results[record_id][1].hpo, self.kb.label(record_id)
        return {"id": hpo or f"{OWN_PREFIX}{record_id}", "label": label}

    def measurement(self, reading: Reading) -> Element:
        """Give a number in the test's own unit, with the limits where its laboratory gave them."""
        test = self.kb.tests[reading.test]
        loinc = test.assay.loinc if test.assay else ()
        code = f"LOINC:{loinc[0]}" if loinc else f"{OWN_PREFIX}{test.id}"
        own = test.unit or "1"
        ucum = _UCUM.get(own, own.replace("\N{MICRO SIGN}", "u"))
        unit = {"id": f"UCUM:{ucum}", "label": own}
        quantity: Element = {"unit": unit, "value": reading.value}
        limits = reading.reference
        if limits is not None and limits.own:
            ends = {"low": limits.low, "high": limits.high}
            known = {key: end for key, end in ends.items() if end is not None}
            quantity["referenceRange"] = {"unit": unit, **known}
        return {"assay": {"id": code, "label": test.name}, "value": {"quantity": quantity}}

    def drug(self, drug_id: str) -> Element:
        """Give a drug as an agent."""
        return {"id": f"{OWN_PREFIX}{drug_id}", "label": self.kb.name("drugs", drug_id)}

    def left_out(self) -> Iterator[str]:
        """Name what a phenopacket cannot hold."""
        case = self.case
        if case.maybe:
            yield f"what is there perhaps ({', '.join(case.maybe)})"
        if case.onset_age is not None and not (case.present or case.results):
            yield "the age at onset, without a finding that began then"
        if case.setting != "neurology":
            yield f"the setting ({case.setting})"
        if case.whole_story:
            yield "that the whole story is told"


def _resources(packet: dict[str, Any]) -> Iterator[Element]:
    """Give the vocabularies of which a packet holds terms."""
    used = set(_prefixes(packet))
    versions = {"HP": packaged_map().release, "CRAMPS": __version__}
    for prefix, (name, title, url, iri) in _RESOURCES.items():
        if prefix in used:
            yield {
                "id": name,
                "name": title,
                "url": url,
                "version": versions.get(prefix, "unknown"),
                "namespacePrefix": prefix,
                "iriPrefix": iri,
            }


def _prefixes(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"].partition(":")[0]
        for value in node.values():
            yield from _prefixes(value)
    elif isinstance(node, list):
        for item in node:
            yield from _prefixes(item)
