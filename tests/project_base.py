"""The knowledge base of the project, compiled once for a whole run of the tests.

Reading and compiling it takes many seconds; the processes of a run share the one file, which the first that needs it makes.
"""

import os
import shutil
import tempfile
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


@cache
def compiled() -> Path:
    """Give the compiled file of ``data/``; the first process that asks makes it, the others wait for it."""
    file = _FOLDER / "knowledge.json"
    with FileLock(_FOLDER / "lock"):
        if not file.exists():
            half = file.with_suffix(".half")
            half.write_bytes(encode(load(DATA)))
            half.replace(file)
    return file


@cache
def knowledge() -> KnowledgeBase:
    """Give the knowledge base of ``data/`` as every test may read it, and none may change it."""
    return load(compiled())


def sweep() -> None:
    """Remove the folder where the run ends that made it."""
    if _OWNER:
        shutil.rmtree(_FOLDER, ignore_errors=True)
