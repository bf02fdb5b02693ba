"""One reading of a measured number everywhere: typed on the command line, or out of a record.

A unit that is not given is inferred where the number is plausible in one only, asked for where it is in
several, and the number refused where it is in none. The laboratory's own limits come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from cramps.errors import BadQuery, CrampsError, NotFound
from cramps.laboratory import levels, numbers
from cramps.laboratory.assays import Assays, from_own_unit, same_values, to_own_unit, units
from cramps.laboratory.limits import (
    GRADES,
    Meaning,
    Person,
    Range,
    Reference,
    as_reference,
    meaning,
    reference,
    with_broader,
)
from cramps.laboratory.numbers import Bound, rounded
from cramps.laboratory.units import plain
from cramps.words.names import printable, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.closed_lists import ResultGrade, ResultLevel
    from cramps.knowledge.model import Result, Test

#: What a reading took for granted.
AssumptionKind = Literal["unit", "limits", "formula"]
#: A longer statement names no test and no number.
LONGEST: Final = 200

_SPLIT: Final = re.compile(r"\s*[=:]\s*|\s*(?=[<>\u2264\u2265])")
_BEFORE_NUMBER: Final = re.compile(r"\s+(?=[<>]?=?\s*\d)")
_PAIR: Final = re.compile(r"\s*(\d{2,3})\s*/\s*(\d{2,3})\s*(.*)", re.DOTALL)
_UNKNOWN: Final = Person()
#: A unit in which a value lies so many times further outside the usual than in another is not meant.
_FURTHER: Final = 2.0


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the reading took for granted: in words, and for programs."""

    kind: AssumptionKind
    #: What was taken: a unit, whose limits, which formula.
    value: str
    text: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a measurement means."""

    test: str
    #: The results that it shows, the gravest first, with all that they are kinds of.
    results: tuple[str, ...] = ()
    #: Findings that these are kinds of: a temperature of 39 is a fever.
    findings: tuple[str, ...] = ()
    #: Results that it shows not to be there.
    not_results: tuple[str, ...] = ()
    level: ResultLevel | None = None
    #: The gravest grade among the results.
    grade: ResultGrade | None = None
    #: In ``unit``, the test's own; None where only a level was told.
    value: float | None = None
    bound: Bound = ""
    unit: str | None = None
    #: How many times the upper reference limit.
    times_upper: float | None = None
    reference: Reference | None = None
    assumed: tuple[Assumption, ...] = ()


class Measurement(NamedTuple):
    """A measurement of a record; numbers may be of any type that a foreign file can hold."""

    #: Such as ``LOINC:2157-6``.
    code: str
    label: str
    value: object
    unit: str = ""
    #: The laboratory's own limits, and their unit where it is another.
    low: object = None
    high: object = None
    limits_unit: str = ""


class _Candidate(NamedTuple):
    """One way to read a number: as this test, in this unit."""

    test: Test
    unit: str
    #: In the test's own unit.
    value: float


class Laboratory:
    """Reads the numbers of one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.assays = Assays(kb)

    def is_written(self, text: str) -> bool:
        """Tell whether a text names a test with a value, as in ``potassium 2.1`` or ``ck=high``."""
        try:
            return self._split(text) is not None
        except CrampsError:
            return True

    def written(self, text: str, person: Person = _UNKNOWN) -> tuple[Reading, ...]:
        """Read ``ck=1200``, ``calcium 7.2 mg/dL``, ``ck>1000``, ``ck=high``, ``blood pressure=120/80``.

        Gives one reading, and two for a pair of numbers. Raises NotFound for an unknown test or level,
        and BadQuery for a number that cannot be read, in one line that says what to write.
        """
        split = self._split(text)
        if split is None:
            raise BadQuery(f"{printable(text)!r}: write a test and its value, as in potassium=2.8")
        tests, value = split
        pair = _PAIR.fullmatch(value)
        second = tests[0].assay.second if pair and len(tests) == 1 and tests[0].assay else None
        try:
            if pair and second:
                first = self._number(tests, f"{pair[1]} {pair[3]}", person)
                other = self._number((self.kb.tests[second],), f"{pair[2]} {pair[3]}", person)
                return first, other
            if numbers.parse(value):
                return (self._number(tests, value, person),)
        except BadQuery as error:
            raise BadQuery(f"{printable(text)!r}: {error.message}") from None
        return (self._at_level(tests[0], value),)

    def measured(self, given: Measurement, person: Person = _UNKNOWN) -> Reading:
        """Read a measurement of a record, by its own reference limits where it brings them.

        Raises NotFound for an assay that is not known, and BadQuery for a number that cannot be read.
        """
        tests = self._of_assay(given.code, given.label)
        if isinstance(given.value, str):
            number = numbers.parse(given.value)
            if number is None:
                raise BadQuery(f"{printable(given.value)!r} is not a number")
        else:
            number = numbers.Written(numbers.finite(given.value), "", "")
        unit = given.unit.strip() or number.rest
        own = _Own.of(given, unit)
        if own and not any(to_own_unit(test, 1.0, unit) is not None for test in tests):
            return self._by_own_limits_alone(tests[0], number, unit, own)
        return self._read(tests, number._replace(rest=unit), person, own)

    def levelled(self, code: str, label: str, level: str) -> Reading:
        """Read a level told for an assay of a record: ``high``, ``decreased``, ``NCIT:C25493``."""
        return self._at_level(self._of_assay(code, label)[0], level)

    def of_value(
        self, test_id: str, value: float, person: Person, known: Reference | None = None
    ) -> Reading:
        """Read a calculated value in the test's own unit, by limits that are already settled if any."""
        test = self.kb.tests[test_id]
        return self._said(_Candidate(test, test.unit or "1", value), "", person, None, known)

    def of_result(self, result_id: str) -> Reading:
        """Give the reading of a result that is known to be there."""
        return self._of_result(*self.kb.results[result_id])

    def _of_assay(self, code: str, label: str) -> tuple[Test, ...]:
        tests = self.assays.of_assay(code, label)
        if not tests:
            raise NotFound(f"no test is known for {printable(label or code)!r}")
        return tests

    def _split(self, text: str) -> tuple[tuple[Test, ...], str] | None:
        """Give the tests that are named, and what is said of them; None where nothing is said so."""
        if len(text) > LONGEST:
            return None
        name, *said = _SPLIT.split(text.strip(), maxsplit=1)
        if said:
            known = self.assays.named(name) if name else ()
            return known or (self.kb.tests[resolve(self.kb, name, "test").id],), said[0].strip()
        for gap in _BEFORE_NUMBER.finditer(text.strip()):
            if known := self.assays.named(text.strip()[: gap.start()]):
                return known, text.strip()[gap.end() :]
        return None

    def _number(self, tests: tuple[Test, ...], value: str, person: Person) -> Reading:
        number = numbers.parse(value)
        if number is None:
            raise BadQuery("it is not a number")
        return self._read(tests, number, person, None)

    def _read(
        self, tests: tuple[Test, ...], number: numbers.Written, person: Person, own: _Own | None
    ) -> Reading:
        measured = [test for test in tests if test.assay]
        if not measured:
            names = ", ".join(result.id for result in tests[0].results)
            raise BadQuery(f"{tests[0].id} is not read as a number; name a result: {names}")
        assumed: tuple[Assumption, ...] = ()
        if number.rest:
            candidate = _in_unit(measured, number)
        else:
            candidate, assumed = self._inferred(measured, number, person)
        reading = self._said(candidate, number.bound, person, own)
        return msgspec.structs.replace(reading, assumed=(*assumed, *reading.assumed))

    def _inferred(
        self, tests: list[Test], number: numbers.Written, person: Person
    ) -> tuple[_Candidate, tuple[Assumption, ...]]:
        """Choose the unit in which a number without one is meant."""
        possible = list(_plausible(tests, number))
        if not possible:
            raise _implausible(tests, number)
        possible.sort(key=_unusual)
        chosen = possible[0]
        least = _unusual(chosen)
        further = least if least == 1 else _FURTHER * least
        rivals = [c for c in possible if _unusual(c) <= further]
        meant = {self._said(c, number.bound, person, None).results for c in rivals}
        if len(rivals) > 1 and len(meant) > 1:
            raise BadQuery(f"{_either(rivals, number)}? Write the unit")
        if len(tests) == 1 and len(same_values(tests[0], units(tests[0]))) == 1:
            return chosen, ()
        unit = "a fraction" if chosen.unit == "1" else chosen.unit
        text = f"{chosen.test.name}: {number.value:g} is taken as {unit}"
        return chosen, (Assumption(kind="unit", value=chosen.unit, text=text),)

    def _said(
        self,
        read: _Candidate,
        bound: Bound,
        person: Person,
        own: _Own | None,
        known: Reference | None = None,
    ) -> Reading:
        """Give the reading of a value whose test and unit are settled."""
        test = read.test
        values = Range.of(read.value, bound)
        known = known or reference(test, person)
        if own:
            known = own.reference(test, read.unit, known)
        means = meaning(self.kb, test, values, known)
        readable = known is not None or any(map(_says_numbers, test.results))
        if readable and not means.results and not means.not_results:
            several = " or ".join(means.undecided[:3]) or "several results"
            raise BadQuery(f"it can mean {several}; name one of them")
        upper = known.high if known else None
        return Reading(
            test=test.id,
            results=means.results,
            findings=means.findings,
            not_results=means.not_results,
            level=self._level(test, means),
            grade=self._grade(test, means),
            value=read.value,
            bound=bound,
            unit=test.unit,
            times_upper=float(f"{read.value / upper:.4g}") if upper else None,
            reference=known,
            assumed=()
            if own
            else self._assumed_limits(test, values, person, means, readable=readable),
        )

    def _assumed_limits(
        self, test: Test, values: Range, person: Person, means: Meaning, *, readable: bool
    ) -> tuple[Assumption, ...]:
        """Say where another sex or age would have given other results, and where no limits are known."""
        if test.assay is None:
            return ()
        if test.results and not readable:
            text = f"{test.name}: no limits are known here; name a result, or give the laboratory's"
            return (Assumption(kind="limits", value="none", text=text),)
        known = reference(test, person)
        for limits in test.assay.limits:
            other = as_reference(test, limits)
            asks = _asks(limits.sex is not None, limits.from_age, limits.to_age, person)
            if asks and known and meaning(self.kb, test, values, other).results != means.results:
                text = f"{test.name}: read by the limits of {known.of}; {asks} can change it"
                return (Assumption(kind="limits", value=known.of, text=text),)
        return ()

    def _level(self, test: Test, means: Meaning) -> ResultLevel | None:
        own = {result.id: result for result in test.results}
        told = [own[r].level for r in means.results if r in own and own[r].level]
        return told[-1] if told else None

    def _grade(self, test: Test, means: Meaning) -> ResultGrade | None:
        own = {result.id: result for result in test.results}
        told = [own[r].grade for r in means.results if r in own]
        return max((g for g in told if g), key=GRADES.index, default=None)

    def _at_level(self, test: Test, said: str) -> Reading:
        return self._of_result(test, levels.result_at(test, said))

    def _of_result(self, test: Test, result: Result) -> Reading:
        shown = with_broader(self.kb, [result.id])
        return Reading(
            test=test.id,
            results=tuple(i for i in shown if i not in self.kb.findings),
            findings=tuple(i for i in shown if i in self.kb.findings),
            level=result.level,
            grade=result.grade,
        )

    def _by_own_limits_alone(
        self, test: Test, number: numbers.Written, unit: str, own: _Own
    ) -> Reading:
        """Read a value in a unit that leads nowhere by limits in the same unit."""
        if own.unit and plain(own.unit) != plain(unit):
            raise BadQuery(f"{test.id}: its limits are in {printable(own.unit)}, not in {unit}")
        known = Reference(low=own.low, high=own.high, of="the laboratory", own=True)
        kinds = {r.id for r in test.results}
        plain_results = [r for r in test.results if not (r.grade or kinds & set(r.broader))]
        values = Range.of(number.value, number.bound)
        level = _beyond(values, known)
        if level is None:
            raise BadQuery(f"{test.id}: it can lie within its limits or beyond")
        told = [r for r in plain_results if r.level == level]
        if not told:
            raise BadQuery(f"{test.id} has no result that means {level}")
        return self._of_result(test, told[0])


