"""What a result in a disorder is for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cramps.knowledge import closed_lists

if TYPE_CHECKING:
    from cramps.knowledge import model

ROLES: Final[dict[closed_lists.TestRole, str]] = {
    "screen": "to screen",
    "confirm": "supports it",
    "exclude": "to rule out others",
    "monitor": "to follow it",
    "seen": "seen in it",
}
#: What is said of a result in place of that where it is the normal or the negative one: it is seen in the
#: disorder, and so it speaks for nothing.
NOT_EXCLUDED: Final = "does not exclude it"


def purpose(test: model.DisorderTest, result: model.Result) -> str:
    """Say what a result in a disorder is for."""
    normal = result.level in ("normal", "negative")
    return NOT_EXCLUDED if normal and test.role in ("screen", "seen") else ROLES[test.role]
