"""What `compiled_tables` reads, reckoned from the records; for the compilation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cramps.knowledge.closed_lists import Setting
from cramps.weighing import relations
from cramps.weighing.assumptions import Weights
from cramps.weighing.compiled_tables import (
    CHANCES,
    GENERAL,
    LISTED,
    SETTINGS,
    Chances,
    General,
    Ratios,
    Told,
    part,
)
from cramps.weighing.tables import Tables

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


class Prepared(NamedTuple):
    """The parts of a knowledge base that are read as a whole, and those that are read piece by piece."""

    whole: dict[str, Any]
    pieces: dict[str, Mapping[str, Any]]


def build(kb: KnowledgeBase) -> Prepared:
    """Reckon all parts of a knowledge base."""
    tables = Tables(kb, Weights())
    whole = {relations.PART: tables.relations, GENERAL: _general(tables)}
    return Prepared(whole, _pieces(tables))


def _pieces(tables: Tables) -> dict[str, Mapping[str, Any]]:
    observations = sorted(tables.relations.parents)
    of_settings = {
        part(setting): {o: _ratios(tables, o, setting) for o in observations}
        for setting in SETTINGS
    }
    return {
        LISTED: {o.id: tables.listed[n] for n, o in enumerate(tables.outlines)},
        CHANCES: {o: _chances(tables, o) for o in observations},
        **of_settings,
    }


def _general(tables: Tables) -> General:
    return General(
        silence=tuple(tables.silence_power),
        listed=frozenset(tables.listers),
        definers={i: tuple(numbers) for i, numbers in tables.definers.items()},
        defining_tests={i: tuple(numbers) for i, numbers in tables.defining_tests.items()},
        for_others={i: tuple(numbers) for i, numbers in tables.for_others.items()},
        untold={f: (c.numbers, c.values) for f, c in tables.untold.items()},  # type: ignore[misc]
    )


def _chances(tables: Tables, observation: str) -> Chances:
    told = (tables.chances(observation), tables.denied_chances(observation))
    there, denied = (
        Told(
            tuple(n for n, chance in enumerate(column) if chance is not None),
            tuple(chance for chance in column if chance is not None),
        )
        for column in told
    )
    return Chances(there, denied)


def _ratios(tables: Tables, observation: str, setting: Setting) -> Ratios:
    step, chances = tables.step(observation, setting), tables.lone_chances(observation, setting)
    return Ratios(
        background=tables.background(observation, setting),
        denied=tables.denied_background(observation, setting),
        slope=step.slope,
        numbers=tuple(step.numbers),
        steps=tuple(step.values),
        lone_slope=chances.slope,
        told=tuple(chances.numbers),
        chances=tuple(chances.values),
    )