class _Own(NamedTuple):
    """The laboratory's own limits as they were given, one or both."""

    low: float | None
    high: float | None
    unit: str

    @classmethod
    def of(cls, given: Measurement, unit: str) -> _Own | None:
        """Read the limits of a record; None where it brings none. A missing low beside a high is 0."""
        low, high = (None if end is None else _end(end) for end in (given.low, given.high))
        if low is None and high is None:
            return None
        if high is not None and (low or 0) > high:
            raise BadQuery(f"the limits {rounded(low or 0)} to {rounded(high)} run downwards")
        return cls(0.0 if low is None else low, high, given.limits_unit.strip() or unit)

    def reference(self, test: Test, unit: str, known: Reference | None) -> Reference:
        """Give them in the test's unit; a high limit that is missing is that of the knowledge base."""
        ends = [
            None if end is None else to_own_unit(test, end, self.unit or unit)
            for end in (self.low, self.high)
        ]
        if ends[0] is None or (ends[1] is None and self.high is not None):
            raise BadQuery(f"{test.id}: no limits in {printable(self.unit)} are read; convert them")
        high = ends[1] if self.high is not None else (known.high if known else None)
        return Reference(low=ends[0], high=high, of="the laboratory", own=True)


def _says_numbers(result: Result) -> bool:
    from cramps.knowledge.model import has_threshold

    return has_threshold(result)


