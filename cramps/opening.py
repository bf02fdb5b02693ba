"""A folder of YAML, or a compiled file -> the knowledge base."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cramps.knowledge import container
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.files import is_folder, mapped, readable
from cramps.knowledge.packaged_files import packaged_knowledge

LARGEST_COMPILED: Final = 512 * 2**20


def load(
    path: str | os.PathLike[str] | None = None, *, reading: Callable[[], None] | None = None
) -> KnowledgeBase:
    """Open the knowledge base at ``path``, by default the packaged one.

    Of a folder a compiled copy is kept in the user's cache folder; CRAMPS_NO_CACHE=1 keeps from that.
    ``reading`` is called before a folder is read that has no current copy: that takes a while.
    Raises InvalidKnowledgeBase, with all problems of all files, when there are any.
    """
    place = packaged_knowledge() if path is None else Path(path)
    if is_folder(place):
        from cramps.curation.cache import load_folder  # a compiled one needs no copy

        return load_folder(place, reading)
    with readable(place, LARGEST_COMPILED):
        data = mapped(place)
    return container.decode(data, str(place))
