"""The records that come nearest to words that name none."""

from cramps.knowledge.base import KnowledgeBase
from cramps.output.views.forms import Column, Listing, Row
from cramps.words.nearest import Near
from cramps.words.own_words import label_of


def listing(kb: KnowledgeBase, word: str, near: tuple[Near, ...]) -> Listing:
    """List records, marked as what comes nearest."""
    return Listing(
        title=f"Nearest to {word!r}",
        columns=(
            Column("kind", "nearest"),
            Column("id", "id"),
            Column("name", "name"),
            Column("likeness", "likeness"),
        ),
        rows=tuple(
            Row(n.id, (n.category, n.id, label_of(kb, n.category, n.id), f"{n.likeness:.0%}"))
            for n in near
        ),
        data=lambda: [
            {
                "nearest": True,
                "kind": n.category,
                "id": n.id,
                "name": label_of(kb, n.category, n.id),
                "likeness": n.likeness,
            }
            for n in near
        ],
    )
