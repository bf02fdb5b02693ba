"""A folder of YAML, or a compiled file -> the knowledge base."""

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

from cramps.knowledge import container
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.files import is_folder, readable
from cramps.knowledge.places import packaged_knowledge

LARGEST_COMPILED: Final = 512 * 2**20


def load(path: str | os.PathLike[str] | None = None) -> KnowledgeBase:
    """Open the knowledge base at ``path``, by default the packaged one.

    Raises InvalidKnowledgeBase, with all problems of all files, when there are any.
    """
    place = packaged_knowledge() if path is None else Path(path)
    if is_folder(place):
        from cramps.curation.folder import load_folder  # a compiled one needs no YAML

        return load_folder(place)
    with readable(place, LARGEST_COMPILED):
        data = _mapped(place)
    return container.decode(data, str(place))


def _mapped(place: Path) -> bytes | mmap:
    """Give a file's bytes without reading them all: a command needs few of them."""
    with place.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ) if place.stat().st_size else b""
