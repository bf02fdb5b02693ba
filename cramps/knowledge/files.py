"""Files of a knowledge base, and why one cannot be read, in a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.packaged_files import ANNOTATIONS_NAME

HINT: Final = "name a folder of YAML files or a compiled file"


def is_folder(place: Path) -> bool:
    """Tell whether there is a folder; a name that cannot be looked up is none."""
    try:
        return place.is_dir()
    except OSError:  # too long a name, or no right to look: `readable` says which
        return False


def yaml_files(folder: Path) -> dict[str, list[Path]]:
    """Give the files of every kind in a folder: ``stem.yaml`` first, then ``stem/*.yaml`` by name.

    Raises InvalidKnowledgeBase where the folder cannot be read.
    """
    try:
        present = {file.name for file in folder.iterdir()}
        return {
            stem: [
                *([folder / f"{stem}.yaml"] if f"{stem}.yaml" in present else []),
                *(sorted((folder / stem).glob("*.yaml")) if stem in present else []),
            ]
            for stem in KINDS
        }
    except OSError as error:
        raise InvalidKnowledgeBase(f"{folder} cannot be read: {error.strerror}; {HINT}") from error


def files_of(place: Path) -> list[Path]:
    """Give all files that a knowledge base is read from: itself, or those of a folder."""
    if not is_folder(place):
        return [place]
    annotations = place / ANNOTATIONS_NAME
    return [
        *(file for files in yaml_files(place).values() for file in files),
        *([annotations] if annotations.exists() else []),
    ]


def mapped(place: Path) -> bytes | mmap:
    """Give a file's bytes without reading them all: a command needs few of them. Raises OSError."""
    with place.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ) if place.stat().st_size else b""


@contextmanager
def readable(place: Path, largest: int) -> Iterator[None]:
    """Refuse what is no file or larger than so many bytes, and say why a file cannot be read.

    Raises InvalidKnowledgeBase.
    """
    try:
        size = place.stat().st_size
        if not place.is_file():
            raise InvalidKnowledgeBase(f"{place} is not a regular file; {HINT}")
        if size > largest:
            raise InvalidKnowledgeBase(
                f"{place} has {size // 2**20} MB; a knowledge base file has at most "
                f"{largest // 2**20} MB; {HINT}"
            )
        yield
    except FileNotFoundError:
        raise InvalidKnowledgeBase(f"{place} does not exist; {HINT}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidKnowledgeBase(f"{place} cannot be read: {reason}; {HINT}") from error
