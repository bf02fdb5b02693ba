"""The options that stand before the command, and the knowledge base that they name."""

import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

from cramps.cli.writing import Color, is_terminal, remark

if TYPE_CHECKING:
    from cramps.knowledge.base import KnowledgeBase


class Settings:
    """What holds for the whole call."""

    def __init__(
        self, data: str | None = None, color: Color = "auto", *, paged: bool = True
    ) -> None:
        #: The knowledge base that ``--data`` or CRAMPS_DATA names; None for the packaged one.
        self.data = data or os.environ.get("CRAMPS_DATA") or None
        self.color = color
        #: Long output on a terminal goes through the pager.
        self.paged = paged

    @cached_property
    def kb(self) -> "KnowledgeBase":
        """The knowledge base, opened when a command first needs it."""
        from cramps.opening import load

        return load(self.data, reading=_say_that_it_takes_a_while)


def _say_that_it_takes_a_while() -> None:
    """Tell a person why nothing comes."""
    if is_terminal(sys.stderr):
        remark(
            "note", "the folder is new or was changed: it is read and compiled once, for a while"
        )