def _end(given: object) -> float:
    if isinstance(given, str):
        number = numbers.parse(given)
        if number is None or number.bound or number.rest:
            raise BadQuery(f"the limit {printable(given)!r} is not a number")
        return number.value
    return numbers.finite(given)


def _beyond(values: Range, known: Reference) -> Literal["low", "normal", "high"] | None:
    low = False if known.low is None else values.under(known.low)
    high = False if known.high is None else values.over(known.high)
    if low:
        return "low"
    if high:
        return "high"
    return "normal" if low is False and high is False and known.high is not None else None


def _in_unit(tests: list[Test], number: numbers.Written) -> _Candidate:
    """Give the reading of a number with a unit; raises BadQuery for a wrong unit or value."""
    converted = [(test, to_own_unit(test, number.value, number.rest)) for test in tests]
    known = [_Candidate(test, number.rest, value) for test, value in converted if value is not None]
    if not known:
        usual = " or ".join(dict.fromkeys(unit for test in tests for unit in units(test)))
        unit = printable(number.rest)
        measured = "has no unit" if usual == "1" else f"is measured in {usual}"
        raise BadQuery(f"{tests[0].id} {measured}, not in {unit}; convert it first")
    for candidate in known:
        if _possible(candidate, number.bound):
            return candidate
    raise _implausible([c.test for c in known], number)


