"""Danger first: which rules a case raises, by what, and where there is none, whether all is ordinary.

Nothing here depends on the ranking. A rule is raised by what is known: findings and results with all that
they are kinds of, numbers and the limits that results are named by, drugs with their groups, age and sex.
What is there perhaps, or not told, raises nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, get_args

import msgspec
from msgspec import structs

from cramps.cases.case import Case, Measured
from cramps.knowledge.closed_lists import Judged, Urgency
from cramps.knowledge.conditions import Bounds, Condition, NumberBounds, leaves, within
from cramps.knowledge.danger_triggers import triggers

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Result, Test
    from cramps.words.nearest import Nearest

#: The most urgent first.
URGENCIES: Final[tuple[Urgency, ...]] = get_args(Urgency)
#: Who has neither weakness nor wasting is taken for strong, where it is asked whether all is ordinary.
_WEAK: Final = frozenset(["weakness", "muscle-atrophy"])
_STRONG: Final = "normal-strength"
#: So many parts of a text that were not understood are held against the findings, and so like they have to be.
_MOST_UNREAD: Final = 6
_LIKE: Final = 0.63
#: Of the disorders to which a rule points so many stand first: those that it is about.
FIRST_POINTED: Final = 2
#: What raised a rule, in the words of the command line.
Raisers = list[str]


class Danger(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that a case raises."""

    rule: str
    name: str
    urgency: Urgency
    #: What raised it: ids of findings, results and drugs that were told, ``potassium=2.1 mmol/L``,
    #: ``age=66``, ``sex=female``.
    raised_by: tuple[str, ...]
    action: str
    #: Why; None where the rule does not say.
    text: str | None = None
    #: Disorders of the register that it points to.
    points_to: tuple[str, ...] = ()
    #: What else it points to, by name.
    leads_to: tuple[str, ...] = ()
    #: What of the rule the editors judged.
    editors: tuple[Judged, ...] = ()
    sources: tuple[str, ...] = ()


