"""A GA4GH Phenopacket (version 2, JSON or YAML) -> a case, and what of it was not recognised.

Taken are the subject's sex and age, phenotypic features, the onset, measurements and the drugs given.
Both spellings of the keys are read: ``phenotypicFeatures`` of JSON, ``phenotypic_features`` of YAML.
See https://phenopacket-schema.readthedocs.io for the elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from cramps.cases.case import Sex
from cramps.cases.packet_elements import (
    Element,
    Span,
    object_at,
    objects_at,
    span_of,
    text_at,
    unit_label,
    value_at,
)
from cramps.cases.reader import CaseReader, Gathered, Read, said
from cramps.errors import Ambiguous, BadQuery, CrampsError, NotFound
from cramps.laboratory.limits import Person
from cramps.laboratory.reading import Measurement
from cramps.safe_text import printable

if TYPE_CHECKING:
    from cramps.laboratory.reading import Reading
    from cramps.words.lookup import Found

#: Keys by which a phenopacket, or a family with one, is told from another object.
TELLING: Final = frozenset(
    {
        "subject",
        "phenotypicFeatures",
        "phenotypic_features",
        "metaData",
        "meta_data",
        "proband",
        "members",
    }
)

#: A number from here on is not shown.
_LARGE: Final = 10**100

#: The sexes of the schema, by name and by number.
_SEXES: Final[dict[str | int, Sex]] = {"FEMALE": "female", 1: "female", "MALE": "male", 2: "male"}
_NO_SEX = ("", "UNKNOWN_SEX", 0, "OTHER_SEX", 3)


class Phenopacket(NamedTuple):
    """What was read."""

    read: Read
    #: What was not understood, as it stands in the phenopacket.
    unrecognised: tuple[str, ...]
    #: Its own id; None where it has none.
    id: str | None


def is_phenopacket(node: Element) -> bool:
    """Tell whether an object is a phenopacket or a family, and no plain case."""
    return not TELLING.isdisjoint(node)


def tree_of(text: bytes) -> Any:
    """Read JSON or YAML. Raises BadQuery for neither."""
    stripped = text.removeprefix(b"\xef\xbb\xbf").strip()
    if not stripped:
        raise BadQuery("the phenopacket is empty")
    if stripped.startswith((b"{", b"[")):
        try:
            return msgspec.json.decode(stripped)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise BadQuery(f"the phenopacket is not valid JSON: {error}") from error
    from cramps.curation.yaml_tree import parse

    tree = parse(stripped, "phenopacket")
    if tree.problems:
        problem = tree.problems[0]
        raise BadQuery(f"the phenopacket, line {problem.line}: {problem.message}")
    return tree.root


class PhenopacketReader:
    """Reads phenopackets through the reader of cases; made once for many."""

    def __init__(self, cases: CaseReader) -> None:
        self.cases = cases
        self.lookup = cases.lookup

    def read(self, tree: Any, *, whole_story: bool = False) -> Phenopacket:
        """Read a phenopacket, or the proband of a family. Raises BadQuery."""
        packet = _packet_of(tree)
        collected = _Collected(self)
        subject = object_at(packet, "subject")
        age, sex = collected.age(subject), collected.sex(subject)
        collected.gathered.person = Person(sex, age)
        for feature in objects_at(packet, "phenotypicFeatures"):
            collected.feature(feature)
        for measurement in objects_at(packet, "measurements"):
            collected.measurement(measurement)
        for action in objects_at(packet, "medicalActions"):
            collected.drug(object_at(object_at(action, "treatment"), "agent"))
        onset = collected.onset(packet, subject, age)
        read = self.cases.finished(
            collected.gathered,
            age=age,
            onset_age=onset,
            sex=sex,
            setting=self.cases.setting,
            whole_story=whole_story,
        )
        unrecognised = tuple(dict.fromkeys(collected.unrecognised))
        return Phenopacket(read, unrecognised, text_at(packet, "id") or None)


class _Collected:
    """What has been gathered so far."""

    def __init__(self, reader: PhenopacketReader) -> None:
        self.reader = reader
        self.gathered = Gathered(reader.cases, Person())
        self.onsets: list[Element] = []
        self.unrecognised: list[str] = []

    def feature(self, feature: Element) -> None:
        """Take a phenotypic feature, observed or excluded."""
        if "negated" in feature:
            raise BadQuery(
                "this is a phenopacket of version 1 (negated); convert it to version 2 first"
            )
        excluded = feature.get("excluded") or False
        if not isinstance(excluded, bool):
            raise BadQuery("phenopacket: excluded of a phenotypic feature is not true or false")
        kind = object_at(feature, "type")
        code, label = text_at(kind, "id"), text_at(kind, "label")
        if not (code or label):
            raise BadQuery("phenopacket: a phenotypic feature has no type with an id")
        if self._term(code, label, excluded=excluded):
            if not excluded:
                self.onsets.append(object_at(feature, "onset"))
        else:
            self.unrecognised.append(f"{'not ' if excluded else ''}{_named(code, label)}")

    def _term(self, code: str, label: str, *, excluded: bool) -> bool:
        """Take a term by its code; by its label where the code is not known here at all."""
        found = self._found(code) or self._found(label)
        if found is None or (excluded and not found.exact):
            return False
        if found.read_as is not None:
            self.gathered.notes.append(said(code or label, found))
        key = "present" if found.category == "finding" else "results"
        self.gathered.add(_DENIED[key] if excluded else key, found.id)
        return True

    def _found(self, word: str) -> Found | None:
        try:
            return self.reader.lookup.find(word, "finding", "result") if word else None
        except (Ambiguous, BadQuery, NotFound):
            return None

    def measurement(self, measurement: Element) -> None:
        """Take a measurement: a number, several (blood pressure), or a level in words."""
        assay = object_at(measurement, "assay")
        value = object_at(measurement, "value")
        several = object_at(measurement, "complexValue") or object_at(value, "complexValue")
        if several:
            for typed in objects_at(several, "typedQuantities"):
                self._take(object_at(typed, "type"), object_at(typed, "quantity"), {})
        else:
            told = object_at(value, "ontologyClass")
            self._take(assay, object_at(value, "quantity"), told)

    def _take(self, assay: Element, quantity: Element, told: Element) -> None:
        code, label = text_at(assay, "id"), text_at(assay, "label")
        term, word = text_at(told, "id"), text_at(told, "label")
        shown = _quantity(quantity) if quantity else _named(term, word)
        try:
            if quantity:
                self.gathered.readings.append(self._number(code, label, quantity))
            else:
                self.gathered.readings.append(self._level(code, label, term, word))
        except CrampsError:
            self.unrecognised.append(f"{_named(code, label)} = {shown}")

    def _number(self, code: str, label: str, quantity: Element) -> Reading:
        limits = object_at(quantity, "referenceRange")
        given = Measurement(
            code,
            label,
            value_at(quantity, "value"),
            unit_label(quantity),
            value_at(limits, "low"),
            value_at(limits, "high"),
            unit_label(limits),
        )
        return self.reader.cases.laboratory.measured(given, self.gathered.person)

    def _level(self, code: str, label: str, term: str, word: str) -> Reading:
        laboratory = self.reader.cases.laboratory
        if (found := self._found(term)) and found.category == "result":  # HP:0003236 and the like
            return laboratory.of_result(found.id)
        try:
            return laboratory.levelled(code, label, term)
        except CrampsError:
            return laboratory.levelled(code, label, word)

    def drug(self, agent: Element) -> None:
        """Take a drug that can cause cramps; one that we know as a treatment says nothing."""
        code, label = text_at(agent, "id"), text_at(agent, "label")
        try:
            found = self.reader.lookup.find(label, "drug", "treatment") if label else None
        except (Ambiguous, BadQuery, NotFound):
            found = None
        if found is not None:
            if found.category == "drug":
                self.gathered.add("drugs", found.id)
        elif code or label:
            self.unrecognised.append(_named(code, label))

    def sex(self, subject: Element) -> Sex | None:
        """Give the subject's sex where it is male or female."""
        given = subject.get("sex")
        key = given.upper() if isinstance(given, str) else given
        if isinstance(key, str | int) and not isinstance(key, bool) and key in _SEXES:
            return _SEXES[key]
        if given is not None and key not in _NO_SEX:
            self.unrecognised.append(f"sex {printable(str(given))}")
        return None

    def age(self, subject: Element) -> float | None:
        """Give the subject's age at the last encounter, in years."""
        span = self._span(object_at(subject, "timeAtLastEncounter"), subject, "age")
        return None if span is None else (span[0] + span[1]) / 2

    def onset(self, packet: Element, subject: Element, age: float | None) -> float | None:
        """Give the age at onset of the diseases, else of the earliest feature."""
        diseases = [
            object_at(disease, "onset")
            for disease in objects_at(packet, "diseases")
            if not disease.get("excluded")
        ]
        for times in (diseases, self.onsets):
            spans = [self._span(time, subject, "onset") for time in times]
            if known := [span for span in spans if span is not None]:
                first, last = min(known)
                if age is None or first > age + 1:  # which the ranking refuses
                    return (first + last) / 2
                # It began before the age; an age of 45 may mean 45 and a half.
                return (min(first, age) + min(last, age)) / 2
        return None

    def _span(self, time: Element, subject: Element, what: str) -> Span | None:
        span = span_of(time, text_at(subject, "dateOfBirth"))
        if span is None and time:
            term = object_at(time, "ontologyClass")
            shown = _named(text_at(term, "id"), text_at(term, "label"))
            self.unrecognised.append(f"{what} {shown}".strip())
        return span


