"""The kinds of record, in one table: a new kind is a line here and a class in ``model``.

*A kind is ``stem.yaml``, ``stem/*.yaml``, or both.* Disorders alone stand in two places: the register
``disorders.yaml`` and an entry ``disorders/<id>.yaml`` each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:  # the records' types cost 15 ms, and who only names a kind does without them
    from cramps.knowledge import model


class Kind(NamedTuple):
    """One kind of record."""

    #: Name of its file and folder, and of its table in the knowledge base.
    stem: str
    #: Its class in ``model``.
    record: str
    #: What a reader calls one of them.
    one: str

    @property
    def type(self) -> type[model.Record]:
        """The class of its records."""
        from cramps.knowledge import model

        kind: type[model.Record] = getattr(model, self.record)
        return kind


#: Every kind by its stem, in the order in which a folder is read.
KINDS: Final = {
    kind.stem: kind
    for kind in (
        Kind("disorders", "Disorder", "disorder"),
        Kind("families", "Family", "family"),
        Kind("findings", "Finding", "finding"),
        Kind("tests", "Test", "test"),
        Kind("treatments", "Treatment", "treatment"),
        Kind("drugs", "Drug", "drug"),
        Kind("red_flags", "RedFlag", "red flag"),
        Kind("overview", "OverviewSection", "overview"),
        Kind("sources", "Source", "source"),
    )
}