class Possible(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that a case would raise if something that is not sure is there."""

    danger: Danger
    #: Words that were not understood, and the finding that comes nearest to them; None for what is told under an "if".
    words: str | None = None
    finding: str | None = None
    #: The critical disorder that leads the candidates and to which the rule points, though nothing raises it.
    leading: str | None = None


class Said(msgspec.Struct, frozen=True):
    """A statement with its sources."""

    text: str
    sources: tuple[str, ...]


class Calm(msgspec.Struct, frozen=True, kw_only=True):
    """What is said where nothing is raised and all that is told is ordinary."""

    #: The section of the overview that says so.
    section: str
    statements: tuple[Said, ...]
    #: When to come back.
    come_back: tuple[Said, ...]


class _Facts:
    """What is known of a case, as the rules ask for it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        #: Finding or result -> what was told that shows it.
        self.shown: dict[str, Raisers] = {}
        self.drugs: dict[str, Raisers] = {}
        #: Test -> numbers, each with what told it: itself, or a result whose limit it is.
        self.numbers: dict[str, list[tuple[Measured, str]]] = {}
        self.told = frozenset(case.present)


def rules_of(kb: KnowledgeBase) -> DangerRules:
    """Give the rules of a knowledge base, one object for all who ask."""
    return kb.once("danger-rules", lambda: DangerRules(kb))


class DangerRules:
    """The rules of one knowledge base, by what can raise them; made once."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.triggers = triggers(kb)
        self._above: dict[str, list[str]] = {}
        for above, kinds in kb.narrower.items():
            for kind in kinds:
                self._above.setdefault(kind, []).append(above)
        self._groups: dict[str, tuple[list[str], list[str]]] = {}
        self._results: dict[str, tuple[tuple[str, ...], tuple[Measured, ...]]] = {}
        #: Key (an id, ``drug:id`` or ``number:test``) -> the rules that need one of its kind.
        self._by_key: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, trigger in enumerate(self.triggers):
            keys = _keys(trigger.when)
            for key in keys or ():
                self._by_key.setdefault(key, []).append(number)
            if keys is None:
                self._always.append(number)
        self._ordinary = _ordinary(kb)

    def raised(self, case: Case) -> tuple[Danger, ...]:
        """Give the rules that a case raises: the most urgent first, of these what most speaks for.

        Where as much speaks for two, they stand in the order of the files.
        """
        facts = self._facts(case)
        numbers = set(self._always)
        for key in _told_keys(facts):
            numbers.update(self._by_key.get(key, ()))
        return self._raised(facts, numbers)

    def raised_with(self, case: Case, finding: str) -> tuple[Danger, ...]:
        """Give, of the rules in which a finding has a part, those that a case with it raises; as `raised`."""
        facts = self._facts(structs.replace(case, present=(*case.present, finding)))
        shown = (finding, *self._above.get(finding, ()))
        return self._raised(facts, {n for i in shown for n in self.by_part.get(i, ())})

    @cached_property
    def by_part(self) -> dict[str, list[int]]:
        """Finding, result, drug or test -> the numbers of the rules that it can take part in raising."""
        found: dict[str, list[int]] = {}
        for number, trigger in enumerate(self.triggers):
            for part in {leaf.id for leaf in leaves(trigger.when)}:
                found.setdefault(part, []).append(number)
        return found

    def _raised(self, facts: _Facts, numbers: Iterable[int]) -> tuple[Danger, ...]:
        """Give those of some rules that are raised, in their order."""
        found = []
        for number in numbers:
            trigger = self.triggers[number]
            raisers = _met(trigger.when, facts)
            if raisers is not None:
                once = tuple(dict.fromkeys(raisers))
                place = (URGENCIES.index(trigger.urgency), -len(once), number)
                found.append((place, trigger.rule, once))
        return tuple(self._danger(rule, raisers) for _, rule, raisers in sorted(found))

    def perhaps(self, case: Case) -> tuple[Possible, ...]:
        """Give the rules that cannot wait and that a case would raise if something that is not sure is there.

        That is what is told under an "if"; and, where nothing that is sure is urgent, what words that were
        not understood come nearest to.
        """
        if not (case.supposed or case.unread):
            return ()
        raised = self.raised(case)
        return (*self._if_so(case, raised), *self._if_it_means(case, raised))

    def _if_so(self, case: Case, raised: Iterable[Danger]) -> tuple[Possible, ...]:
        """Give the rules that what is told under an "if" would raise, beside those that are raised."""
        if not case.supposed:
            return ()
        there = {danger.rule for danger in raised}
        supposed = msgspec.structs.replace(
            case,
            present=tuple(dict.fromkeys((*case.present, *case.supposed))),
            absent=tuple(i for i in case.absent if i not in case.supposed),
        )
        dangers = self.raised(supposed)
        return tuple(
            Possible(danger=d) for d in dangers if d.urgency == "now" and d.rule not in there
        )

    def _if_it_means(self, case: Case, raised: Iterable[Danger]) -> tuple[Possible, ...]:
        """Give the most urgent rule for each of the words that were not understood, where none that is raised is urgent."""
        if any(danger.urgency != "soon" for danger in raised):
            return ()
        found: dict[str, Possible] = {}
        for words in case.unread[:_MOST_UNREAD]:
            for near in self._nearest.ranked(words, "finding", most=1):
                if near.likeness < _LIKE or near.id in (*case.present, *case.absent):
                    continue
                for danger in self.raised_with(case, near.id)[:1]:
                    if danger.urgency != "soon":
                        possible = Possible(danger=danger, words=words, finding=near.id)
                        found.setdefault(danger.rule, possible)
        return tuple(sorted(found.values(), key=lambda p: URGENCIES.index(p.danger.urgency)))

    def pointing_to(self, disorder: str, case: Case) -> Possible | None:
        """Give the rule that is about a disorder, or one that points to it and of which a case lacks one sign or value.

        A rule for a circumstance that was not told, another drug or another age does not fit, unless it is
        the only one about the disorder. Of several the most urgent goes first.
        """
        facts = self._facts(case)
        fitting = []
        for number, trigger in enumerate(self.triggers):
            points_to = self.kb.red_flags.plain(trigger.rule)["points_to"]
            if disorder not in points_to or trigger.urgency == "soon":
                continue
            about = _is_about(trigger.rule, disorder)
            lacking = self._lacking(trigger.when, facts)
            if about or lacking <= 1:
                urgency = URGENCIES.index(trigger.urgency)
                fitting.append(
                    (not about, lacking == math.inf, urgency, points_to.index(disorder), number)
                )
        if not fitting:
            return None
        number = min(fitting)[-1]
        return Possible(danger=self._danger(self.triggers[number].rule, ()), leading=disorder)

    def _lacking(self, condition: Condition | str, facts: _Facts) -> float:
        """Give how many signs and values are not told that would meet a condition; infinity where they could not."""
        if isinstance(condition, str):
            return self._lacking_one(condition, facts, shown=condition in facts.shown)
        if any(_met(inner, facts) is not None for inner in condition.none):
            return math.inf
        lacking = sum(self._lacking(inner, facts) for inner in condition.all)
        if condition.any:
            each = sorted(self._lacking(inner, facts) for inner in condition.any)
            lacking += sum(each[: condition.how_many or 1])
        own = structs.replace(condition, all=(), any=(), none=())
        if _met_itself(own, facts) is None:
            told, number = condition.told, condition.number
            if number is not None and number.test not in facts.numbers:
                return lacking + 1
            return lacking + (math.inf if told is None else self._lacking_one(told, facts))
        return lacking

    def _lacking_one(self, record_id: str, facts: _Facts, *, shown: bool = False) -> float:
        """Give 1 for a sign or a result that was not told; infinity for what is denied or would have been told."""
        if shown:
            return 0
        denied = record_id in facts.case.absent or record_id in facts.case.not_results
        if denied or self.kb.findings.get(record_id) is None:
            return math.inf if denied else 1
        kind = self.kb.findings.plain(record_id)["kind"]
        return math.inf if kind in ("circumstance", "trigger") else 1

    @cached_property
    def _nearest(self) -> Nearest:
        from cramps.words.nearest import Nearest

        return Nearest(self.kb)

    def calm(self, case: Case) -> Calm | None:
        """Say that all is ordinary, where it is; for a case that raises nothing.

        Where words were left that may tell of a danger, nothing is.
        """
        if not case.understood or self.perhaps(case):
            return None
        facts = self._facts(case)
        if case.absent and _WEAK.issubset(case.absent):
            self._show(facts, _STRONG, _STRONG)
        for section, when, ordinary in self._ordinary:
            usual = ordinary.issuperset(case.present) and self._all_normal(case)
            if usual and _met(when, facts) is not None:
                return Calm(
                    section=section,
                    statements=_said(self.kb, section),
                    come_back=_said(self.kb, COME_BACK),
                )
        return None

    def _all_normal(self, case: Case) -> bool:
        """Tell whether every result is normal, and every number was read as one."""
        read = [self.kb.results[result] for result in case.results]
        tests = {test.id for test, _ in read}
        return all(result.normal for _, result in read) and all(
            measured.test in tests for measured in case.numbers
        )

    def _facts(self, case: Case) -> _Facts:
        facts = _Facts(case)
        for finding in case.present:
            self._show(facts, finding, finding)
        for result in case.results:
            self._show_result(facts, result)
        for drug in case.drugs:
            groups, findings = self._group(drug)
            for group in groups:
                facts.drugs.setdefault(group, []).append(drug)
            for finding in findings:
                if finding not in case.absent:
                    self._show(facts, finding, drug)
        for measured in case.numbers:
            facts.numbers.setdefault(measured.test, []).append((measured, str(measured)))
        return facts

    def _show_result(self, facts: _Facts, told: str) -> None:
        """Show a result, all that it is a kind of, and the number below or above which it says to be."""
        known = self._results.get(told)
        if known is None:
            from cramps.laboratory.limits import with_broader

            shown = with_broader(self.kb, [told])
            limits = (_limit(*self.kb.results[i]) for i in shown if i in self.kb.results)
            known = (shown, tuple(limit for limit in limits if limit))
            self._results[told] = known
        for shown_id in known[0]:
            self._show(facts, shown_id, told)
        for limit in known[1]:
            facts.numbers.setdefault(limit.test, []).append((limit, told))

    def _show(self, facts: _Facts, finding: str, by: str) -> None:
        for shown in (finding, *self._above.get(finding, ())):
            facts.shown.setdefault(shown, []).append(by)

    def _group(self, drug: str) -> tuple[list[str], list[str]]:
        """Give a drug with the groups that it belongs to, and the circumstances that these are."""
        known = self._groups.get(drug)
        if known is None:
            groups: dict[str, None] = {}
            waiting = [drug]
            while waiting:
                group = waiting.pop(0)
                if group not in groups:
                    groups[group] = None
                    waiting += self.kb.drugs.plain(group).get("broader") or ()
            circumstances = (self.kb.drugs.plain(group).get("finding") for group in groups)
            known = (list(groups), [c for c in circumstances if c])
            self._groups[drug] = known
        return known

    def _danger(self, rule: str, raisers: tuple[str, ...]) -> Danger:
        said = self.kb.red_flags.plain(rule)
        return Danger(
            rule=rule,
            name=said["name"],
            urgency=said["urgency"],
            raised_by=raisers,
            action=said["action"],
            text=said["text"],
            points_to=tuple(said["points_to"]),
            leads_to=tuple(said["leads_to"]),
            editors=tuple(said["editors"]),
            sources=tuple(said["sources"]),
        )


def _is_about(rule: str, disorder: str) -> bool:
    """Tell whether a rule bears the name of a disorder: severe-hyponatraemia, hyponatraemia."""
    return disorder in rule or rule in disorder


def _told_keys(facts: _Facts) -> Iterable[str]:
    yield from facts.shown
    yield from (f"drug:{drug}" for drug in facts.drugs)
    yield from (f"number:{test}" for test in facts.numbers)


def _keys(condition: Condition | str) -> set[str] | None:
    """Give keys of which a case must have one to meet a condition; None where any case may."""
    if isinstance(condition, str):
        return {condition}
    options: list[set[str]] = []
    if condition.told is not None:
        options.append({condition.told})
    if condition.drug is not None:
        options.append({f"drug:{condition.drug}"})
    if condition.number is not None:
        options.append({f"number:{condition.number.test}"})
    options += [keys for inner in condition.all if (keys := _keys(inner)) is not None]
    if condition.any:
        each = [_keys(inner) for inner in condition.any]
        known = [keys for keys in each if keys is not None]
        if len(known) == len(each):
            options.append(set().union(*known))
    return min(options, key=len) if options else None


def _met(condition: Condition | str, facts: _Facts) -> Raisers | None:
    """Give what meets a condition; None where it is not met."""
    if isinstance(condition, str):
        return facts.shown.get(condition)
    if condition.none and any(_met(inner, facts) is not None for inner in condition.none):
        return None
    raisers = _met_itself(condition, facts)
    if raisers is None:
        return None
    for inner in condition.all:
        found = _met(inner, facts)
        if found is None:
            return None
        raisers += found
    if condition.any:
        each = (_met(inner, facts) for inner in condition.any)
        met = [found for found in each if found is not None]
        if len(met) < (condition.how_many or 1):
            return None
        for found in met:
            raisers += found
    return raisers


def _met_itself(condition: Condition, facts: _Facts) -> Raisers | None:
    """Give what meets the part of a condition that is not in its lists."""
    case = facts.case
    raisers: Raisers = []
    if condition.told is not None:
        if condition.told not in facts.told:
            return None
        raisers.append(condition.told)
    if condition.drug is not None:
        if condition.drug not in facts.drugs:
            return None
        raisers += facts.drugs[condition.drug]
    if condition.number is not None:
        bounds = condition.number
        found = [told for m, told in facts.numbers.get(bounds.test, ()) if _lies_in(m, bounds)]
        if not found:
            return None
        raisers += found
    if condition.age is not None:
        if case.age is None or not within(case.age, condition.age):
            return None
        raisers.append(f"age={case.age:g}")
    if condition.sex is not None:
        if case.sex != condition.sex:
            return None
        raisers.append(f"sex={case.sex}")
    return raisers


def _limit(test: Test, result: Result) -> Measured | None:
    """Give the number below or above which a low or a high result says to be, where it has one."""
    low = result.below if result.below is not None else result.at_most
    high = result.above if result.above is not None else result.at_least
    if result.level == "low" and low is not None:
        return Measured(test.id, low, bound="<")
    if result.level == "high" and high is not None:
        return Measured(test.id, high, bound=">")
    return None


def _lies_in(measured: Measured, bounds: Bounds | NumberBounds) -> bool:
    """Tell whether a number surely lies in a range; ``< 0.1`` surely lies below 0.5."""
    if not measured.bound:
        return within(measured.value, bounds)
    value = measured.value
    if measured.bound == "<":
        high = min((v for v in (bounds.below, bounds.at_most) if v is not None), default=None)
        return bounds.above is bounds.at_least is None and high is not None and value <= high
    low = max((v for v in (bounds.above, bounds.at_least) if v is not None), default=None)
    return bounds.below is bounds.at_most is None and low is not None and value >= low


#: The section of the overview that says when to come back.
COME_BACK: Final = "when-to-see-a-clinician"


def _ordinary(kb: KnowledgeBase) -> list[tuple[str, Condition, frozenset[str]]]:
    """Give the sections that say what is ordinary: their id, when they hold, what may be there."""
    found = []
    for section in kb.overview:
        plain: dict[str, Any] = kb.overview.plain(section)
        if plain.get("calm_when"):
            when = msgspec.convert(plain["calm_when"], Condition)
            found.append((section, when, frozenset(plain["findings"])))
    return found


def _said(kb: KnowledgeBase, section: str) -> tuple[Said, ...]:
    if section not in kb.overview:
        return ()
    statements = kb.overview.plain(section)["statements"]
    return tuple(Said(s["text"], tuple(s["sources"])) for s in statements)
