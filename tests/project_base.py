"""The knowledge base of the project, compiled once for a whole run of the tests.

Reading and compiling it takes many seconds; the processes of a run share the one file, which the first that needs it makes.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from filelock import FileLock

from cramps.curation.compilation import encode
from cramps.knowledge.base import KnowledgeBase
from cramps.opening import load

DATA: Final = Path(__file__).parents[1] / "data"
_VARIABLE: Final = "PYTEST_RUN_OF_CRAMPS"
#: The folder of this run; the processes that pytest-xdist starts are told of it by the environment.
_OWNER: Final = _VARIABLE not in os.environ
if _OWNER:
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="cramps-tests-")
_FOLDER: Final = Path(os.environ[_VARIABLE])
#: Where `compiled` puts its file.
COMPILED: Final = _FOLDER / "knowledge.json"


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """Give a file or folder of this run; the first process that asks makes it, the others wait for it."""
    place = _FOLDER / name
    with FileLock(_FOLDER / f"{name}.lock"):
        if not place.exists():
            half = _FOLDER / f"{name}.half"
            make(half)
            half.replace(place)
    return place


@cache
def compiled() -> Path:
    """Give the compiled file of ``data/``."""
    return made_once(COMPILED.name, lambda file: file.write_bytes(encode(load(DATA))))


@cache
def knowledge() -> KnowledgeBase:
    """Give the knowledge base of ``data/`` as every test may read it, and none may change it."""
    return load(compiled())


def sweep() -> None:
    """Remove the folder where the run ends that made it."""
    if _OWNER:
        shutil.rmtree(_FOLDER, ignore_errors=True)
