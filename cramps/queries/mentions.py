"""Which disorders speak of a finding, a test or a treatment: from the summaries, no entry is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cramps.knowledge import frequency
from cramps.knowledge.profiles import profiles

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


class Mentions:
    """The ids of the disorders by what their entries speak of, in the order of the register."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._order: dict[str, int] = {}
        self._listing: dict[str, set[str]] = {}
        self._showing: dict[str, set[str]] = {}
        self._testing: dict[str, set[str]] = {}
        self._treating: dict[str, set[str]] = {}
        for number, profile in enumerate(profiles(kb)):
            self._order[profile.id] = number
            for seen in profile.findings:
                self._listing.setdefault(seen.id, set()).add(profile.id)
                if not frequency.is_never(seen.frequency):
                    self._showing.setdefault(seen.id, set()).add(profile.id)
            for test in profile.tests:
                self._testing.setdefault(test.test, set()).add(profile.id)
            for treatment, _ in profile.treatments:
                self._treating.setdefault(treatment, set()).add(profile.id)

    def listing(self, finding: str) -> list[str]:
        """Give those that list a finding or a narrower one, be it that it is never seen."""
        return self._in_order(self._of(self._listing, finding))

    def showing(self, finding: str) -> int:
        """Count those that list a finding or a narrower one and do not exclude it."""
        return len(self._of(self._showing, finding))

    def with_test(self, test: str) -> list[str]:
        """Give those on which a test bears."""
        return self._in_order(self._testing.get(test, ()))

    def with_treatment(self, treatment: str) -> list[str]:
        """Give those in which a treatment is given, or warned of."""
        return self._in_order(self._treating.get(treatment, ()))

    def _of(self, index: dict[str, set[str]], finding: str) -> set[str]:
        kinds = (finding, *self._kb.narrower.get(finding, ()))
        return set().union(*(index.get(kind, ()) for kind in kinds))

    def _in_order(self, ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=self._order.__getitem__)


def mentions(kb: KnowledgeBase) -> Mentions:
    """Give the mentions of a knowledge base, made once."""
    return kb.once("mentions", lambda: Mentions(kb))
