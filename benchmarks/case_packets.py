"""Write the published cases as GA4GH Phenopackets (version 2), a JSON file a case, each with its citation.

Usage: python benchmarks/case_packets.py FOLDER

The diagnosis stands under ``interpretations``, by the ORPHA or OMIM code of our entry, else by our id;
that of a case from outside in words, under ``CRAMPS:outside``. What no id expresses is left out: the
schema has no free text for it. SOURCE_DATE_EPOCH sets the time that is written into them.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from case_files import PublishedCase, Source, read

from cramps.exports.phenopacket_file import packet_of, text_of
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load

OUTSIDE = "CRAMPS:outside"
#: Prefix of a source's id -> where it resolves; an address is one already.
_PLACES = {
    "PMID:": "https://pubmed.ncbi.nlm.nih.gov/",
    "PMCID:": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "DOI:": "https://doi.org/",
    "NBK": "https://www.ncbi.nlm.nih.gov/books/NBK",
}


def packet(kb: KnowledgeBase, case: PublishedCase, created: datetime) -> dict[str, Any]:
    """Write one case, with its diagnosis and its citation."""
    written = packet_of(kb, case.as_case(results=True), created, name=case.id).packet
    written["interpretations"] = [
        {
            "id": case.id,
            "progressStatus": "SOLVED",
            "diagnosis": {"disease": disease(kb, case)},
            "summary": case.diagnosis,
        }
    ]
    written["metaData"]["externalReferences"] = [reference(case.source)]
    return written


def disease(kb: KnowledgeBase, case: PublishedCase) -> dict[str, str]:
    """Give the code and name of a case's disorder; of one from outside, what the source calls it."""
    if case.disorder is None:
        return {"id": OUTSIDE, "label": case.diagnosis}
    disorder = kb.disorders[case.disorder]
    codes = (*disorder.codes.orpha, *disorder.codes.omim, f"CRAMPS:{disorder.id}")
    return {"id": codes[0], "label": disorder.name}


def reference(source: Source) -> dict[str, str]:
    """Give a citation: the id, where it resolves, and authors, title, journal and year as far as known."""
    place = source.id
    for prefix, address in _PLACES.items():
        place = place.replace(prefix, address, 1) if place.startswith(prefix) else place
    named = (source.authors, source.title, source.journal, str(source.year or ""))
    return {"id": source.id, "reference": place, "description": ". ".join(filter(None, named))}


def write(kb: KnowledgeBase, folder: Path, created: datetime) -> int:
    """Write all cases into a folder, which is made where there is none; tell how many."""
    folder.mkdir(parents=True, exist_ok=True)
    cases = read()
    for case in cases:
        (folder / f"{case.id}.json").write_bytes(text_of(packet(kb, case, created)))
    return len(cases)


def main() -> int:
    """Write them where the command line says."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    created = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    kb = load(Path(__file__).parents[1] / "data")
    print(f"{write(kb, Path(sys.argv[1]), created)} phenopackets written to {sys.argv[1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
