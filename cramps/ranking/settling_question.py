"""The one question that would settle a differential best, among what its first candidates are known by.

`next_step.plan` weighs everything that can be asked; this weighs only what the entries of the first
candidates list, a tenth of it, so that it costs little beside the differential itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cramps.ranking.next_step import TIERS, WITHOUT_TESTS, Question, questions

if TYPE_CHECKING:
    from cramps.ranking.differential import Differential, Engine

#: Candidates whose entries are looked at; their order is what an answer must change.
FIRST: Final = 3


def settling(engine: Engine, answer: Differential) -> Question | None:
    """Give the question, sign or test worth most for its cost; None where none would change the first.

    Raises BadQuery for a case that cannot be.
    """
    first = [c.id for c in answer.candidates[:FIRST]]
    numbers = [engine.ids.index(i) for i in first if i in engine.ids]
    listed = {i for n in numbers for i in engine.tables.listed[n]}
    others = engine.tables.listed_at_all - listed
    tiers = WITHOUT_TESTS if answer.calm is not None else TIERS
    found = questions(engine, answer.case, tiers=tiers, skip=others, changing=first, limit=1)
    return next(iter(found), None)
