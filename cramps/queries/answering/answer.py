"""The answer to a question, as it is handed on."""

from __future__ import annotations

from typing import Literal

import msgspec

from cramps.queries.answering.lines import Line
from cramps.queries.asking.naming import Taken
from cramps.queries.parts import Part
from cramps.ranking.danger import Danger

Kind = Literal["connected", "record", "differential", "drugs", "nothing"]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An answer."""

    question: str
    kind: Kind
    #: What was recognised: the words, and the record that they were taken for.
    records: tuple[Taken, ...]
    parts: tuple[Part, ...]
    #: Words that were not recognised.
    unrecognised: tuple[str, ...]
    lines: tuple[Line, ...]
    #: What of ``records`` was taken for what has the word in its name.
    guessed: tuple[Taken, ...] = ()
    #: The rules of danger that the patient of whom it tells raises, the most urgent first.
    dangers: tuple[Danger, ...] = ()
    #: The question without the words that only ask, as a case is read in it.
    told: str = ""
    #: The group of disorders that was asked for.
    group: str | None = None
    #: What was named or asked and is not answered by a statement, in the words of the question.
    unanswered: tuple[str, ...] = ()
