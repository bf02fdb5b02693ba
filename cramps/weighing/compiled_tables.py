"""What the ranking reckons of a knowledge base before any case: made when it is compiled, read part by part.

Nothing here is a definition: what the parts hold is what `tables` reckons from the records with the weights
as they stand, and where a part is not there, `tables` reckons it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, get_args

import msgspec

from cramps.knowledge.closed_lists import Setting
from cramps.weighing.assumptions import Weights
from cramps.weighing.likelihood import Listed

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase

T = TypeVar("T")

SETTINGS: Final[tuple[Setting, ...]] = get_args(Setting)

#: The part that holds what is of no single observation.
GENERAL: Final = "ranking"
#: The part with the listings of each disorder.
LISTED: Final = "listed"
#: The part with the chances of each observation.
CHANCES: Final = "chances"


def part(setting: Setting) -> str:
    """Name the part with the ratios of each observation in a setting."""
    return f"ratios-{setting}"


class Told(NamedTuple):
    """Some of the disorders, and the chance of each; no entry of another tells."""

    numbers: tuple[int, ...]
    chances: tuple[float, ...]


class Chances(NamedTuple):
    """P(there | D) of an observation, and the same of what its denial denies."""

    there: Told
    denied: Told


class Ratios(NamedTuple):
    """What an observation says in a setting."""

    #: P(there | other causes), and the same of what its denial denies.
    background: float
    denied: float
    #: The column of what it adds to those that it is a kind of: slope, numbers, values.
    slope: float
    numbers: tuple[int, ...]
    steps: tuple[float, ...]
    #: P(there | D) as it enters the sum. For a disorder that is not in ``told``: the background times e to
    #: ``lone_slope`` times how much the silence of its entry tells, within bounds.
    lone_slope: float
    told: tuple[int, ...]
    chances: tuple[float, ...]


class General(msgspec.Struct, frozen=True, kw_only=True):
    """What is of no single observation."""

    #: How much the silence of each entry tells.
    silence: tuple[float, ...]
    #: Everything that an entry lists.
    listed: frozenset[str]
    #: Result, or test -> the disorders that it, or a result of it, defines.
    definers: dict[str, tuple[int, ...]]
    defining_tests: dict[str, tuple[int, ...]]
    #: What speaks for look-alikes of disorders that do not list it -> these.
    for_others: dict[str, tuple[int, ...]]
    #: Finding -> the disorders for which its not being told counts, and how much.
    untold: dict[str, tuple[tuple[int, ...], tuple[float, ...]]]


class Beforehand:
    """Reads what was reckoned when a knowledge base was compiled."""

    def __init__(self, kb: KnowledgeBase, general: General) -> None:
        self.kb = kb
        self.general = general
        self._parts: dict[str, Mapping[str, msgspec.Raw] | None] = {}
        self._known: dict[tuple[str, Setting], Ratios | None] = {}
        self._chances = msgspec.json.Decoder(Chances)
        self._ratios = msgspec.json.Decoder(Ratios)
        self._listed = msgspec.json.Decoder(dict[str, Listed])

    def listed(self, disorder: str) -> dict[str, Listed] | None:
        """Give what an entry says of everything that it lists; None where it was not reckoned."""
        return self._read(LISTED, disorder, self._listed)

    def chances(self, observation: str) -> Chances | None:
        """Give the chances of an observation; None where they were not reckoned."""
        return self._read(CHANCES, observation, self._chances)

    def ratios(self, observation: str, setting: Setting) -> Ratios | None:
        """Give the ratios of an observation; None where they were not reckoned."""
        key = (observation, setting)
        if key not in self._known:
            self._known[key] = self._read(part(setting), observation, self._ratios)
        return self._known[key]

    def _read(self, name: str, key: str, decoder: msgspec.json.Decoder[T]) -> T | None:
        """Read a piece of a part. Raises InvalidKnowledgeBase where it is not what `compiling_tables` wrote."""
        if name not in self._parts:
            self._parts[name] = self.kb.pieces(name)
        pieces = self._parts[name]
        if pieces is None or key not in pieces:
            return None
        return self.kb.read_with(decoder, pieces[key], name)


def beforehand(kb: KnowledgeBase, weights: Weights) -> Beforehand | None:
    """Give what was reckoned of a knowledge base; None where it was not, or with other weights."""
    if GENERAL not in kb.prepared or weights != Weights():
        return None
    general = kb.prepared_as(GENERAL, General)
    return None if general is None else Beforehand(kb, general)
