"""Several medicines in a question: which is the likeliest cause of cramps, and what they do together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Final

from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.asking.question import Question
from cramps.queries.medicines import SURENESS, check
from cramps.queries.statements import joined
from cramps.ranking.drug_groups import groups

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase

#: How sure it is that a medicine causes cramps, in words, the surest first.
_SURE: Final = dict(
    zip(
        SURENESS,
        (
            "measured to cause cramps",
            "reported to cause cramps",
            "disputed",
            "no known link with cramps",
        ),
        strict=True,
    )
)


def named_medicines(question: Question) -> dict[str, str]:
    """Give the medicines that are named: the id of the drug, and the word for it; a treatment is none."""
    found: dict[str, str] = {}
    for taken in question.taken:
        if taken.kind == "drug":
            found.setdefault(taken.id, taken.text)
    return found


def likeliest(question: Question) -> Iterator[Line]:
    """Say of each of several medicines whether it causes cramps, the surest cause first."""
    kb = question.kb
    named = named_medicines(question)
    checked = check(kb, [(word, drug_id) for drug_id, word in named.items()]).medicines
    ordered = sorted(checked, key=lambda m: (SURENESS.index(m.link), -_ratio(kb.drugs[m.told_by])))
    surest = [m for m in ordered if m.link == ordered[0].link]
    for place, medicine in enumerate(ordered):
        drug = kb.drugs[medicine.told_by]
        effect = _of_it(drug, medicine.asked)
        lead = _SURE[medicine.link]
        if not place and medicine.link != "none-known":
            alone = len(surest) == 1 or _ratio(drug) > _ratio(kb.drugs[surest[1].told_by])
            lead = f"{'likeliest' if alone else 'among the likeliest'} of these: {lead}"
        name = medicine.asked[:1].upper() + medicine.asked[1:]
        text = joined(
            lead,
            effect.text.removeprefix(f"{name}: ") if effect else None,
            effect.figure if effect else None,
        )
        sources = effect.sources if effect else ()
        yield plain_line("drug", medicine.id, name, "cause", text, sources, float(9 - place))
    yield from together(question, silent=True)


def _ratio(drug: model.Drug) -> float:
    return max((effect.ratio or 0.0 for effect in drug.effects), default=0.0)


def _of_it(drug: model.Drug, word: str) -> model.DrugEffect | None:
    """Give what a drug does to muscle: what names the medicine that was asked for, else what comes first."""
    own = [e for e in drug.effects if word.casefold() in e.text.casefold()]
    return next(iter(own or drug.effects), None)


def together(question: Question, *, silent: bool = False) -> Iterator[Line]:
    """Say what the medicines that are named do with one another; of a pair without a statement, that there is none."""
    kb = question.kb
    named = named_medicines(question)
    told = check(kb, [(word, drug_id) for drug_id, word in named.items()]).together
    known: set[frozenset[str]] = set()
    for one in told:
        known |= {frozenset(pair) for pair in combinations(one.medicines, 2)}
        first = one.medicines[0]
        name = " and ".join(named.get(i, kb.drugs[i].name) for i in one.medicines)
        yield plain_line(
            "drug", first, name[:1].upper() + name[1:], "avoid", one.text, one.sources, 9.0
        )
    if silent:
        return
    asked = list(named)
    for other in asked[1:]:
        if frozenset((asked[0], other)) not in known and not _akin(kb, asked[0], other):
            name = f"{named[asked[0]]} and {named[other]}"
            text = "Nothing here on the two together, which is no all-clear."
            yield nothing_here("drug", other, name[:1].upper() + name[1:], text)


def _akin(kb: KnowledgeBase, one: str, other: str) -> bool:
    """Tell whether one of two is the group of the other."""
    return one in groups(kb, other) or other in groups(kb, one)
