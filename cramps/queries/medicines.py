"""A list of medicines -> which of them can cause cramps, how sure, and what they do together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cramps.knowledge.closed_lists import DrugLink
from cramps.late_regex import late_regex
from cramps.ranking.drug_groups import groups

if TYPE_CHECKING:
    from cramps.knowledge import model
    from cramps.knowledge.base import KnowledgeBase
    from cramps.words.lookup import Lookup

#: From the surest to the least sure.
SURENESS: tuple[DrugLink, ...] = ("established", "reported", "disputed", "none-known")


class Medicine(msgspec.Struct, frozen=True, kw_only=True):
    """One medicine of the list."""

    #: The word by which it was named.
    asked: str
    id: str
    name: str
    link: DrugLink
    #: The record whose effects count: its own, or that of the group it belongs to where it has none.
    told_by: str


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """What medicines of the list do with one another."""

    medicines: tuple[str, ...]
    text: str
    sources: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: the medicines, the surest cause first, and what holds for several of them."""

    medicines: tuple[Medicine, ...]
    together: tuple[Together, ...]


#: How much, and how often: 40 mg od, 100 micrograms prn, 2 tablets at night, 5/50.
_DOSE: Final = late_regex(
    r"\s+(?:\d[\d.,/\s-]*(?:mg|mcg|micrograms?|[\u00b5\u03bc]g|g|ml|units?|iu|%|mmol|puffs?|tabs?|tablets?|x)?"
    r"(?:/\w+)?\b.*|(?:od|bd|tds|qds|qid|tid|bid|prn|nocte|mane|daily|twice|once|as needed|as required"
    r"|at night|in the morning|weekly|tablets?|capsules?|inhaler|m/r|mr|sr|xl)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)


def listed(text: str) -> list[str]:
    """Give the medicines of a list as it is written: ``furosemide 40 mg od, salbutamol prn``."""
    return [part.strip() for part in re.split(r"[,;\n](?!\d)", text) if part.strip()]


def without_dose(medicine: str) -> str:
    """Give the name of a medicine without how much and how often; as it is where it has neither."""
    return _DOSE.sub("", medicine).strip() or medicine


def written(lookup: Lookup, names: Iterable[str]) -> Iterator[str]:
    """Give the medicines of what was written, each without how much and how often; a comma can belong to a name."""
    for name in names:
        for medicine in [name] if lookup.named(name, "drug") else listed(name):
            yield medicine if lookup.named(medicine, "drug") else without_dose(medicine)


def check(kb: KnowledgeBase, asked: Sequence[tuple[str, str]]) -> Checked:
    """Check medicines, given as (word, id of the drug); one that is named twice counts once."""
    named = {drug_id: word for word, drug_id in reversed(asked)}
    medicines = [_medicine(kb, word, drug_id) for drug_id, word in named.items()]
    medicines.sort(key=lambda m: (SURENESS.index(m.link), m.name.casefold()))
    return Checked(medicines=tuple(medicines), together=_together(kb, list(named)))


def interactions(kb: KnowledgeBase, drug: model.Drug) -> tuple[model.Interaction, ...]:
    """Give all that is told of a drug together with others, by whichever of the two it is told.

    First what its own record tells, then that of its groups, then what other records tell of it or of its
    groups; ``with_`` names the others. What both sides tell of a pair from one source stands once.
    """
    own, *above = groups(kb, drug.id)
    told = list(kb.drugs[own].interactions)
    told += [
        msgspec.structs.replace(of_group, text=f"{kb.drugs[group].name}: {of_group.text}")
        for group in above
        for of_group in kb.drugs[group].interactions
        if not _is_among(told, of_group)
    ]
    named = {own, *above}
    by_others = [
        msgspec.structs.replace(by_other, with_=(other.id,))
        for other in kb.drugs.values()
        if other.id not in named
        for by_other in other.interactions
        if named & set(by_other.with_)
    ]
    return (*told, *(i for i in by_others if not _is_among(told, i)))


def _is_among(told: Sequence[model.Interaction], other: model.Interaction) -> bool:
    return any(
        set(other.with_) <= set(i.with_) and set(other.sources) & set(i.sources) for i in told
    )


def _medicine(kb: KnowledgeBase, word: str, drug_id: str) -> Medicine:
    telling = [kb.drugs[i] for i in groups(kb, drug_id) if kb.drugs[i].effects]
    source: model.Drug = telling[0] if telling else kb.drugs[drug_id]
    return Medicine(
        asked=word,
        id=drug_id,
        name=kb.drugs[drug_id].name,
        link=source.link if telling else kb.drugs[drug_id].link,
        told_by=source.id,
    )


def _together(kb: KnowledgeBase, drug_ids: list[str]) -> tuple[Together, ...]:
    member_of = {drug_id: set(groups(kb, drug_id)) for drug_id in drug_ids}
    found: dict[frozenset[str], Together] = {}
    for drug_id in drug_ids:
        for group in member_of[drug_id]:
            for interaction in kb.drugs[group].interactions:
                others = tuple(
                    other
                    for other in drug_ids
                    if other != drug_id and member_of[other] & set(interaction.with_)
                )
                medicines = frozenset((drug_id, *others))
                # Each of two may tell it: the fuller sentence stands.
                told = found.get(medicines)
                if others and (told is None or len(told.text) < len(interaction.text)):
                    found[medicines] = Together(
                        medicines=(drug_id, *others),
                        text=interaction.text,
                        sources=interaction.sources,
                    )
    return tuple(found.values())
