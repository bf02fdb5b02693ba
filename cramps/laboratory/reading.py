"""One reading of a measured number everywhere: typed on the command line, or out of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from cramps.errors import BadQuery, NotFound
from cramps.knowledge.closed_lists import ResultGrade, ResultLevel
from cramps.laboratory import levels, numbers, unit_inference
from cramps.laboratory.assays import Assays, to_own_unit
from cramps.laboratory.limits import (
    Meaning,
    Person,
    Range,
    Reference,
    as_reference,
    meaning,
    reference,
    with_broader,
)
from cramps.laboratory.numbers import Bound
from cramps.laboratory.own_limits import OwnLimits, own_limits
from cramps.laboratory.spoken_numbers import name_of, without_when
from cramps.laboratory.unit_inference import Meant
from cramps.laboratory.units import plain
from cramps.late_regex import late_regex
from cramps.safe_text import printable

if TYPE_CHECKING:
    from cramps.knowledge.model import Limits, Result, Test
    from cramps.words.lookup import Lookup

#: What a reading took for granted.
AssumptionKind = Literal["unit", "limits"]
#: A longer statement names no test and no number.
LONGEST: Final = 200

_SIGN: Final = late_regex(r"\s*=\s*|\s*(?=[<>\u2264\u2265])")
#: Between a test and its number where no sign stands.
_GAP: Final = late_regex(r"\s*:\s*(?=\d)|\s+(?=\d)")
_PAIR: Final = late_regex(r"\s*(\d{2,3})\s*/\s*(\d{2,3})\s*(.*)", re.DOTALL)
_UNKNOWN: Final = Person()


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the reading took for granted: in words, and for programs."""

    kind: AssumptionKind
    #: What was taken: a unit, or whose limits.
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
    #: The value with its unit as it was told, where that is another: ``7.2 mg/dL``.
    told: str | None = None
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


class GraveInEither(BadQuery):
    """A bare number that means different things in two units, and is an emergency in each."""

    def __init__(self, message: str, number: float, meant: tuple[Meant, ...]) -> None:
        super().__init__(message)
        self.number = number
        self.meant = meant


