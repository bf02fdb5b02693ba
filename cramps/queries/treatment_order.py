"""The one order in which treatments of a disorder are told: in ``ask``, ``show`` and ``treatments``."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from cramps.knowledge.closed_lists import Stance

if TYPE_CHECKING:
    from cramps.knowledge import model


def by_stance(t: model.DisorderTreatment) -> tuple[int, bool, bool]:
    """Sort from what to do first to what to leave; what treats the cramps or the disease, and has a dose, first."""
    return (get_args(Stance).index(t.stance), t.target == "symptoms", t.dose is None)
