"""What of a case counts: everything that it tells, with all that follows, each thing once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cramps.cases.case import Case
from cramps.ranking.drug_groups import groups
from cramps.weighing.tables import Observation

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.weighing.relations import Relations


class Told(NamedTuple):
    """What a case tells, by what stands for all of one meaning."""

    #: What is there, with all that it is a kind of.
    there: set[str]
    #: What is perhaps there, likewise, and not surely.
    perhaps: set[str]
    #: What is denied, and by nothing broader.
    denied: set[str]
    #: What stands above something that was told: its own word -> the word that counts.
    words: dict[str, str]


class Evidence:
    """Reads cases for one knowledge base."""

    def __init__(self, kb: KnowledgeBase, relations: Relations) -> None:
        self.kb = kb
        self.relations = relations
        self._taken: dict[str, tuple[str, ...]] = {}
        self._answers: dict[Observation, set[str]] = {}

    def circumstances(self, case: Case) -> tuple[str, ...]:
        """Give the circumstances that drugs are, unless something else is said of them."""
        if not case.drugs:
            return ()
        taken = dict.fromkeys(f for d in case.drugs for f in self.circumstances_of(d))
        said = {*case.present, *case.maybe, *case.absent}
        return tuple(f for f in taken if f not in said)

    def circumstances_of(self, drug: str) -> tuple[str, ...]:
        """Give the circumstances that taking a drug is: its own, and those of its groups."""
        known = self._taken.get(drug)
        if known is None:
            told = (self.kb.drugs.plain(g).get("finding") for g in groups(self.kb, drug))
            known = self._taken[drug] = tuple(dict.fromkeys(f for f in told if f))
        return known

    def read(self, case: Case) -> Told:
        """Tell what is there, perhaps there, and denied."""
        one, above = self.relations.one, self.relations.above
        present = (*case.present, *self.circumstances(case), *case.results)
        words = {one(i): i for i in (*case.absent, *case.not_results, *case.maybe, *present)}
        denied = {one(i) for i in (*case.absent, *case.not_results)}
        sure = {one(i) for i in present} - denied
        there = sure | ({b for i in sure for b in above.get(i, ())} - denied)
        maybe = {one(i) for i in case.maybe}
        perhaps = maybe | {b for i in maybe for b in above.get(i, ())}
        perhaps -= there | denied
        below = {n for i in denied for n in self.relations.denies.get(i, ())}
        denied -= below | there
        there = {i for i in there if not self._said_by_denials(i, denied)}
        return Told(there, perhaps, denied, words)

    def _said_by_denials(self, observation: str, denied: set[str]) -> bool:
        """Tell whether something normal says no more than what is denied: normal strength, no weakness."""
        if observation not in self.relations.normal:
            return False
        return any(
            c in denied or not denied.isdisjoint(self.relations.denied_by.get(c, ()))
            for c in self.relations.contraries.get(observation, ())
        )

    def steps(self, told: Told, more: Observation) -> list[tuple[int, Observation]]:
        """Give the observations that telling one thing more adds (1) and takes away (-1)."""
        one, above = self.relations.one(more.id), self.relations.above
        if more.sign == "absent":
            if (
                one in told.there
                or one in told.denied
                or told.denied.intersection(self.relations.denied_by.get(one, ()))
            ):
                return []
            kinds = told.denied.intersection(self.relations.denies.get(one, ()))
            said = {i for i in told.there if self._said_by_denials(i, {one})}
            return [
                (1, Observation(one, "absent")),
                *((-1, Observation(i, "absent")) for i in kinds),
                *((-1, Observation(i, "present")) for i in said),
            ]
        nodes = [
            i
            for i in (one, *above.get(one, ()))
            if i not in told.there | told.denied and not self._said_by_denials(i, told.denied)
        ]
        if more.sign == "maybe":
            return [(1, Observation(i, "maybe")) for i in nodes if i not in told.perhaps]
        found = [(1, Observation(i, "present")) for i in nodes]
        return found + [(-1, Observation(i, "maybe")) for i in nodes if i in told.perhaps]

    def answers_of(self, observation: Observation) -> set[str]:
        """Give all that one observation, there or denied, answers by itself."""
        known = self._answers.get(observation)
        if known is None:
            one, relations = self.relations.one(observation.id), self.relations
            if observation.sign == "absent":
                known = self._following(set(), {one, *relations.denies.get(one, ())})
            else:
                there = {one, *relations.above.get(one, ())}
                known = self._following(there, set(), results=(observation.id,))
            self._answers[observation] = known
        return known

    def observations(self, case: Case) -> list[Observation]:
        """Give what counts of a case, in the order of its ids."""
        told = self.read(case)
        found = [Observation(i, "present") for i in told.there]
        found += [Observation(i, "maybe") for i in told.perhaps]
        found += [Observation(i, "absent") for i in told.denied]
        return sorted(found)

    def answered(self, case: Case) -> set[str]:
        """Give everything that the case tells already, by itself or by what it implies."""
        relations, told = self.relations, self.read(case)
        denied = {relations.one(i) for i in (*case.absent, *case.not_results)}
        absent = denied | {n for i in denied for n in relations.denies.get(i, ())}
        maybe = {relations.one(i) for i in case.maybe}
        there = told.there | {relations.one(i) for i in (*case.present, *case.results)}
        return self._following(there, absent, maybe, case.results)

    def _following(
        self,
        there: set[str],
        absent: set[str],
        maybe: Collection[str] = (),
        results: Iterable[str] = (),
    ) -> set[str]:
        """Give what is answered by what is there with all above it, denied with all below, and perhaps there."""
        relations = self.relations
        known = there.union(absent, maybe)
        known.update(i for f in (*there, *maybe) for i in relations.answers.get(f, ()))
        hinted = {b for i in maybe for b in relations.above.get(i, ())}.union(maybe)
        for contrary in {c for i in there | hinted for c in relations.contraries.get(i, ())}:
            known.update((contrary, *relations.denies.get(contrary, ())))
        for i in absent:  # of two that are each other's only contrary, one is there
            contraries = relations.contraries.get(i, set())
            if len(contraries) == 1:
                known.update(c for c in contraries if len(relations.contraries[c]) == 1)
        for result in results:
            known.update(relations.settled.get(result, ()))
        known.update(i for stands in known & self._twins.keys() for i in self._twins[stands])
        return known

    @cached_property
    def _twins(self) -> dict[str, list[str]]:
        """What stands for several of one meaning -> the others."""
        found: dict[str, list[str]] = {}
        for other, stands in self.relations.same.items():
            found.setdefault(stands, []).append(other)
        return found

    def tellers(self, case: Case, node: str) -> list[str]:
        """Give what was told that is, or is a kind of, something that is there."""
        told = (*case.present, *self.circumstances(case), *case.results, *case.maybe)
        return sorted(
            {
                i
                for i in told
                if node == self.relations.one(i)
                or node in self.relations.above.get(self.relations.one(i), ())
            }
        )
