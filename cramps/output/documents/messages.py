"""Documents about the call and about the knowledge base as such: problems, coverage, lines of stderr."""

import msgspec
from msgspec import UNSET, UnsetType

from cramps.curation.completeness import FLOORS
from cramps.errors import Level
from cramps.knowledge.closed_lists import Depth


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake in a knowledge base."""

    #: The file, as the user named it.
    file: str
    #: From 1; 0 where the mistake has no line (a missing file).
    line: int
    column: int
    level: Level
    #: Short name of the rule, such as ``dangling-id``.
    rule: str
    #: The place inside the file, such as ``als.findings[3].finding``.
    path: str
    message: str


Coverage = msgspec.defstruct(
    "Coverage",
    [
        ("id", str),
        ("depth", Depth),
        *(
            (
                name.replace(" ", "_").replace("-", "_").replace(",", ""),
                int,
                msgspec.field(name=name),
            )
            for name in FLOORS
        ),
        ("below_the_floor", tuple[str, ...]),
    ],
    namespace={
        "__doc__": "How much is filled in of a disorder; the last names the parts of which a full entry has too little."
    },
    frozen=True,
    kw_only=True,
)


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a result."""

    message: str


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A remark: the result is what was asked for."""

    note: Remark


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """A warning: a part was left out."""

    warning: Remark


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no result, or not all of it."""

    #: ``not-found``, ``ambiguous``, ``usage``, ``cannot-write``, ``invalid-knowledge-base`` or ``error``.
    code: str
    message: str
    #: Up to three things that may have been meant.
    did_you_mean: tuple[str, ...]
    #: Of an invalid knowledge base its mistakes.
    problems: tuple[Problem, ...] | UnsetType = UNSET


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """An error."""

    error: Error
