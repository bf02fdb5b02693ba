"""Points brought into the lines of a screen: each shortened by whole clauses before any is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cramps.output.formats.layout import Text, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cramps.output.views.forms import Point


class Fitting:
    """Points with their versions, of each the one that is told, and how many lines there are for all."""

    def __init__(
        self, points: Sequence[Point], versions: Sequence[list[list[Text]]], room: int, lines: int
    ) -> None:
        self._points = points
        #: Of each point the lines of its versions, the whole first.
        self._versions = [list(of) for of in versions]
        self._at = [0] * len(points)
        self._kept = list(range(len(points)))
        self._room = room
        self._lines = lines

    def blocks(self) -> list[list[Text]]:
        """Give the lines of the points that find room.

        The longest are shortened first, then the most dispensable left out; what room is left then is given
        back by turns, to the first points first.
        """
        self._shorten()
        self._leave_out()
        self._cut()
        self._grow()
        return [self._versions[n][self._at[n]] for n in self._kept]

    def _taken(self, n: int) -> int:
        return len(self._versions[n][self._at[n]])

    def _over(self) -> int:
        """Count the lines that are too many; of those that are left it is less than nothing."""
        return sum(map(self._taken, self._kept)) - self._lines

    def _shorten(self) -> None:
        """Tell the longest in a shorter version, until all fit or none has one."""
        while self._over() > 0:
            long = [n for n in self._kept if self._at[n] + 1 < len(self._versions[n])]
            if not long:
                return
            self._at[max(long, key=lambda n: (self._taken(n), n))] += 1

    def _leave_out(self) -> None:
        """Leave out what can be spared, and take back what finds room where a longer one had none."""
        spare = [n for n in self._kept if self._points[n].spare]
        spare.sort(key=lambda n: (-self._points[n].spare, -n))
        dropped = []
        for n in spare:
            if self._over() <= 0:
                break
            self._kept.remove(n)
            dropped.append(n)
        for n in reversed(dropped):
            if self._over() + self._taken(n) <= 0:
                self._kept = sorted((*self._kept, n))
            elif self._points[n].bar is not None:
                break  # what gives way to candidates stands behind no missing one

    def _cut(self) -> None:
        """Cut lines off where whole clauses still take too many."""
        while self._over() > 0:
            long = [n for n in self._kept if self._points[n].shorter and self._taken(n) > 1]
            if not long:
                return
            n = max(long, key=lambda n: (self._taken(n), n))
            cut = shortened(self._versions[n][-1], self._taken(n) - 1, self._room)
            self._versions[n].append(cut)
            self._at[n] = len(self._versions[n]) - 1

    def _grow(self) -> None:
        """Tell more of each by turns, while there is room."""
        growing = self._kept
        while growing:
            grown = []
            for n in (n for n in growing if self._at[n]):
                longer = len(self._versions[n][self._at[n] - 1]) - self._taken(n)
                if self._over() + longer <= 0:
                    self._at[n] -= 1
                    grown.append(n)
            growing = grown
