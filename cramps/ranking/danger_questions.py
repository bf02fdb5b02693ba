"""Which questions would raise a danger, and which would settle a critical disorder that fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cramps.ranking.danger import URGENCIES, Danger

if TYPE_CHECKING:
    from cramps.cases.case import Case
    from cramps.ranking.differential import Engine, Unexcluded

#: A danger that fewer than this have, as things stand, is not asked for.
TOO_RARE: Final = 0.01


class DangerQuestions:
    """The findings that can take part in raising a rule of danger, for one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @cached_property
    def raisers(self) -> frozenset[str]:
        """The findings that can take part in raising a rule."""
        findings = self.engine.kb.findings
        return frozenset(part for part in self.engine.dangers.by_part if part in findings)

    def raised_by(self, case: Case, *findings: str) -> dict[str, list[Danger]]:
        """Give of each finding the dangers that it would raise besides, where it would raise one."""
        known = {d.rule for d in self.engine.dangers.raised(case)}
        found = {}
        for finding in findings:
            with_it = self.engine.dangers.raised_with(case, finding)
            raised = [d for d in with_it if d.rule not in known]
            if raised:
                found[finding] = raised
        return found

    def ranked(self, case: Case, chances: Mapping[str, float]) -> dict[str, list[Danger]]:
        """Give what would raise a rule if it were there, with what it raises, the most urgent and likely first.

        ``chances`` holds what may be asked, with the chance of a yes.
        """
        asked = (f for f in self.raisers & chances.keys() if chances[f] >= TOO_RARE)
        raised = self.raised_by(case, *asked)

        def place(finding: str) -> tuple[float, str]:
            return (1 + URGENCIES.index(raised[finding][0].urgency)) / chances[finding], finding

        return {finding: raised[finding] for finding in sorted(raised, key=place)}


def settling(engine: Engine, critical: Iterable[Unexcluded], answered: set[str]) -> tuple[str, ...]:
    """Give of each disorder what would settle it: the first sign and the first test that confirm it."""
    one = engine.tables.relations.one
    found: dict[str, None] = {}
    for disorder in critical:
        tests = engine.kb.disorders[disorder.id].tests
        confirming = [t for t in tests if t.defines or t.role == "confirm"]
        confirming.sort(key=lambda t: not t.defines)
        for tiers in (("bedside",), ("blood", "electrodiagnosis", "imaging")):
            results = (one(t.result) for t in confirming if engine.kb.tests[t.test].tier in tiers)
            found.update(dict.fromkeys([r for r in results if r not in answered][:1]))
    return tuple(found)


def of_medicines(engine: Engine, case: Case) -> tuple[str, ...]:
    """Give the results that define what a medicine that is taken can do."""
    taken = set(engine.evidence.circumstances(case))
    return tuple(
        result
        for result, numbers in engine.tables.definers.items()
        if any(taken & engine.tables.listed[n].keys() for n in numbers)
    )
