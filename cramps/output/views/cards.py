"""The card of a record, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cramps.output.views import danger, drugs, vocabulary
from cramps.output.views.disorder_card import card
from cramps.output.views.disorders import family_card

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.output.views.forms import Card
    from cramps.words.own_words import Category


def card_of(kb: KnowledgeBase, kind: Category, record_id: str) -> Card:
    """Give the card of a record. Raises KeyError for an id that there is not."""
    if kind == "disorder":
        return card(kb, record_id)
    if kind == "result":
        return vocabulary.test_card(kb, kb.results[record_id][0], record_id)
    cards: dict[str, Callable[[], Card]] = {
        "family": lambda: family_card(kb, kb.families[record_id]),
        "finding": lambda: vocabulary.finding_card(kb, kb.findings[record_id]),
        "test": lambda: vocabulary.test_card(kb, kb.tests[record_id]),
        "treatment": lambda: vocabulary.treatment_card(kb, kb.treatments[record_id]),
        "drug": lambda: drugs.card(kb, kb.drugs[record_id]),
        "red flag": lambda: danger.card(kb, kb.red_flags[record_id]),
    }
    return cards[kind]()
