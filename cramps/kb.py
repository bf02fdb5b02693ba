"""The knowledge base in memory: its records by id, each decoded when it is first asked for."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from cramps import model
from cramps.errors import InvalidKnowledgeBase

R = TypeVar("R", bound=model.Record)


class Records(Mapping[str, R], Generic[R]):
    """Records of one kind by id, in the order of their file.

    A compiled knowledge base hands over undecoded JSON; a command then pays only for what it shows.
    """

    def __init__(self, kind: type[R], source: Mapping[str, R | msgspec.Raw]) -> None:
        self._source = source
        self._decoded: dict[str, R] = {}
        self._decoder = msgspec.json.Decoder(kind)

    def __getitem__(self, record_id: str) -> R:
        """Give one record; raises KeyError where there is none."""
        record = self._decoded.get(record_id)
        if record is None:
            found = self._source[record_id]
            if isinstance(found, msgspec.Raw):
                try:
                    record = self._decoder.decode(found)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    raise InvalidKnowledgeBase(
                        f"compiled by another version of cramps ({record_id}: {error}); "
                        "compile it again"
                    ) from error
            else:
                record = found
            self._decoded[record_id] = record
        return record

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._source)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._source)

    def __contains__(self, record_id: object) -> bool:
        """Tell whether there is such a record, without decoding it."""
        return record_id in self._source


class KnowledgeBase:
    """Everything that is known, by kind.

    ``tables`` maps each name of ``model.FILES`` to its records, decoded or not.
    ``prepared`` holds what `cramps compile` computed beforehand, undecoded, by name.
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Any] | msgspec.Raw],
        origin: str,
        prepared: Mapping[str, msgspec.Raw] | None = None,
    ) -> None:
        self._tables = tables
        #: Where it was read from.
        self.origin = origin
        self.prepared = prepared or {}

    def table(self, name: str, kind: type[R]) -> Records[R]:
        """Give the records of one file of the knowledge base."""
        source = self._tables.get(name, {})
        if isinstance(source, msgspec.Raw):
            try:
                source = msgspec.json.decode(source, type=dict[str, msgspec.Raw])
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise InvalidKnowledgeBase(
                    f"compiled by another version of cramps ({name}: {error}); compile it again"
                ) from error
        return Records(kind, source)

    @cached_property
    def disorders(self) -> Records[model.Disorder]:
        """Disorders, the heart of it."""
        return self.table("disorders", model.Disorder)

    @cached_property
    def families(self) -> Records[model.Family]:
        """Umbrella words."""
        return self.table("families", model.Family)

    @cached_property
    def findings(self) -> Records[model.Finding]:
        """Symptoms, signs, triggers and circumstances."""
        return self.table("findings", model.Finding)

    @cached_property
    def tests(self) -> Records[model.Test]:
        """Diagnostic tests with their possible results."""
        return self.table("tests", model.Test)

    @cached_property
    def treatments(self) -> Records[model.Treatment]:
        """Treatments."""
        return self.table("treatments", model.Treatment)

    @cached_property
    def drugs(self) -> Records[model.Drug]:
        """Drugs and toxins that cause cramps."""
        return self.table("drugs", model.Drug)

    @cached_property
    def overview(self) -> Records[model.OverviewSection]:
        """What holds for no single disorder."""
        return self.table("overview", model.OverviewSection)

    @cached_property
    def sources(self) -> Records[model.Source]:
        """Publications, each once."""
        return self.table("sources", model.Source)

    @cached_property
    def results(self) -> dict[str, tuple[model.Test, model.Result]]:
        """Every possible result with the test that gives it."""
        return {r.id: (test, r) for test in self.tests.values() for r in test.results}

    @cached_property
    def narrower(self) -> dict[str, tuple[str, ...]]:
        """Each finding's narrower ones, however many levels down."""
        below: dict[str, set[str]] = {}
        for finding_id in self.findings:
            for above in self.broader(finding_id):
                below.setdefault(above, set()).add(finding_id)
        return {finding: tuple(sorted(ids)) for finding, ids in below.items()}

    def broader(self, finding_id: str) -> tuple[str, ...]:
        """Give all findings that this one is a kind of, nearest first."""
        found: dict[str, None] = {}
        waiting = list(self.findings[finding_id].broader)
        while waiting:
            above = waiting.pop(0)
            if above not in found:
                found[above] = None
                waiting.extend(self.findings[above].broader)
        return tuple(found)

    def label(self, record_id: str) -> str:
        """Name a finding or a result for a reader."""
        if record_id in self.findings:
            return self.findings[record_id].name
        test, result = self.results[record_id]
        return f"{test.name}: {result.name}"
