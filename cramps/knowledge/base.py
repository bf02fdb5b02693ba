"""The knowledge base in memory: its records by id, each decoded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.pieces import UNREADABLE, Pieces

if TYPE_CHECKING:  # the records' types cost 15 ms, and programs that want JSON do without them
    from cramps.knowledge import model

R = TypeVar("R", bound="model.Record")
T = TypeVar("T")


#: What a list of disorders shows of each.
HEAD = (
    "id",
    "name",
    "aliases",
    "group",
    "phenomenon",
    "codes",
    "prevalence",
    "onset",
    "sex",
    "critical",
    "summary",
    "depth",
)


class Records(Mapping[str, R], Generic[R]):
    """Records of one kind by id, in the order of their file.

    A compiled knowledge base hands over undecoded JSON; a command then pays only for what it shows.
    """

    def __init__(self, file: str, source: Mapping[str, R | msgspec.Raw]) -> None:
        self._file = file
        self._source = source
        self._decoded: dict[str, R] = {}

    @cached_property
    def _decoder(self) -> msgspec.json.Decoder[R]:
        decoder: msgspec.json.Decoder[R] = msgspec.json.Decoder(KINDS[self._file].type)
        return decoder

    def __getitem__(self, record_id: str) -> R:
        """Give one record; raises KeyError where there is none."""
        record = self._decoded.get(record_id)
        if record is None:
            found = self._source[record_id]
            if isinstance(found, msgspec.Raw):
                try:
                    record = self._decoder.decode(found)
                except UNREADABLE as error:
                    raise _other_version(record_id, error) from error
            else:
                record = found
            self._decoded[record_id] = record
        return record

    def plain(self, record_id: str) -> dict[str, Any]:
        """Give one record as plain JSON values under the names of the model, read without its type."""
        found = self._source[record_id]
        if not isinstance(found, msgspec.Raw):
            found = msgspec.Raw(msgspec.json.encode(found))
        try:
            values: dict[str, Any] = msgspec.json.decode(found)
        except UNREADABLE as error:
            raise _other_version(record_id, error) from error
        return values

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._source)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._source)

    def __contains__(self, record_id: object) -> bool:
        """Tell whether there is such a record, without decoding it."""
        return record_id in self._source


def _other_version(what: str, error: Exception) -> InvalidKnowledgeBase:
    return InvalidKnowledgeBase(
        f"compiled by another version of cramps ({what}: {error}); compile it again"
    )


class KnowledgeBase:
    """Everything that is known, by kind.

    ``tables`` maps each name of ``kinds.KINDS`` to its records, decoded or not.
    ``prepared`` holds what `cramps compile` computed beforehand, undecoded, by name.
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Any]],
        origin: str,
        prepared: Mapping[str, msgspec.Raw] | None = None,
    ) -> None:
        self._tables = tables
        #: Where it was read from.
        self.origin = origin
        self.prepared = prepared or {}
        self._records: dict[str, Records[Any]] = {}
        #: What has been computed of it, by name; see `once`.
        self.computed: dict[str, Any] = {}

    def table(self, name: str) -> Records[Any]:
        """Give the records of one file of the knowledge base."""
        if name not in self._records:
            self._records[name] = Records(name, self._tables.get(name, {}))
        return self._records[name]

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Give what is computed of it under a name: made for the first who asks, and kept for who asks again."""
        if name not in self.computed:
            self.computed[name] = make()
        known: T = self.computed[name]
        return known

    def prepared_as(self, name: str, kind: type[T]) -> T | None:
        """Give what `cramps compile` computed under a name; None where it did not.

        Raises InvalidKnowledgeBase where it is of another kind.
        """
        return self.decoded(self.prepared[name], kind, name) if name in self.prepared else None

    def decoded(self, raw: msgspec.Raw, kind: type[T], name: str) -> T:
        """Decode a piece of what was computed. Raises InvalidKnowledgeBase where it is of another kind."""
        return self.read_with(msgspec.json.Decoder(kind), raw, name)

    def read_with(self, decoder: msgspec.json.Decoder[T], raw: msgspec.Raw, name: str) -> T:
        """Decode as `decoded` does, with a decoder for many pieces."""
        try:
            return decoder.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise _other_version(name, error) from error

    def pieces(self, name: str, *, by_name: bool = True) -> Pieces | None:
        """Give a part that `cramps compile` computed, to be read piece by piece; None without one.

        With ``by_name`` off its pieces are read by their places, which another part tells.
        """
        within = getattr(self.prepared, "within", None)
        if within is None or name not in self.prepared:
            return None
        pieces: Pieces = within(name, by_name=by_name)
        return pieces

    @property
    def disorders(self) -> Records[model.Disorder]:
        """Disorders, the heart of it."""
        return self.table("disorders")

    @property
    def families(self) -> Records[model.Family]:
        """Umbrella words."""
        return self.table("families")

    @property
    def findings(self) -> Records[model.Finding]:
        """Symptoms, signs, triggers and circumstances."""
        return self.table("findings")

    @property
    def tests(self) -> Records[model.Test]:
        """Diagnostic tests with their possible results."""
        return self.table("tests")

    @property
    def treatments(self) -> Records[model.Treatment]:
        """Treatments."""
        return self.table("treatments")

    @property
    def drugs(self) -> Records[model.Drug]:
        """Drugs and toxins that cause cramps."""
        return self.table("drugs")

    @property
    def red_flags(self) -> Records[model.RedFlag]:
        """Rules of danger."""
        return self.table("red_flags")

    @property
    def overview(self) -> Records[model.OverviewSection]:
        """What holds for no single disorder."""
        return self.table("overview")

    @property
    def sources(self) -> Records[model.Source]:
        """Publications, each once."""
        return self.table("sources")

    @cached_property
    def results(self) -> dict[str, tuple[model.Test, model.Result]]:
        """Every possible result with the test that gives it."""
        return {r.id: (test, r) for test in self.tests.values() for r in test.results}

    @cached_property
    def heads(self) -> tuple[dict[str, Any], ...]:
        """Of each disorder what a list shows, as plain JSON values."""
        prepared = self.prepared_as("heads", tuple[dict[str, Any], ...])
        if prepared is not None:
            return prepared
        plain = map(self.disorders.plain, self.disorders)
        return tuple({key: values[key] for key in HEAD} for values in plain)

    @cached_property
    def narrower(self) -> dict[str, tuple[str, ...]]:
        """Each finding's narrower ones, however many levels down."""
        prepared = self.prepared_as("narrower", dict[str, tuple[str, ...]])
        if prepared is not None:
            return prepared
        below: dict[str, set[str]] = {}
        for finding_id in self.findings:
            for above in self.broader(finding_id):
                below.setdefault(above, set()).add(finding_id)
        return {finding: tuple(sorted(ids)) for finding, ids in sorted(below.items())}

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

    @cached_property
    def taken_as(self) -> dict[str, tuple[str, ...]]:
        """The findings that say that a drug is taken, each with the drugs."""
        prepared = self.prepared_as("taken-as", dict[str, tuple[str, ...]])
        if prepared is not None:
            return prepared
        drugs: dict[str, list[str]] = {}
        for drug in self.drugs:
            finding = self.drugs.plain(drug).get("finding")
            if finding:
                drugs.setdefault(finding, []).append(drug)
        return {finding: tuple(ids) for finding, ids in drugs.items()}

    @cached_property
    def denied_with(self) -> dict[str, tuple[str, ...]]:
        """What is denied with each finding: its kinds, but not along ``broader_here``."""
        prepared = self.prepared_as("denied-with", dict[str, tuple[str, ...]])
        if prepared is not None:
            return prepared
        above = {
            f.id: tuple(b for b in f.broader if b not in f.broader_here)
            for f in self.findings.values()
        }
        below: dict[str, set[str]] = {}
        for finding_id, parents in above.items():
            waiting, found = list(parents), set()
            while waiting:
                broad = waiting.pop()
                if broad not in found:
                    found.add(broad)
                    waiting.extend(above[broad])
            for broad in found:
                below.setdefault(broad, set()).add(finding_id)
        return {finding: tuple(sorted(ids)) for finding, ids in sorted(below.items())}

    def denies(self, finding_id: str) -> tuple[str, ...]:
        """Give all findings that are denied with this one: its kinds, but not along ``broader_here``."""
        return self.denied_with.get(finding_id, ())

    def name(self, file: str, record_id: str) -> str:
        """Name a record for a reader, without decoding more of it than that takes."""
        labels = self._labels(file, str)
        if labels is not None:
            return labels[record_id]
        name: str = self.table(file).plain(record_id)["name"]
        return name

    def _labels(self, of: str, kind: type[T]) -> dict[str, T] | None:
        """Give the prepared names of all records of a kind by id, or of the results; else None."""

        def made() -> dict[str, T] | None:
            pieces = self.pieces("labels")
            if pieces is None or of not in pieces:
                return None
            return self.decoded(pieces[of], dict[str, kind], "labels")  # type: ignore[valid-type]

        return self.once(f"labels-{of}", made)

    def build_labels(self) -> dict[str, dict[str, Any]]:
        """Give the names of all records by kind and id, and those of the results."""
        labels: dict[str, dict[str, Any]] = {}
        for stem in KINDS:
            named = {i: self.table(stem).plain(i).get("name") for i in self.table(stem)}
            if any(named.values()):
                labels[stem] = {record_id: name for record_id, name in named.items() if name}
        return {**labels, "results": self.result_names}

    @cached_property
    def result_names(self) -> dict[str, tuple[str, str]]:
        """The name of every possible result after that of the test that gives it."""
        labels = self._labels("results", tuple[str, str])
        if labels is not None:
            return labels
        plain = map(self.tests.plain, self.tests)
        return {r["id"]: (test["name"], r["name"]) for test in plain for r in test["results"]}

    def label(self, record_id: str) -> str:
        """Name a finding or a result for a reader."""
        if record_id in self.findings:
            return self.name("findings", record_id)
        test, result = self.result_names[record_id]
        return result if test.casefold() in result.casefold() else f"{test}: {result}"
