"""A part of a text, with what it was taken for and whether it is there."""

from __future__ import annotations

from typing import Literal

import msgspec

from cramps.words.note_cues import Status

MentionKind = Literal["finding", "result", "drug", "measurement"]
How = Literal["written", "slip", "nearest"]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """What a text says, and where."""

    text: str
    #: Characters from the beginning of the text; ``end`` is the first behind it.
    start: int
    end: int
    id: str
    kind: MentionKind
    status: Status
    #: The number with its unit, where the text gives one.
    value: str | None = None
    #: The words mean the record, no less: only then a denial counts.
    exact: bool = True
    #: How the words were taken for the record: as they stand, with a slip, or for what comes nearest.
    how: How = "written"
    #: It is supposed by a small word (if, unless), and neither feared nor advised about: it may be there.
    supposed: bool = False
    #: The reader said that it was read wrongly: it is left out.
    struck: bool = False
