"""The published cases of ``benchmarks/cases``: read them, split them, hand them to a ranking."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml

from cramps.ranking.differential import Case, Sex

FOLDER = Path(__file__).parent / "cases"

Half = Literal["tuning", "test"]
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a case was read."""

    id: Annotated[str, msgspec.Meta(pattern=r"^(PMID:\d+|PMCID:PMC\d+|DOI:10\.|NBK\d+|https?://)")]
    #: In square brackets where it is not the page's own title.
    title: Text
    authors: Text | None = None
    year: int | None = None
    journal: Text | None = None
    kind: Literal["case-report", "case-series", "textbook", "teaching-case"]
    #: Which of several patients, or what of the page was not read.
    note: Text | None = None


#: Whose the second coding is.
Coder = Literal["first-coder", "another"]


class Differences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What only one of two codings has; the lists of the case hold what was settled."""

    first_only: tuple[str, ...] = ()
    second_only: tuple[str, ...] = ()


class SecondCoding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a second coding of the same text differed from the first; nothing where they agreed."""

    #: Who coded for the second time: the first coder again, or somebody who had not seen the first coding.
    by: Coder = "first-coder"
    present: Differences = Differences()
    absent: Differences = Differences()
    results: Differences = Differences()


class PublishedCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One patient of the literature, coded from the text alone."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*-\d+$")]
    #: Id of the disorder; None where the knowledge base has no entry for it.
    disorder: str | None
    #: The source's own final diagnosis.
    diagnosis: Text
    source: Source
    age: float | None = None
    onset_age: float | None = None
    sex: Sex | None = None
    present: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    absent: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    #: What the text tells and no id expresses.
    uncoded: tuple[Text, ...] = ()
    #: None where the case was coded once, or before second codings were kept.
    second: SecondCoding | None = None

    @property
    def half(self) -> Half:
        """Tell which half the case belongs to; its id decides, for ever."""
        return half(self.id)

    def as_case(self, *, results: bool) -> Case:
        """Give what a ranking is told: all of it, or history and examination only."""
        return Case(
            present=self.present,
            absent=self.absent,
            results=self.results if results else (),
            drugs=self.drugs,
            age=self.age,
            onset_age=self.onset_age,
            sex=self.sex,
        )


def half(case_id: str) -> Half:
    """Split by the first byte of the id's SHA-256: even is tuning, odd is test."""
    return "test" if sha256(case_id.encode()).digest()[0] % 2 else "tuning"


def read(folder: Path = FOLDER) -> list[PublishedCase]:
    """Read all cases, sorted by id. Raises msgspec.ValidationError for one in another form."""
    found: list[PublishedCase] = []
    for file in sorted(folder.glob("*.yaml")):
        records = yaml.safe_load(file.read_text(encoding="utf-8"))
        found += msgspec.convert(records, list[PublishedCase])
    return sorted(found, key=lambda c: c.id)