def _plausible(tests: list[Test], number: numbers.Written) -> Iterator[_Candidate]:
    for test in tests:
        for unit in same_values(test, units(test)):
            value = to_own_unit(test, number.value, unit)
            if value is not None and _possible(_Candidate(test, unit, value), number.bound):
                yield _Candidate(test, unit, value)


def _possible(read: _Candidate, bound: Bound) -> bool:
    """Tell whether a patient can have the value; of ``<10`` only the upper end is one."""
    if read.test.assay is None:
        return False
    plausible = read.test.assay.plausible
    too_low = read.value < plausible.low and bound not in (">", ">=")
    too_high = read.value > plausible.high and bound not in ("<", "<=")
    if bound in ("<", "<="):
        too_low = read.value <= 0
    return not too_low and not too_high


def _unusual(read: _Candidate) -> float:
    """Tell how far a value lies outside what is usual: 1 within, 2 at half of the low end."""
    usual = read.test.assay.usual if read.test.assay else None
    if usual is None or read.value <= 0:
        return 1.0
    return max(usual.low / read.value, read.value / usual.high, 1.0)


def _implausible(tests: list[Test], number: numbers.Written) -> BadQuery:
    """Give the error of a value that no patient has, with the unit in which one would."""
    test = tests[0]
    if test.assay is None:
        return BadQuery(f"{test.id} is not read as a number")
    unit = number.rest or test.unit or ""
    low, high = test.assay.plausible.low, test.assay.plausible.high
    ends = [from_own_unit(test, end, unit) for end in (low, high)]
    if None in ends:
        unit, ends = test.unit or "", [low, high]
    between = " to ".join(rounded(end or 0, 3) for end in ends)
    message = (
        f"{number.value:g} {unit}".strip() + f" is no value of {test.id} ({between} {unit}".rstrip()
    )
    fitting = [
        c.unit for c in _plausible(tests, number) if number.rest and plain(c.unit) != plain(unit)
    ]
    hint = f"; {fitting[0]} is perhaps meant" if fitting else ""
    return BadQuery(f"{message}){hint}")


def _either(rivals: list[_Candidate], number: numbers.Written) -> str:
    several = len({c.test.id for c in rivals}) > 1
    said = (
        f"{c.test.id} {number.value:g} {c.unit}" if several else f"{number.value:g} {c.unit}"
        for c in rivals
    )
    return " or ".join(said)


def _asks(sexed: bool, from_age: float | None, to_age: float | None, person: Person) -> str:  # noqa: FBT001  # a property of the limits, passed on
    """Name what would have to be known for limits to be chosen; empty where it is known."""
    missing = []
    if sexed and person.sex is None:
        missing.append("the sex")
    if (from_age is not None or to_age is not None) and person.age is None:
        missing.append("the age")
    return " and ".join(missing)
