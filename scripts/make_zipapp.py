"""Make ``cramps.pyz``: the program with its libraries in one file, for a Python that may install nothing.

``python scripts/make_zipapp.py [FILE]`` installs this checkout with its dependencies into a scratch folder
(``pip install --target``) and packs that. A compiled library (msgspec, libyaml) cannot be imported from
an archive, so the file unpacks itself into the user's cache folder at its first call. For the same
reason it runs on the system, and the version of Python, that it was made with, and says so elsewhere.
"""

import hashlib
import subprocess
import sys
import sysconfig
import tempfile
import zipapp
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: Runs before anything is unpacked: the standard library, and platformdirs, which is imported from the archive.
MAIN = '''\
"""Unpacks the program into the user's cache folder, once, and runs it there."""

import os
import sys

MADE_FOR = {made_for!r}
DIGEST = {digest!r}


def unpacked():
    """Give the folder of the unpacked program; whoever unpacks first wins."""
    import shutil
    import tempfile
    import zipfile

    from platformdirs import user_cache_path

    folder = user_cache_path("cramps", appauthor=False) / ("pyz-" + DIGEST)
    if folder.is_dir():
        return str(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = tempfile.mkdtemp(prefix="pyz-", suffix=".part", dir=folder.parent)
    try:
        with zipfile.ZipFile(sys.path[0]) as archive:
            archive.extractall(part)
        try:
            os.rename(part, folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return str(folder)


def main():
    import sysconfig

    here = [sysconfig.get_python_version(), sysconfig.get_platform()]
    if here != MADE_FOR:
        sys.exit("cramps: this file was made for Python {{}} on {{}}, and this is {{}} on {{}}".format(*MADE_FOR, *here))
    try:
        place = unpacked()
    except OSError as error:
        sys.exit("cramps: cannot unpack into the cache folder: {{}}".format(error))
    for name in [name for name in sys.modules if name.partition(".")[0] == "platformdirs"]:
        del sys.modules[name]
    sys.path[0] = place
    from cramps.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
'''


def digest(folder: Path) -> str:
    """Name what is packed by its content: another build is unpacked into another folder."""
    told = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            told.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:16]


def make(target: Path) -> None:
    """Write the file. Raises CalledProcessError where pip cannot install."""
    with tempfile.TemporaryDirectory() as scratch:
        inside = Path(scratch) / "inside"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target"]
        subprocess.run([*pip, str(inside), str(ROOT)], check=True)
        made_for = [sysconfig.get_python_version(), sysconfig.get_platform()]
        main = MAIN.format(made_for=made_for, digest=digest(inside))
        (inside / "__main__.py").write_text(main, encoding="utf-8")
        part = Path(scratch) / "cramps.pyz"
        zipapp.create_archive(inside, part, "/usr/bin/env python3", compressed=True)
        target.write_bytes(part.read_bytes())
        target.chmod(0o755)


if __name__ == "__main__":
    written = Path(sys.argv[1] if len(sys.argv) > 1 else "cramps.pyz")
    make(written)
    print(f"{written}: {written.stat().st_size} bytes")
