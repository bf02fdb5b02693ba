"""What somebody can take for cramps: what not to, first, then what their entry names, with what is said for who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from cramps.late_regex import late_regex
from cramps.queries.answering.lines import Line, nothing_here, plain_line
from cramps.queries.answering.weighing_statements import line_of
from cramps.queries.asking.asked_words import Aspect, tells_of
from cramps.queries.asking.needs import of_person
from cramps.queries.asking.question import ORDINARY, Question
from cramps.queries.statements import Said, of_drug, treating

if TYPE_CHECKING:
    from cramps.knowledge import model

#: How a caution says that a medicine is not given.
_SHUNNED: Final = late_regex(
    r"\b(?:contraindicated|not (?:to be )?(?:taken|given|used|recommended)|avoid\w*|known harm|advised against)\b",
    re.IGNORECASE,
)
#: The circumstance with which the cramps of an aspect come.
_CIRCUMSTANCES: Final[dict[Aspect, str]] = {"pregnancy": "pregnancy"}
#: How what is given for the cramp, and not for the disease, is told.
_FOR_CRAMPS: Final = "for cramps"
#: Of each kind so many are told.
_SHUN: Final = 2
_HELPING: Final = 4
_DRUGS: Final = 1


def for_the_person(question: Question) -> Iterator[Line]:
    """Give what to avoid, what may be given, and what is said of it for who they are; of what nothing is said, that."""
    kb = question.kb
    aspects = of_person(question)
    disorders = _disorders(question, aspects)
    for disorder_id in disorders[:1]:
        disorder = kb.disorders[disorder_id]
        called = " ".join((disorder.name, *disorder.aliases))
        # its entry speaks of who is so throughout
        aspects = tuple(a for a in aspects if not tells_of(a, called))
        treated = list(treating(kb, disorder))
        helping, shunned = [], [s for s in treated if s.part == "avoid"]
        cautioned: dict[str, list[model.Statement]] = {}
        for said in treated:
            if said.part != "what helps" or said.ids[0] not in kb.treatments:
                continue
            cautions = [
                c
                for c in kb.treatments[said.ids[0]].cautions
                if any(tells_of(aspect, c.text) for aspect in aspects)
            ]
            cautioned[said.ids[0]] = cautions
            if any(_SHUNNED.search(c.text) for c in cautions):
                continue
            helping.append(said)
        if question.general and any(_FOR_CRAMPS in s.text for s in helping):
            helping = [s for s in helping if _FOR_CRAMPS in s.text]
        yield from _shunned(question, disorder, shunned, aspects)
        for treatment_id, cautions in cautioned.items():
            for caution in islice((c for c in cautions if _SHUNNED.search(c.text)), 1):
                yield _caution(question, treatment_id, caution)
        yield from _silent(question, disorder, helping[:_HELPING], cautioned, aspects)
        yield from _by_taken(question)
        for said in helping[:_HELPING]:
            yield line_of(question, "disorder", disorder, said)
            for caution in cautioned[said.ids[0]][:1]:
                yield _caution(question, said.ids[0], caution)


def _disorders(question: Question, aspects: Sequence[Aspect]) -> list[str]:
    """Give the disorder of which it is: that which is named, that which comes with who they are, or the ordinary cramp."""
    kb = question.kb
    bound = [
        d
        for aspect in aspects
        if (circumstance := _CIRCUMSTANCES.get(aspect)) in kb.findings
        for d in question.always_with(str(circumstance))
    ]
    named = [d for d in question.disorders if d not in (ORDINARY, *bound)]
    cramps = bool(question.general) or ORDINARY in question.disorders or not question.taken
    if bound and not named:
        return bound
    if named:
        return named
    return [ORDINARY] if cramps and ORDINARY in kb.disorders else named


def _shunned(
    question: Question, disorder: model.Disorder, shunned: Sequence[Said], aspects: Sequence[Aspect]
) -> Iterator[Line]:
    """Give what the entry advises against, with what is said of it for who they are."""
    kb = question.kb
    for said in shunned[:_SHUN]:
        text = said.undosed
        if said.ids[0] in kb.treatments:
            own = next(
                (
                    c
                    for aspect in aspects
                    for c in kb.treatments[said.ids[0]].cautions
                    if tells_of(aspect, c.text)
                ),
                None,
            )
            if own is not None:
                yield line_of(question, "disorder", disorder, said._replace(text=text))
                yield _caution(question, said.ids[0], own)
                continue
        yield line_of(question, "disorder", disorder, said._replace(text=text))


def _caution(question: Question, treatment_id: str, caution: model.Statement) -> Line:
    name = question.kb.treatments[treatment_id].name
    return plain_line("treatment", treatment_id, name, "avoid", caution.text, caution.sources, 1.0)


def _by_taken(question: Question) -> Iterator[Line]:
    """Say of each medicine that is taken whether it may be what brings the cramps."""
    kb = question.kb
    for taken in question.taken:
        if taken.kind == "drug" and kb.drugs[taken.id].link != "none-known":
            drug = kb.drugs[taken.id]
            for said in islice(of_drug(kb, drug), _DRUGS):
                yield line_of(question, "drug", drug, said)


def _silent(
    question: Question,
    disorder: model.Disorder,
    helping: Sequence[Said],
    cautioned: dict[str, list[model.Statement]],
    aspects: Sequence[Aspect],
) -> Iterator[Line]:
    """Name the medicines of which nothing is said for who they are: that is no all-clear."""
    kb = question.kb
    medicines = [s for s in helping if kb.treatments[s.ids[0]].class_ in _MEDICINES]
    for aspect in aspects:
        silent = [
            kb.treatments[s.ids[0]].name
            for s in medicines
            if not any(tells_of(aspect, c.text) for c in cautioned[s.ids[0]])
        ]
        if silent:
            text = f"Nothing here on {aspect} with {', '.join(silent)}, which is no all-clear."
            yield nothing_here("disorder", disorder.id, disorder.name, text)


#: Classes of what is swallowed or given.
_MEDICINES: Final = frozenset(["medication", "supplement"])
