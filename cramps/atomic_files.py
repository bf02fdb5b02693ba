"""Files that are written whole or not at all: a reader sees the old one or the new one, never a part."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from cramps.errors import BadQuery, CannotWrite


def write_file(name: str | os.PathLike[str], data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write a file, or leave what is there as it was.

    The data goes into a file beside it, which takes its place at the end; so another process that
    has the old one open keeps that. A link is followed, the permissions of an old file are kept, and
    a device or a pipe (``/dev/stdout``) is written to as it is. ``inputs`` are the files that the
    data was made from; none of them is written over. Raises CannotWrite, in one clear line, and
    BadQuery where the name is empty.
    """
    if not os.fspath(name).strip():
        raise BadQuery("the name of the file to write is empty; name one behind --output")
    try:
        target = Path(name).resolve()
        if target.is_dir():
            raise CannotWrite(f"cannot write {name}: it is a folder; name a file in it")
        if target.exists():
            if any(file.exists() and target.samefile(file) for file in inputs):
                raise CannotWrite(
                    f"cannot write {name}: it was read for this; name another file for the result"
                )
            if not target.is_file():
                target.write_bytes(data)
                return
        replace(target, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWrite(f"cannot write {name}: {reason}") from error


def replace(target: Path, data: bytes) -> None:
    """Put a new file in the place of a regular one, or where there is none. Raises OSError."""
    from tempfile import mkstemp

    descriptor, beside = mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_permissions(target))
        os.replace(beside, target)  # noqa: PTH105  (a plain name, as mkstemp gives it)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _permissions(target: Path) -> int:
    """Give the permissions of an old file, or those that any new one would get."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_folder(name: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write files, by their paths, into a new or empty folder, all of them or none.

    They are written into a folder within it and then moved up. Raises CannotWrite, in one clear line,
    where something is there already, and BadQuery where the name is empty.
    """
    if not os.fspath(name).strip():
        raise BadQuery("the name of the folder to write is empty; name a new one")
    folder = Path(name)
    try:
        if folder.exists() and not folder.is_dir():
            raise CannotWrite(f"cannot write into {name}: it is a file; name a new folder")
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _refuse_full(folder)
            _move_in(folder, files)
        except BaseException:
            if new and not any(folder.iterdir()):
                folder.rmdir()
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWrite(f"cannot write into {name}: {reason}") from error


def _refuse_full(folder: Path, own: Path | None = None) -> None:
    """Raise CannotWrite where a folder holds anything but one's own."""
    if any(found != own for found in folder.iterdir()):
        raise CannotWrite(f"cannot write into {folder}: it is not empty; name a new folder")


def _move_in(folder: Path, files: Mapping[str, bytes]) -> None:
    from shutil import rmtree
    from tempfile import mkdtemp

    staging = Path(mkdtemp(prefix=".", suffix=".part", dir=folder))
    moved: list[Path] = []
    try:
        for name, data in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            with (staging / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        _refuse_full(folder, staging)  # another process was faster
        for part in sorted(staging.iterdir()):
            part.rename(folder / part.name)
            moved.append(folder / part.name)
    except BaseException:
        for target in moved:
            if target.is_dir():
                rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
        raise
    finally:
        rmtree(staging, ignore_errors=True)
