"""Ids of the Human Phenotype Ontology -> findings and results of the knowledge base.

A term that the knowledge base does not have is taken for its nearest ancestor that it has, by a table
made at development time (`scripts/make_hpo_map.py`) and read when the first such term comes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from cramps.knowledge.packaged_files import packaged_table
from cramps.words.codes import normal_code

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

MAP_NAME: Final = "hpo_map.json"
#: Name of the part of a compiled knowledge base.
PREPARED: Final = "hpo"


class HpoMap(msgspec.Struct, frozen=True, kw_only=True):
    """The table, for one release of the HPO."""

    release: str
    source: str
    licence: str
    #: Other ids of a term of the vocabulary -> that term.
    same: dict[str, str]
    #: Term of the vocabulary -> the terms of which it is the nearest ancestor.
    nearest: dict[str, tuple[str, ...]]
    #: Term above the vocabulary -> the next ones below it, which are of the vocabulary or above it. Not
    #: decoded before it is asked for.
    below: msgspec.Raw
    #: Terms of the vocabulary that are no phenotypic abnormality -> their letter in phenotype.hpoa.
    aspects: dict[str, Literal["C", "H", "I", "M"]]


class Term(NamedTuple):
    """What an HPO id was taken for."""

    category: Literal["finding", "result"]
    #: Id of the finding or result.
    id: str
    #: The HPO id that the finding or result carries.
    hpo: str
    #: False where it is an ancestor: who has the narrow has the broad, but who lacks the narrow may
    #: have the broad. So an absent term may only be taken exactly.
    exact: bool


def normal_id(word: str) -> str | None:
    """Give an HPO id in its usual form (``HP_0003394`` -> ``HP:0003394``); None for another word."""
    code = normal_code(word)
    return code if code and code.startswith("HP:") else None


@cache
def packaged_map() -> HpoMap:
    """Read the table that comes with the program. Raises InvalidKnowledgeBase where it cannot."""
    return packaged_table(MAP_NAME, HpoMap)


@cache
def _ancestors() -> dict[str, str]:
    nearest = packaged_map().nearest
    return {term: above for above, terms in nearest.items() for term in terms}


@cache
def _below() -> dict[str, tuple[str, ...]]:
    return msgspec.json.decode(packaged_map().below, type=dict[str, tuple[str, ...]])


class Carrier(NamedTuple):
    """What carries an HPO id."""

    category: Literal["finding", "result"]
    id: str


def build(kb: KnowledgeBase) -> dict[str, Carrier]:
    """Give the finding or the result that carries each HPO id; ``cramps compile`` does it once."""
    carried: dict[str, Carrier] = {}
    for test in map(kb.tests.plain, kb.tests):
        for result in test["results"]:
            if hpo := result["hpo"]:
                carried[hpo] = Carrier("result", result["id"])
    for finding in map(kb.findings.plain, kb.findings):
        if hpo := finding["hpo"]:
            carried[hpo] = Carrier("finding", finding["id"])
    return carried


class HpoIndex:
    """The HPO ids of one knowledge base, the packaged one or another."""

    def __init__(self, kb: KnowledgeBase) -> None:
        carried = kb.prepared_as(PREPARED, dict[str, Carrier])
        #: HPO id -> what carries it.
        self.exact = {
            hpo: Term(carrier.category, carrier.id, hpo, exact=True)
            for hpo, carrier in (build(kb) if carried is None else carried).items()
        }

    def find(self, hpo_id: str) -> Term | None:
        """Give what an HPO id stands for; None for what is no HPO id, or has no ancestor here."""
        hpo = normal_id(hpo_id)
        if hpo is None:
            return None
        if term := self.exact.get(hpo):
            return term
        if term := self.exact.get(packaged_map().same.get(hpo, "")):
            return term
        above = self.exact.get(_ancestors().get(hpo, ""))
        return above and above._replace(exact=False)

    def below(self, hpo_id: str) -> tuple[Term, ...]:
        """Give what lies below a term that is broader than anything here, the topmost alone.

        Who lacks the broad lacks all of it. Empty for what is no HPO id, or has nothing below it here.
        """
        hpo = normal_id(hpo_id) or ""
        hpo = packaged_map().same.get(hpo, hpo)
        if hpo in self.exact:
            return ()
        found: dict[Term, None] = {}
        waiting = list(_below().get(hpo, ()))
        seen: set[str] = set()
        while waiting:
            term = waiting.pop(0)
            if term in seen:
                continue
            seen.add(term)
            if known := self.exact.get(term):
                found[known] = None
            else:
                waiting += _below().get(term, ())
        return tuple(found)
