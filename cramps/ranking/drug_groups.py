"""Drugs and the groups that they belong to: atorvastatin is a statin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


def groups(kb: KnowledgeBase, drug: str) -> tuple[str, ...]:
    """Give a drug with the groups of drugs that it belongs to, the nearest first."""
    found: dict[str, None] = {}
    waiting = [drug]
    while waiting:
        group = waiting.pop(0)
        if group not in found:
            found[group] = None
            waiting += kb.drugs.plain(group).get("broader") or ()
    return tuple(found)
