"""What `find` and `search` came upon."""

from cramps import frequency
from cramps.find import Hit, Match
from cramps.kb import KnowledgeBase
from cramps.search import CLOSE, OPEN, Passage
from cramps.view.forms import Column, Json, Listing, Row, plain_values
from cramps.view.words import contracts, said


def hits(kb: KnowledgeBase, found: tuple[Hit, ...]) -> Listing:
    """Disorders that fit, with what matched and how frequent it is."""
    return Listing(
        title="Disorders that fit",
        columns=(
            Column("id", "id"),
            Column("name", "disorder", 2),
            Column("phenomenon", "what contracts", 1, min_width=14),
            Column("matched", "matched", 4),
        ),
        rows=tuple(
            Row(
                hit.disorder.id,
                (
                    hit.disorder.id,
                    hit.disorder.name,
                    contracts(hit.disorder),
                    "; ".join(_said(kb, match) for match in hit.matches),
                ),
            )
            for hit in found
        ),
        data=[_data(kb, hit) for hit in found],
        note=f"{len(found)} of {len(kb.disorders)} disorders fit.",
    )


def _label(kb: KnowledgeBase, match: Match) -> str:
    if match.kind in ("finding", "result", "test"):
        return kb.label(match.found)
    if match.kind == "treatment":
        return kb.treatments[match.found].name
    return said(match.found)


def _said(kb: KnowledgeBase, match: Match) -> str:
    label = _label(kb, match)
    if match.kind in ("finding", "result", "test"):
        return f"{label}: {frequency.words(match.frequency)}"
    return label


def _data(kb: KnowledgeBase, hit: Hit) -> Json:
    return {
        "id": hit.disorder.id,
        "name": hit.disorder.name,
        "group": hit.disorder.group,
        "phenomenon": list(hit.disorder.phenomenon),
        "critical": hit.disorder.critical,
        "matches": [
            {**plain_values(match), "found_name": _label(kb, match)} for match in hit.matches
        ],
    }


def passages(found: tuple[Passage, ...]) -> Listing:
    """Places where the words of a search stand, the words between asterisks."""
    return Listing(
        title="Found",
        columns=(
            Column("kind", "kind"),
            Column("id", "id"),
            Column("section", "in"),
            Column("context", "context", 5),
        ),
        rows=tuple(Row(p.id, (p.kind, p.id, said(p.section), _marked(p.context))) for p in found),
        data=[{**plain_values(p), "context": _marked(p.context)} for p in found],
    )


def _marked(context: str) -> str:
    return context.replace(OPEN, "*").replace(CLOSE, "*")