class Laboratory:
    """Reads the numbers of one knowledge base."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.kb = lookup.kb
        self.assays = Assays(self.kb)

    def is_written(self, text: str) -> bool:
        """Tell whether a text names a test with a value, as in ``potassium 2.1`` or ``ck=high``."""
        return bool(_SIGN.search(text)) or self._spoken(text) is not None

    def written(self, text: str, person: Person = _UNKNOWN) -> tuple[Reading, ...]:
        """Read ``ck=1200``, ``calcium 7.2 mg/dL``, ``ck>1000``, ``ck=high``, ``ck=10x``, ``bp=120/80``.

        Gives one reading, and two for a pair of numbers. Raises NotFound for an unknown test or level,
        and BadQuery for a number that cannot be read, in one line that says what to write.
        """
        split = self._split(text)
        if split is None:
            raise BadQuery(f"{printable(text)!r}: write a test and its value, as in potassium=2.8")
        tests, value = split
        try:
            return self._values(tests, value, person)
        except GraveInEither as error:
            said = f"{printable(text)!r}: {error.message}"
            raise GraveInEither(said, error.number, error.meant) from None
        except BadQuery as error:
            raise BadQuery(f"{printable(text)!r}: {error.message}") from None

    def measured(self, given: Measurement, person: Person = _UNKNOWN) -> Reading:
        """Read a measurement of a record, by its own reference limits where it brings them.

        Where these cannot be read, or are in a unit that leads nowhere, those of the knowledge base decide, and
        it is said. Raises NotFound for an assay that is not known, and BadQuery for a number that cannot be read.
        """
        tests = self._of_assay(given.code, given.label)
        number = _number_of(given.value)
        unit = given.unit.strip() or number.rest
        own, broken = own_limits(given.low, given.high, given.limits_unit.strip() or unit)
        if own and not any(to_own_unit(test, 1.0, unit) is not None for test in tests):
            return self._by_own_limits_alone(tests[0], number, unit, own)
        if own and all(to_own_unit(t, 1.0, own.unit or unit) is None for t in tests):
            broken = f"no limits in {printable(own.unit)} are read"
            own = None
        reading = self._read(tests, number._replace(rest=unit), person, own)
        return _with_broken_limits(reading, self.kb.tests[reading.test], broken)

    def levelled(self, code: str, label: str, level: str) -> Reading:
        """Read a level told for an assay of a record: ``high``, ``decreased``, ``NCIT:C25493``."""
        return self.of_result(levels.result_at(self._of_level(code, label), level).id)

    def of_value(
        self, test_id: str, value: float, person: Person, known: Reference | None = None
    ) -> Reading:
        """Read a calculated value in the test's own unit, by limits that are already settled if any."""
        test = self.kb.tests[test_id]
        known = known or reference(test, person)
        return self._said(Meant(test, test.unit or "1", value), "", person, known)

    def of_result(self, result_id: str) -> Reading:
        """Give the reading of a result that is known to be there."""
        test, result = self.kb.results[result_id]
        shown = with_broader(self.kb, [result_id])
        return Reading(
            test=test.id,
            results=tuple(i for i in shown if i not in self.kb.findings),
            findings=tuple(i for i in shown if i in self.kb.findings),
            level=result.level,
            grade=result.grade,
        )

    def _of_assay(self, code: str, label: str) -> tuple[Test, ...]:
        tests = self.assays.of_assay(code, label)
        if not tests:
            raise NotFound(f"no test is known for {printable(label or code)!r}")
        return tests

    def _of_level(self, code: str, label: str) -> Test:
        """Give the test of a level in words; one that knows no numbers is found by its name alone."""
        if not self.assays.of_assay(code, label) and label:
            test = self.kb.tests[self.lookup.find(label, "test").id]
            if test.assay is None:
                return test
        return self._of_assay(code, label)[0]

    def _split(self, text: str) -> tuple[tuple[Test, ...], str] | None:
        """Give the tests that are named, and what is said of them; None where nothing is said so."""
        if len(text) > LONGEST:
            return None
        name, *said = _SIGN.split(text.strip(), maxsplit=1)
        if not said:
            return self._spoken(text)
        known = self.assays.named(name) if name else ()
        return known or (self.kb.tests[self.lookup.find(name, "test").id],), said[0].strip()

    def _spoken(self, text: str) -> tuple[tuple[Test, ...], str] | None:
        """Read ``potassium 2.1`` and ``my potassium was 2.1``, where the test is known by that very word."""
        if len(text) > LONGEST:
            return None
        text = without_when(text.strip())
        for gap in _GAP.finditer(text):
            said = text[: gap.start()]
            if known := self.assays.named(said) or self.assays.named(name_of(said)):
                return known, text[gap.end() :]
        return None

    def _values(self, tests: tuple[Test, ...], value: str, person: Person) -> tuple[Reading, ...]:
        pair = _PAIR.fullmatch(value)
        second = tests[0].assay.second if pair and tests[0].assay else None
        if pair and second:
            upper = self._number(tests, f"{pair[1]} {pair[3]}", person)
            lower = self._number((self.kb.tests[second],), f"{pair[2]} {pair[3]}", person)
            return upper, lower
        either = numbers.both_ways(value)
        if either is not None:
            return (self._number(tests, self._meant(tests, value, *either), person),)
        if numbers.parse(value):
            return (self._number(tests, value, person),)
        return (self.of_result(levels.result_at(tests[0], value).id),)

    def _number(self, tests: tuple[Test, ...], value: str, person: Person) -> Reading:
        return self._read(tests, _number_of(value), person, None)

    def _meant(self, tests: tuple[Test, ...], value: str, thousands: str, point: str) -> str:
        """Give how a number is meant that may be in thousands: as a patient can have it.

        Where both can be, 86.000 is in thousands of a test that is counted in whole numbers, such as
        creatine kinase; with a comma it is left to whoever wrote it.
        """
        can = [way for way in (thousands, point) if self._is_possible(tests, way)]
        if len(can) == 1:
            return can[0]
        if "," in value or not can:
            return value
        return thousands if unit_inference.is_counted_whole(tests[0], _number_of(point)) else point

    def _is_possible(self, tests: tuple[Test, ...], value: str) -> bool:
        """Tell whether a patient can have a value, in a unit that may be written or not."""
        try:
            self._number(tests, value, _UNKNOWN)
        except (unit_inference.UnitWanted, GraveInEither):
            return True
        except BadQuery:
            return False
        return True

    def _read(
        self,
        tests: tuple[Test, ...],
        number: numbers.Written,
        person: Person,
        own: OwnLimits | None,
    ) -> Reading:
        measured = [test for test in tests if test.assay]
        if not measured:
            names = ", ".join(result.id for result in tests[0].results)
            raise BadQuery(f"{tests[0].id} is not read as a number; name a result: {names}")
        if own is None and unit_inference.is_multiple(number):
            return self._multiple(measured[0], number, person)
        assumed: tuple[Assumption, ...] = ()
        if number.rest:
            read = unit_inference.in_unit(measured, number)
        else:
            try:
                read = unit_inference.without_unit(
                    measured, number, lambda m: self._meaning(m, number.bound, person).results
                )
            except unit_inference.UnitWanted as wanted:
                if grave := self._grave(wanted.rivals):
                    said = f"{wanted.message}{grave}"
                    raise GraveInEither(said, number.value, wanted.rivals) from None
                raise
            if not unit_inference.is_sure(read, measured):
                assumed = (_assumed_unit(read, number.value),)
        known = reference(read.test, person)
        if own:
            known = own._replace(unit=own.unit or read.unit).reference(read.test, known)
        reading = self._said(read, number.bound, person, known)
        other = plain(read.unit) != plain(read.test.unit or "1")
        return msgspec.structs.replace(
            reading,
            told=f"{number.value:g} {read.unit}" if other else None,
            assumed=(*assumed, *reading.assumed),
        )

    def _multiple(self, test: Test, number: numbers.Written, person: Person) -> Reading:
        """Read ``10x``: so many times the upper limit."""
        known = reference(test, person)
        if known is None or not known.high:
            raise BadQuery(f"no upper limit of {test.id} is known here; write the value")
        read = unit_inference.of_upper_limit(test, number, known.high)
        reading = self._said(read, number.bound, person, known)
        limit = f"{numbers.rounded(known.high)} {test.unit or ''}".strip()
        text = f"{test.name}: {number.value:g} times the upper limit, {limit} of {known.of}"
        assumed = Assumption(kind="limits", value=known.of, text=text)
        # Whose limit it is changes the value, but not what so many times the limit means.
        return msgspec.structs.replace(reading, assumed=(assumed,))

    def _grave(self, rivals: tuple[Meant, ...]) -> str:
        """Say that a number is an emergency in each unit in which it may be meant; empty where it is not."""
        said = [self._emergency(rival) for rival in rivals]
        if not all(said):
            return ""
        return f"; it is an emergency in either: {' or '.join(dict.fromkeys(map(str, said)))}"

    def _emergency(self, read: Meant) -> str | None:
        """Give the name of the rule of danger that such a value raises by itself, if it wants help now."""
        from cramps.knowledge.conditions import number_alone, within
        from cramps.knowledge.danger_triggers import triggers

        for trigger in triggers(self.kb):
            if trigger.urgency != "now":
                continue
            for bounds in number_alone(trigger.when):
                if bounds.test == read.test.id and within(read.value, bounds):
                    return str(self.kb.red_flags.plain(trigger.rule)["name"])
        return None

    def _meaning(self, read: Meant, bound: Bound, person: Person) -> Meaning:
        known = reference(read.test, person)
        return meaning(self.kb, read.test, Range.of(read.value, bound), known)

    def _said(self, read: Meant, bound: Bound, person: Person, known: Reference | None) -> Reading:
        """Give the reading of a value whose test, unit and limits are settled."""
        test, values = read.test, Range.of(read.value, bound)
        means = meaning(self.kb, test, values, known)
        readable = known is not None or any(map(_says_numbers, test.results))
        if readable and not means.results and not means.not_results:
            several = " or ".join(means.undecided[:3]) or "several results"
            raise BadQuery(f"it can mean {several}; name one of them")
        assumed: tuple[Assumption, ...] = ()
        if test.results and not readable:
            text = f"{test.name}: no limits are known here; name a result, or give the laboratory's"
            assumed = (Assumption(kind="limits", value="none", text=text),)
        elif known and not known.own:
            assumed = self._assumed_limits(test, values, person, means)
        own = {result.id: result for result in test.results}
        shown = [own[result] for result in means.results if result in own]
        upper = known.high if known else None
        return Reading(
            test=test.id,
            results=means.results,
            findings=means.findings,
            not_results=means.not_results,
            level=next((r.level for r in reversed(shown) if r.level), None),
            grade=next((r.grade for r in shown if r.grade), None),
            value=read.value,
            bound=bound,
            unit=test.unit,
            times_upper=float(f"{read.value / upper:.4g}") if upper else None,
            reference=known,
            assumed=assumed,
        )

    def _assumed_limits(
        self, test: Test, values: Range, person: Person, means: Meaning
    ) -> tuple[Assumption, ...]:
        """Say where a sex or an age that is not known would have given other results."""
        known = reference(test, person)
        for limits in test.assay.limits if test.assay else ():
            missing = _missing(limits, person)
            if not missing or not known:
                continue
            if meaning(self.kb, test, values, as_reference(test, limits)).results != means.results:
                text = f"{test.name}: read by the limits of {known.of}; {missing} can change it"
                return (Assumption(kind="limits", value=known.of, text=text),)
        return ()

    def _by_own_limits_alone(
        self, test: Test, number: numbers.Written, unit: str, own: OwnLimits
    ) -> Reading:
        """Read a value in a unit that leads nowhere by limits in the same unit."""
        if plain(own.unit) != plain(unit):
            raise BadQuery(f"{test.id}: its limits are in {printable(own.unit)}, not in {unit}")
        level = own.level(Range.of(number.value, number.bound))
        if level is None:
            raise BadQuery(f"{test.id}: it can lie within its limits or beyond")
        return self.of_result(levels.result_at(test, level).id)


