"""What is filled in of every disorder, and how many sources stand behind it."""

from cramps.curation.completeness import parts
from cramps.knowledge.base import KnowledgeBase
from cramps.output.views.forms import Column, Listing, Row


def coverage(kb: KnowledgeBase) -> Listing:
    """Every disorder with the size of each part of its entry; what is below the floor is marked with !."""
    kinds = {source.id: source.kind for source in kb.sources.values()}
    measured = [(d, parts(d, kinds)) for d in kb.disorders.values()]
    names = [part.name for part in measured[0][1]] if measured else []
    return Listing(
        title="Coverage",
        columns=(
            Column("id", "id"),
            Column("depth", "depth"),
            *(Column(name, name) for name in names),
        ),
        rows=tuple(
            Row(
                d.id,
                (
                    d.id,
                    d.depth,
                    *(
                        f"{p.there}{'!' if d.depth == 'full' and p.there < p.floor else ''}"
                        for p in of_disorder
                    ),
                ),
            )
            for d, of_disorder in measured
        ),
        data=[
            {
                "id": d.id,
                "depth": d.depth,
                **{p.name: p.there for p in of_disorder},
                "below_the_floor": [p.name for p in of_disorder if p.there < p.floor]
                if d.depth == "full"
                else [],
            }
            for d, of_disorder in measured
        ],
        note=f"{sum(d.depth == 'full' for d, _ in measured)} full entries, "
        f"{sum(d.depth == 'brief' for d, _ in measured)} brief; ! is below the floor of a full entry",
    )
