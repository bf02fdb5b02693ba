"""The same cases, told worse: something is left out, told less exactly, or has nothing to do with it."""

from collections.abc import Callable
from random import Random
from typing import Final

import msgspec

from cramps.ranking.differential import Case, Engine

Disturbance = Callable[[Case, int, Random], Case]

UNRELATED: Final = 2


class Disturbances:
    """Ways to disturb a case; each takes the case, the number of its disorder and the dice."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kb = engine.kb

    def all(self) -> dict[str, Disturbance]:
        """Give all of them by name."""
        return {
            "20 % left out": lambda case, _, dice: dropped(case, 0.2, dice),
            "40 % left out": lambda case, _, dice: dropped(case, 0.4, dice),
            "one level vaguer": lambda case, _, __: self.vaguer(case),
            "two unrelated added": self.unrelated,
        }

    def vaguer(self, case: Case) -> Case:
        """Replace each finding that is there by the first that it is a kind of, where there is one."""
        broader = [(*self.kb.findings[f].broader, f)[0] for f in case.present]
        absent = set(case.absent)
        kept = tuple(f for f in dict.fromkeys(broader) if f not in absent)
        return msgspec.structs.replace(case, present=kept)

    def unrelated(self, case: Case, truth: int, dice: Random) -> Case:
        """Add two findings that the true disorder does not tell of and the case neither."""
        answered = self.engine.answered(case)
        denied = {below for f in case.absent for below in self.kb.narrower.get(f, ())}
        free = [
            f
            for f in self.kb.findings
            if f not in answered | denied
            and not answered.intersection(self.kb.narrower.get(f, ()))
            and (truth < 0 or self.engine.chances(f)[truth] is None)
        ]
        added = dice.sample(free, UNRELATED)
        return msgspec.structs.replace(case, present=(*case.present, *added))


def dropped(case: Case, share: float, dice: Random) -> Case:
    """Leave out each observation by chance; one finding stays."""

    def some(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if dice.random() >= share)

    return msgspec.structs.replace(
        case,
        present=some(case.present) or (dice.choice(case.present),),
        absent=some(case.absent),
        results=some(case.results),
    )