def _with_broken_limits(reading: Reading, test: Test, broken: str) -> Reading:
    """Say of a reading that limits which came with it could not be read."""
    if not broken:
        return reading
    by = reading.reference.of if reading.reference else "none"
    text = f"{test.name}: {broken}; read by the limits of {by}"
    more = Assumption(kind="limits", value=by, text=text)
    return msgspec.structs.replace(reading, assumed=(*reading.assumed, more))


def _number_of(given: object) -> numbers.Written:
    """Read a number of a record, a text included. Raises BadQuery."""
    if not isinstance(given, str):
        return numbers.Written(numbers.finite(given), "", "")
    number = numbers.parse(given)
    if number is None:
        raise BadQuery(f"{printable(given)!r} is not a number")
    return number


def _assumed_unit(read: Meant, number: float) -> Assumption:
    unit = "a fraction" if read.unit == "1" else read.unit
    text = f"{read.test.name}: {number:g} is taken as {unit}"
    return Assumption(kind="unit", value=read.unit, text=text)


def _missing(limits: Limits, person: Person) -> str:
    """Name what would have to be known for limits to be chosen; empty where it is known."""
    missing = []
    if limits.sex is not None and person.sex is None:
        missing.append("the sex")
    if (limits.from_age is not None or limits.to_age is not None) and person.age is None:
        missing.append("the age")
    return " and ".join(missing)


def _says_numbers(result: Result) -> bool:
    from cramps.knowledge.model import has_threshold

    return has_threshold(result)
