"""Compiled copies of folders of YAML in the user's cache folder: a folder is read once, then opened.

A copy is used only while every file of the folder has the size and the times that it had when it was
read. A file that was then younger than two seconds is compared by its content: some file systems do
not tell two changes of one second apart. Another version of the program, or of the modules that read
and compile, makes its own copy. Whatever goes wrong with a copy, the folder is read instead.
"""

import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from cramps.errors import InvalidKnowledgeBase
from cramps.knowledge import container
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.files import files_of, mapped
from cramps.version import __version__

#: Set to anything, it keeps the program from reading or writing copies.
SWITCH: Final = "CRAMPS_NO_CACHE"
#: Name of the part that tells what a copy was made from.
MADE_FROM: Final = "made-from"

#: The coarsest clock of a file system in use (FAT), in nanoseconds.
_YOUNG: Final = 2 * 10**9
_DAY: Final = 24 * 60 * 60
#: Copies that were not used for so many days are removed, and the oldest beyond so many.
_DAYS_KEPT: Final = 30
_MOST_KEPT: Final = 16
#: What can go wrong with a copy.
_UNUSABLE: Final = (OSError, ValueError, InvalidKnowledgeBase)
#: The packages, from that of the program, that read and compile.
_READING: Final = ("curation", "knowledge", "laboratory", "weighing", "words")


class File(msgspec.Struct, frozen=True, array_like=True):
    """One file of a folder as it was."""

    name: str
    size: int
    #: When its content and when its record was changed, in nanoseconds.
    modified: int
    changed: int
    #: Digest of its content, where the times do not tell a change for sure; else empty.
    content: str


class MadeFrom(msgspec.Struct, frozen=True, array_like=True):
    """What a copy was made from, and by what."""

    program: str
    folder: str
    files: tuple[File, ...]


def load_folder(folder: Path, reading: Callable[[], None] | None = None) -> KnowledgeBase:
    """Open a folder by its copy where there is a current one, else tell ``reading``, read it and keep a copy.

    Raises InvalidKnowledgeBase where the folder has mistakes.
    """
    place = _place(folder)
    kb = _kept(place, folder) if place else None
    if kb is not None:
        return kb
    from cramps.curation.folder import load_folder as read

    if reading is not None:
        reading()
    if place is None:
        return read(folder)
    before = _state(folder)
    kb = read(folder)
    if before is None or not _holds(before, folder):  # changed while it was read
        return kb
    return _keep(place, folder, before, kb)


def _place(folder: Path) -> Path | None:
    """Give the file of a folder's copy; None where none is wanted or there is no place for one."""
    if os.environ.get(SWITCH):
        return None
    from platformdirs import user_cache_dir

    try:
        cache = Path(user_cache_dir("cramps", appauthor=False))
        if not cache.is_absolute():  # no home
            return None
        key = f"{folder.resolve()}\n{_program()}"
    except (OSError, ValueError, RuntimeError):
        return None
    return cache / f"{zlib.crc32(os.fsencode(key)):08x}.json"


def _program() -> str:
    """Name what reads and compiles: the version, and the state of the modules that do it."""
    package = Path(__file__).parent.parent
    digest = 0
    for name in _READING:
        with os.scandir(package / name) as modules:
            for module in sorted(modules, key=lambda entry: entry.name):
                if module.name.endswith(".py"):
                    state = module.stat()
                    told = f"{module.name} {state.st_size} {state.st_mtime_ns}"
                    digest = zlib.crc32(told.encode(), digest)
    return f"{__version__} {container.FORMAT} {container.rules()} {digest:08x}"


def _state(folder: Path) -> MadeFrom | None:
    """Tell how a folder is now; None where it cannot be told."""
    youngest = time.time_ns() - _YOUNG
    files = []
    try:
        for file in files_of(folder):
            state = file.stat()
            young = max(state.st_mtime_ns, state.st_ctime_ns) > youngest
            files.append(
                File(
                    _name(file, folder),
                    state.st_size,
                    state.st_mtime_ns,
                    state.st_ctime_ns,
                    _digest(file) if young else "",
                )
            )
        return MadeFrom(_program(), ascii(folder.resolve()), tuple(files))
    except _UNUSABLE:
        return None


def _holds(before: MadeFrom, folder: Path) -> bool:
    """Tell whether a folder is still as it was."""
    try:
        now = files_of(folder)
        if len(now) != len(before.files) or before.folder != ascii(folder.resolve()):
            return False
        for file, was in zip(now, before.files, strict=True):
            state = file.stat()
            told = (_name(file, folder), state.st_size)
            times = (state.st_mtime_ns, state.st_ctime_ns)
            if told != (was.name, was.size) or times != (was.modified, was.changed):
                return False
            if was.content and was.content != _digest(file):
                return False
    except _UNUSABLE:
        return False
    return before.program == _program()


def _name(file: Path, folder: Path) -> str:
    return ascii(str(file.relative_to(folder)))  # a name need not be text


def _digest(file: Path) -> str:
    from hashlib import blake2b

    return blake2b(file.read_bytes(), digest_size=16).hexdigest()


def _kept(place: Path, folder: Path) -> KnowledgeBase | None:
    """Open a copy; None where there is none that can be read and is current."""
    try:
        kb = container.decode(mapped(place), str(folder), lambda: _discard(place))
        made_from = kb.prepared_as(MADE_FROM, MadeFrom)
        if made_from is None or not _holds(made_from, folder):
            return None
        if time.time() - place.stat().st_mtime > _DAY:
            os.utime(place)  # used: `_prune` goes by it
    except _UNUSABLE:
        return None
    return kb


def _discard(place: Path) -> str:
    """Remove a damaged copy, and say what to do."""
    try:
        place.unlink(missing_ok=True)
    except OSError:
        return f"its copy is damaged: remove {place}"
    return "its copy was damaged and is removed: run the command again"


def _keep(place: Path, folder: Path, before: MadeFrom, kb: KnowledgeBase) -> KnowledgeBase:
    """Compile a knowledge base, keep that, and give it as it will be opened."""
    from cramps.atomic_files import replace
    from cramps.curation.compilation import encode

    data = encode(kb, {MADE_FROM: before})
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace(place, data)
        _prune(place.parent)
    except OSError:  # a full disk, a home that cannot be written: then there is no copy
        pass
    return container.decode(data, str(folder))


def _prune(cache: Path) -> None:
    """Remove copies that nobody uses, and what was left of writing."""
    now = time.time()
    for suffix, most, days in ((".json", _MOST_KEPT, _DAYS_KEPT), (".part", None, 1)):
        used = sorted(((f.stat().st_mtime, f) for f in cache.glob(f"*{suffix}")), reverse=True)
        for number, (last, file) in enumerate(used):
            if (most is not None and number >= most) or now - last > days * _DAY:
                file.unlink(missing_ok=True)
