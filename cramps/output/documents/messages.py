"""Documents about the call and about the knowledge base as such: problems, coverage, lines of stderr."""

import msgspec
from msgspec import UNSET, UnsetType

from cramps import errors
from cramps.curation.completeness import FLOORS
from cramps.json_schema import record_of
from cramps.knowledge.closed_lists import Depth

Problem = record_of(errors.Problem, "One mistake in a knowledge base.")

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
    problems: tuple[Problem, ...] | UnsetType = UNSET  # type: ignore[valid-type]


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """An error."""

    error: Error
