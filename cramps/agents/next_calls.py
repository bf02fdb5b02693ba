"""Calls that lead on from an answer: each can be made as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cramps.knowledge.profiles import profiles
from cramps.output.views.forms import Json
from cramps.queries.mentions import mentions

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.own_words import Category

#: A longer text of a case is not repeated in a call: who told it has it.
_LONGEST_REPEATED: Final = 600


def call(tool: str, **arguments: Any) -> Json:
    """Give a next call."""
    return {"tool": tool, "arguments": arguments}


def show(name: str, kind: Category) -> Json:
    """Give the call that shows a record."""
    return call("show", name=name, kind=kind.replace(" ", "-"))


def same_patient(tool: str, told: dict[str, Any]) -> list[Json]:
    """Give the call of another tool on the same patient; none where that would repeat a long text."""
    repeated = {name: value for name, value in told.items() if value}
    if len(str(repeated)) > _LONGEST_REPEATED:
        return []
    return [call(tool, **repeated)]


def after_record(kb: KnowledgeBase, kind: Category, record_id: str, *, whole: bool) -> list[Json]:
    """Give the calls that lead on from a record."""
    follow = [] if whole else [call("show", name=record_id, kind=kind, full=True)]
    if kind == "disorder":
        others = [other.disorder for other in kb.disorders[record_id].lookalikes][:2]
        follow += [call("compare", names=[record_id, *others])] if others else []
    elif kind in ("finding", "test", "result", "treatment"):
        if _is_listed(kb, kind, record_id):
            follow.append(call("find", **{f"{kind}s": [record_id]}))
    elif kind == "family":
        follow += [call("show", name=member) for member in kb.families[record_id].members[:2]]
    elif kind == "drug":
        follow.append(call("drug_check", names=[record_id]))
    return follow


def _is_listed(kb: KnowledgeBase, kind: Category, record_id: str) -> bool:
    """Tell whether a disorder has it: a search for what none has fails."""
    known = mentions(kb)
    if kind == "finding":
        return known.showing(record_id) > 0
    if kind == "test":
        return bool(known.with_test(record_id))
    if kind == "treatment":
        return bool(known.with_treatment(record_id))
    return any(seen.id == record_id for profile in profiles(kb) for seen in profile.results)
