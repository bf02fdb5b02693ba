"""Regular expressions that are compiled when they are first used.

Compiling one takes 0.1 to 2 ms; the program has hundreds, and a command uses a few of them (docs/speed.md).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final, cast

#: What is asked of a pattern, found at once from its second use on.
_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Late:
    """Stands for a pattern, and makes it when one of its methods or attributes is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_from = (text, flags)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(*self._made_from)

    def __getattr__(self, name: str) -> Any:
        for method in _METHODS:
            setattr(self, method, getattr(self._pattern, method))
        return getattr(self._pattern, name)


def late_regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give what `re.compile` gives, but for compiling it: a mistake in it is raised at its first use.

    It is asked through its methods: the functions of `re` do not take it, and the ``re`` of a match is not it.
    """
    return cast("re.Pattern[str]", _Late(text, flags))
