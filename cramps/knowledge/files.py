"""Files of a knowledge base, and why one cannot be read, in a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cramps.errors import InvalidKnowledgeBase

HINT: Final = "name a folder of YAML files or a compiled file"


def is_folder(place: Path) -> bool:
    """Tell whether there is a folder; a name that cannot be looked up is none."""
    try:
        return place.is_dir()
    except OSError:  # too long a name, or no right to look: `readable` says which
        return False


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
