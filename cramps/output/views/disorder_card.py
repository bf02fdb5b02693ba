"""The card of a disorder, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cramps.output.views.forms import Brief, Card, CardText, Json, references_data, with_names

if TYPE_CHECKING:
    from cramps.knowledge import closed_lists
    from cramps.knowledge.base import KnowledgeBase

#: Section of the card (key of `cramps show --section`) -> fields of the model that it shows.
SECTIONS: dict[closed_lists.CardSection, tuple[str, ...]] = {
    "about": (
        "aliases",
        "group",
        "phenomenon",
        "codes",
        "prevalence",
        "onset",
        "sex",
        "inheritance",
        "critical",
        "summary",
        "reviewed",
    ),
    "cramps": ("cramps",),
    "mechanism": ("mechanism",),
    "findings": ("findings",),
    "tests": ("tests",),
    "treatments": ("treatments",),
    "red-flags": ("red_flags",),
    "lookalikes": ("lookalikes",),
    "disputes": ("disputes",),
}


def card(
    kb: KnowledgeBase,
    disorder: str,
    sections: Iterable[closed_lists.CardSection] = (),
) -> Card:
    """Everything about one disorder.

    With ``sections`` (keys of ``SECTIONS``) only these; else all of them. A screen shows first what answers
    it in brief, of the tests or the treatments alone as well.
    The data for programs is always complete.
    """
    chosen = tuple(sections)
    part = chosen[0] if len(chosen) == 1 and chosen[0] in ("tests", "treatments") else None

    def text() -> CardText:
        from cramps.output.views.disorder_sections import write

        return write(kb, kb.disorders[disorder], chosen or tuple(SECTIONS))

    def first() -> Brief:
        if part:
            from cramps.output.views.tests_and_treatments_in_brief import PARTS

            return PARTS[part](kb, kb.disorders[disorder])
        from cramps.output.views.disorder_in_brief import brief

        return brief(kb, kb.disorders[disorder])

    def data() -> Json:
        values = with_names(kb, kb.disorders.plain(disorder))
        if chosen:
            wanted = {"id", "name"}.union(*(SECTIONS[key] for key in chosen))
            values = {key: value for key, value in values.items() if key in wanted}
        return {"record": "disorder", **values, "references": references_data(kb, values)}

    return Card(
        record_id=disorder,
        title=kb.name("disorders", disorder),
        text=text,
        data=data,
        first=None if chosen and not part else first,
    )
