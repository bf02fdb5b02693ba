"""What `find` and `search` came upon."""

from collections.abc import Callable

import msgspec

from cramps.knowledge import frequency
from cramps.knowledge.base import KnowledgeBase
from cramps.output.views.closed_list_names import NO_DIAGNOSIS, STANCES, contracts, said
from cramps.output.views.forms import Brief, Column, Json, Listing, Point, Row, plain_values
from cramps.queries.find import Hit, Match
from cramps.queries.full_text import CLOSE, OPEN, Passage


def hits(kb: KnowledgeBase, found: tuple[Hit, ...]) -> Listing:
    """Disorders that fit, with what matched and how frequent it is; on a screen the first of them."""
    return msgspec.structs.replace(
        _hits(kb, found, _matched), first=lambda: _hits(kb, found, _briefly)
    )


def _hits(
    kb: KnowledgeBase,
    found: tuple[Hit, ...],
    matched: Callable[[KnowledgeBase, tuple[Match, ...]], str],
) -> Listing:
    return Listing(
        title="Disorders that fit",
        columns=(
            Column("id", "id", for_programs=True),
            Column("name", "disorder"),
            Column("phenomenon", "what contracts", wide_only=True),
            Column("matched", "matched"),
        ),
        rows=tuple(
            Row(
                hit.disorder.id,
                (
                    hit.disorder.id,
                    hit.disorder.name,
                    contracts(hit.disorder.phenomenon),
                    matched(kb, hit.matches),
                ),
            )
            for hit in found
        ),
        data=lambda: [_data(kb, hit) for hit in found],
        more="--full",
        note=f"{len(found)} of {len(kb.disorders)} disorders fit.",
    )


def _matched(kb: KnowledgeBase, matches: tuple[Match, ...]) -> str:
    return "; ".join(_said(kb, match) for match in matches)


def _briefly(kb: KnowledgeBase, matches: tuple[Match, ...]) -> str:
    """Give for each criterion the most frequent match, and how many there are besides."""
    by_criterion: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        by_criterion.setdefault((match.kind, match.asked), []).append(match)
    told = []
    for first, *others in by_criterion.values():
        known = first.frequency is not None or first.kind not in ("finding", "result", "test")
        text = _said(kb, first) if known else _label(kb, first)
        told.append(f"{text} (and {len(others)} more)" if others else text)
    return "; ".join(told)


def _label(kb: KnowledgeBase, match: Match) -> str:
    if match.kind in ("finding", "result", "test"):
        return kb.label(match.found)
    if match.kind == "treatment":
        return kb.name("treatments", match.found)
    if match.kind == "family":
        return kb.families[match.found].name
    return said(match.found)


def _said(kb: KnowledgeBase, match: Match) -> str:
    label = _label(kb, match)
    if match.kind in ("finding", "result", "test"):
        return f"{label}: {frequency.words(match.frequency)}"
    if match.stance:
        return f"{label}: {', '.join(STANCES[stance] for stance in match.stance)}"
    return label


def _data(kb: KnowledgeBase, hit: Hit) -> Json:
    entry = kb.disorders.plain(hit.disorder.id)
    return {
        "id": hit.disorder.id,
        "name": hit.disorder.name,
        "group": hit.disorder.group,
        "phenomenon": list(hit.disorder.phenomenon),
        "critical": hit.disorder.critical,
        "matches": [_match_data(kb, entry, match) for match in hit.matches],
    }


#: What a match is found by -> the list of the entry that says more of it, and the key of the id there.
_STATED = {
    "finding": ("findings", "finding"),
    "result": ("tests", "result"),
    "test": ("tests", "result"),
    "treatment": ("treatments", "treatment"),
}


def _match_data(kb: KnowledgeBase, disorder: Json, match: Match) -> Json:
    """Give a match with the note and the sources of the entry's own statement."""
    of, note, cited = None, None, []
    if match.kind in _STATED:
        section, key = _STATED[match.kind]
        statements = [s for s in disorder[section] if s[key] == match.found]
        of = next((s["of"] for s in statements if s.get("of")), None)
        note = next((s["note"] for s in statements if s["note"]), None)
        cited = list(dict.fromkeys(source for s in statements for source in s["sources"]))
    more = {"found_name": _label(kb, match), "of": of, "note": note, "sources": cited}
    return {**plain_values(match), **more}


def passages(found: tuple[Passage, ...]) -> Listing:
    """Places where the words of a search stand, the words between asterisks; on a screen the first."""
    return Listing(
        first=(lambda: _first_passages(found)) if found else None,
        title="Found",
        columns=(
            Column("kind", "kind"),
            Column("id", "id", for_programs=True),
            Column("name", "of"),
            Column("section", "in"),
            Column("context", "context"),
        ),
        rows=tuple(
            Row(p.id, (p.kind, p.id, p.name, said(p.section), _marked(p.context))) for p in found
        ),
        data=lambda: [{**plain_values(p), "context": _marked(p.context)} for p in found],
    )


def _first_passages(found: tuple[Passage, ...]) -> Brief:
    points = tuple(
        Point(
            f"{number}.",
            f"{p.name} ({p.kind}: {said(p.section)}): {_marked(p.context)}",
            least=3,
            spare=number - 1,
        )
        for number, p in enumerate(found, 1)
    )
    return Brief(points=points, more=f"More: --full, cramps show NAME. {NO_DIAGNOSIS}")


def _marked(context: str) -> str:
    return context.replace(OPEN, "*").replace(CLOSE, "*")