def _quantity(quantity: Element) -> str:
    """Show a number as it was given, whatever it is."""
    value, unit = value_at(quantity, "value"), unit_label(quantity)
    if value is None:
        return "no value"
    if isinstance(value, int) and abs(value) >= _LARGE:
        return "a number too large to show"
    shown = f"{value:g}" if isinstance(value, int | float) else printable(str(value))
    return f"{shown} {printable(unit)}".strip()


def _named(code: str, label: str) -> str:
    shown = [printable(word) for word in (code, label) if word]
    return f"{shown[0]} ({shown[1]})" if len(shown) == 2 else "".join(shown)


_DENIED: Final = {"present": "absent", "results": "not_results"}


def _packet_of(tree: Any) -> Element:
    """Give the phenopacket itself. Raises BadQuery where it is none, several, or too old."""
    if not isinstance(tree, dict):
        raise BadQuery("not a phenopacket: it is not one object")
    if "members" in tree and "proband" not in tree:
        raise BadQuery("this is a cohort; give its members one by one, or as lines to --cases")
    packet = object_at(tree, "proband") if "proband" in tree else tree
    if not is_phenopacket(packet):
        raise BadQuery("not a phenopacket: it has none of subject, phenotypicFeatures and metaData")
    version = text_at(object_at(packet, "metaData"), "phenopacketSchemaVersion")
    if version.startswith("1."):
        raise BadQuery(
            f"this is a phenopacket of version {printable(version)}; convert it to version 2 first"
        )
    return packet
