"""A GA4GH Phenopacket (version 2) -> a case, and what of it was not recognised.

Taken are the subject's sex and age, phenotypic features with what triggers them, the onset, measurements
and the drugs given. Both spellings of the keys are read: ``phenotypicFeatures`` of JSON,
``phenotypic_features`` of YAML. What cannot be read is named, and the rest is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from cramps.cases.case import Sex
from cramps.cases.packet_schema import Element, denying_key, packet_of, strange_keys
from cramps.cases.packet_values import (
    Span,
    named,
    object_at,
    objects_at,
    shown,
    shown_quantity,
    shown_time,
    span_of,
    text_at,
    truth_at,
    unit_label,
    value_at,
)
from cramps.cases.reader import CaseReader, Gathered, Read, may_alarm, said
from cramps.errors import Ambiguous, BadQuery, CrampsError, NotFound
from cramps.laboratory.limits import Person
from cramps.laboratory.reading import Measurement, Reading
from cramps.safe_text import printable
from cramps.words.lookup import Found

#: The sexes of the schema, by name and by number.
_SEXES: Final[dict[str | int, Sex]] = {"FEMALE": "female", 1: "female", "MALE": "male", 2: "male"}
_NO_SEX = ("", "UNKNOWN_SEX", 0, "OTHER_SEX", 3)
#: Before the ids of our own records, in the packets that are written here.
OWN_PREFIX: Final = "CRAMPS:"


class Phenopacket(NamedTuple):
    """What was read."""

    read: Read
    #: What was not understood, as it stands in the phenopacket.
    unrecognised: tuple[str, ...]
    #: Its own id; None where it has none.
    id: str | None


class PhenopacketReader:
    """Reads phenopackets through the reader of cases; made once for many."""

    def __init__(self, cases: CaseReader) -> None:
        self.cases = cases
        self.lookup = cases.lookup

    def read(self, tree: Any, *, whole_story: bool = False) -> Phenopacket:
        """Read a phenopacket, or the proband of a family.

        Raises BadQuery for what is none, is several, or is of version 1.
        """
        packet = packet_of(tree)
        collected = _Collected(self)
        collected.strange(packet)
        subject = collected.subject(packet)
        age, sex = collected.age(subject), collected.sex(subject)
        collected.gathered.person = Person(sex, age)
        for feature in collected.parts(packet, "phenotypicFeatures"):
            collected.tried("a phenotypic feature", collected.feature, feature)
        for measurement in collected.parts(packet, "measurements"):
            collected.tried("a measurement", collected.measurement, measurement)
        for action in collected.parts(packet, "medicalActions"):
            collected.tried("a medical action", collected.action, action)
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
        name = value_at(packet, "id")
        return Phenopacket(read, unrecognised, str(name) if name else None)


class _Collected:
    """What has been gathered so far."""

    def __init__(self, reader: PhenopacketReader) -> None:
        self.reader = reader
        self.gathered = Gathered(reader.cases, Person())
        self.onsets: list[Any] = []
        self.unrecognised: list[str] = []

    def strange(self, packet: Element) -> None:
        """Name the keys that are not of the schema."""
        for key in strange_keys(packet, "Phenopacket"):
            self.unrecognised.append(str(key))

    def parts(self, node: Element, key: str) -> Iterator[Element]:
        """Go through the objects of a list; what is none is named."""
        value = value_at(node, key)
        if not isinstance(value, list):
            if value is not None:
                self.unrecognised.append(f"{key}, which is not a list")
            return
        for item in value:
            if isinstance(item, dict):
                yield item
            else:
                self.unrecognised.append(f"{key}: {printable(str(item))}, which is not an object")

    def tried(self, what: str, take: Callable[[Element], None], part: Element) -> None:
        """Take a part; where it is not of the schema it is named, and the rest is used."""
        try:
            take(part)
        except BadQuery as error:
            self.unrecognised.append(f"{what}: {error.message}")
            self.gathered.doubted = True

    def subject(self, packet: Element) -> Element:
        """Give the subject, an empty one where there is none to be read."""
        try:
            return object_at(packet, "subject")
        except BadQuery as error:
            self.unrecognised.append(error.message)
            return {}

    def feature(self, feature: Element) -> None:
        """Take a phenotypic feature, observed or excluded. Raises BadQuery where it cannot be read."""
        kind = object_at(feature, "type")
        code, label = text_at(kind, "id"), text_at(kind, "label")
        if not (code or label):
            raise BadQuery("it has no type with an id")
        if doubtful := denying_key(feature, "PhenotypicFeature"):
            self.unrecognised.append(f"{shown(code, label)}: {doubtful} may deny it")
            self.gathered.doubted = True
            return
        try:
            excluded = truth_at(feature, "excluded")
        except BadQuery as error:
            raise BadQuery(f"{shown(code, label)}: {error.message}") from None
        if excluded:
            self._denied(code, label, feature)
        else:
            self._observed(code, label, feature)

    def _denied(self, code: str, label: str, feature: Element) -> None:
        """Take a denial. That something is not severe, or not so triggered, does not deny it."""
        narrowed = [object_at(feature, "severity"), *objects_at(feature, "modifiers")]
        if any(narrowed) or not self._denies(code, label):
            names = (shown(code, label), *(named(term) for term in narrowed if term))
            self.unrecognised.append(f"not {', '.join(names)}")
            self.gathered.doubted |= may_alarm(label or code, "absent")

    def _denies(self, code: str, label: str) -> bool:
        """Deny a term, or what lies below one that is broader than all that is known here."""
        found = self._found(code) or self._labelled(code, label)
        if found is not None and found.exact:
            self._say(code or label, found)
            self.gathered.add("absent" if found.category == "finding" else "not_results", found.id)
            return True
        return self.gathered.deny_below(code, label)

    def _observed(self, code: str, label: str, feature: Element) -> None:
        """Take what was seen, where it is still there, with what triggers it."""
        own = self._found(code) or self._labelled(code, label)
        found = own or self._near(code, label)
        if found is not None:
            self.onsets.append(value_at(feature, "onset"))
        if value_at(feature, "resolution"):
            self.unrecognised.append(f"{shown(code, label)}, which has resolved")
            return
        if found is None:
            self.unrecognised.append(shown(code, label))
            if may_alarm(label or code, "present"):
                self.gathered.doubtful += (label or code,)
            return
        if own is None:
            self.gathered.take_near(label, found)
        else:
            self._say(code or label, found)
        self.gathered.add("present" if found.category == "finding" else "results", found.id)
        if severity := object_at(feature, "severity"):
            self.unrecognised.append(f"{shown(code, label)}: severity {named(severity)}")
        for modifier in objects_at(feature, "modifiers"):
            self._modified(shown(code, label), modifier)

    def _modified(self, name: str, modifier: Element) -> None:
        """Take what triggers a feature as a finding of its own."""
        code, label = text_at(modifier, "id"), text_at(modifier, "label")
        found = self._found(code) or self._labelled(code, label)
        if found is None or found.category != "finding":
            self.unrecognised.append(f"{name}: {named(modifier)}")
        else:
            self._say(code or label, found)
            self.gathered.add("present", found.id)

    def _say(self, word: str, found: Found) -> None:
        if found.read_as is not None:
            self.gathered.notes.append(said(word, found))

    def _found(self, word: str) -> Found | None:
        own = word.removeprefix(OWN_PREFIX)
        try:
            return self.reader.lookup.find(own, "finding", "result") if own else None
        except (Ambiguous, BadQuery, NotFound):
            return None

    def _labelled(self, code: str, label: str) -> Found | None:
        """Look a label up; that of an HPO term is spelt as the HPO spells it."""
        if not code.startswith("HP:"):
            return self._found(label)
        return self.reader.lookup.named(label, "finding", "result") if label else None

    def _near(self, code: str, label: str) -> Found | None:
        """Take a label for the nearest, where that is wanted and sure; of an HPO term never.

        What an HPO term means is known, and it is none of ours: its label means no more than its code.
        """
        if code.startswith("HP:") or not label:
            return None
        return self.reader.cases.near(label, "finding", "result")

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
        told_as = shown_quantity(quantity) if quantity else shown(term, word)
        try:
            if quantity:
                self.gathered.readings.append(self._number(code, label, quantity))
            else:
                self.gathered.readings.append(self._level(code, label, term, word))
        except CrampsError:
            self.unrecognised.append(f"{shown(code, label)} = {told_as or 'no value'}")

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

    def action(self, action: Element) -> None:
        """Take a drug that can cause cramps; one that we know as a treatment says nothing."""
        agent = object_at(object_at(action, "treatment"), "agent")
        code, label = text_at(agent, "id"), text_at(agent, "label")
        found = None
        for word in (code.removeprefix(OWN_PREFIX), label):
            try:
                found = self.reader.lookup.find(word, "drug", "treatment") if word else None
            except (Ambiguous, BadQuery, NotFound):
                continue
            if found is not None:
                break
        if found is None and (found := self.reader.cases.near(label, "drug")):
            self.gathered.take_near(label, found)
        if found is not None:
            if found.category == "drug":
                self.gathered.add("drugs", found.id)
        elif code or label:
            self.unrecognised.append(shown(code, label))

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
        span = self._span(value_at(subject, "timeAtLastEncounter"), subject, "age")
        return None if span is None else (span[0] + span[1]) / 2

    def onset(self, packet: Element, subject: Element, age: float | None) -> float | None:
        """Give the age at onset of the diseases, else of the earliest feature."""
        diseases = [
            value_at(disease, "onset")
            for disease in self.parts(packet, "diseases")
            if not value_at(disease, "excluded")
        ]
        for times in (diseases, self.onsets):
            spans = [self._span(time, subject, "onset") for time in times]
            if known := [span for span in spans if span is not None]:
                first, last = min(known)
                if age is None or first > age + 1:  # which is left out, and said
                    return (first + last) / 2
                # It began before the age; an age of 45 may mean 45 and a half.
                return (min(first, age) + min(last, age)) / 2
        return None

    def _span(self, time: Any, subject: Element, what: str) -> Span | None:
        """Give a time of life; what cannot be read as one is named."""
        if time is None:
            return None
        if not isinstance(time, dict):
            self.unrecognised.append(f"{what} {printable(str(time))}")
            return None
        try:
            span = span_of(time, text_at(subject, "dateOfBirth"))
        except BadQuery as error:
            self.unrecognised.append(f"{what} {_reason(time, error)}")
            return None
        if span is None and time:
            self.unrecognised.append(f"{what} {_reason(time, None)}")
        return span


def _reason(time: Element, error: BadQuery | None) -> str:
    """Show a time that could not be read, and why where that is not plain."""
    try:
        told = shown_time(time)
    except BadQuery as unreadable:
        return f"({unreadable.message})"
    if error is None:
        return f"{told} (no date of birth)" if value_at(time, "timestamp") else told
    return f"{told} ({error.message})"
