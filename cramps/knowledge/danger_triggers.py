"""Triggers: of each rule of danger what matching needs, and nothing else.

They are read for every case, the rules themselves only where one is raised; `cramps compile` prepares
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cramps.knowledge.closed_lists import Urgency
from cramps.knowledge.conditions import Condition

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


class Trigger(msgspec.Struct, frozen=True, array_like=True):
    """What raises a rule."""

    rule: str
    urgency: Urgency
    when: Condition


def build(kb: KnowledgeBase) -> tuple[Trigger, ...]:
    """Make the triggers of all rules from their records."""
    return tuple(Trigger(r.id, r.urgency, r.when) for r in kb.red_flags.values())


def triggers(kb: KnowledgeBase) -> tuple[Trigger, ...]:
    """Give the triggers of all rules, from the compiled knowledge base where it has them."""
    return kb.once("triggers", lambda: kb.prepared_as("triggers", tuple[Trigger, ...]) or build(kb))
