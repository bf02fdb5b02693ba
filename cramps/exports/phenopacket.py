"""A case -> a GA4GH Phenopacket, version 2, that the reader of phenopackets understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.cases.case import Case

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

#: The version of the schema: https://phenopacket-schema.readthedocs.io/en/2.0.0/
_SCHEMA: Final = "2.0"


def phenopacket(kb: KnowledgeBase, case: Case, *, name: str, created: str) -> str:
    """Write what is known of a patient as JSON; what has no term of the HPO goes by its name here.

    ``created`` is a time of ISO 8601. What is there only perhaps has no place in a phenopacket and is left
    out; a result stands by its term or its name, as a feature.
    """
    features = [_feature(kb, i, excluded=False) for i in (*case.present, *case.results)]
    features += [_feature(kb, i, excluded=True) for i in (*case.absent, *case.not_results)]
    content: dict[str, Any] = {
        "id": name,
        "subject": _subject(name, case),
        "phenotypicFeatures": features,
        "medicalActions": [
            {"treatment": {"agent": {"id": f"cramps:{d}", "label": kb.name("drugs", d)}}}
            for d in case.drugs
        ],
        "metaData": {
            "created": created,
            "createdBy": "cramps",
            "phenopacketSchemaVersion": _SCHEMA,
            "resources": [
                {
                    "id": "hp",
                    "name": "Human Phenotype Ontology",
                    "url": "http://purl.obolibrary.org/obo/hp.owl",
                    "version": "unknown",
                    "namespacePrefix": "HP",
                    "iriPrefix": "http://purl.obolibrary.org/obo/HP_",
                }
            ],
        },
    }
    if case.onset_age is not None and features:
        for feature in features:
            if "excluded" not in feature:
                feature["onset"] = {"age": {"iso8601duration": _duration(case.onset_age)}}
                break
    kept = {key: value for key, value in content.items() if value}
    return msgspec.json.format(msgspec.json.encode(kept), indent=2).decode() + "\n"


def _subject(name: str, case: Case) -> dict[str, Any]:
    subject: dict[str, Any] = {"id": name}
    if case.sex is not None:
        subject["sex"] = case.sex.upper()
    if case.age is not None:
        subject["timeAtLastEncounter"] = {"age": {"iso8601duration": _duration(case.age)}}
    return subject


def _duration(years: float) -> str:
    """Write years as a duration of ISO 8601, to the month."""
    whole, months = divmod(round(years * 12), 12)
    return f"P{whole}Y" + (f"{months}M" if months else "")


def _feature(kb: KnowledgeBase, record_id: str, *, excluded: bool) -> dict[str, Any]:
    if record_id in kb.findings:
        record = kb.findings.plain(record_id)
        hpo, label = record.get("hpo"), record["name"]
    else:
        result = kb.results[record_id][1]
        hpo, label = result.hpo, record_id
    feature: dict[str, Any] = {"type": {"id": hpo or f"cramps:{record_id}", "label": label}}
    if excluded:
        feature["excluded"] = True
    return feature
