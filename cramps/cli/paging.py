"""Long output on a terminal goes through the reader's pager, as git and gh do it."""

from __future__ import annotations

import os
import sys
from typing import Final

from cramps.cli.writing import encoded, is_terminal, width

#: What ``less`` is told where LESS says nothing: leave at once what fits, keep colours, leave the text.
_LESS: Final = "FRX"


def pager() -> str | None:
    """Give the command of the pager: CRAMPS_PAGER, then PAGER, then less; None where there is none.

    An empty one, and ``cat``, mean that nothing is paged.
    """
    from shutil import which

    for name in ("CRAMPS_PAGER", "PAGER"):
        wish = os.environ.get(name)
        if wish is not None:
            return None if wish.strip() in ("", "cat") else wish
    return which("less")


def is_long(text: str) -> bool:
    """Tell whether a text is longer than the terminal, with a line left for the prompt."""
    from shutil import get_terminal_size

    room, lines = width(), get_terminal_size((80, 24)).lines
    taken = sum(1 + max(0, len(line) - 1) // room for line in text.splitlines())
    return taken >= lines


def page(text: str) -> bool:
    """Show a text in the pager; False where it was not, because it fits or there is no terminal."""
    if not is_terminal(sys.stdout) or not is_long(text):
        return False
    command = pager()
    return command is not None and _run(command, text)


def _run(command: str, text: str) -> bool:
    import signal
    import subprocess

    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    sys.stdout.flush()
    kept = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager's own: it stops a search
    try:
        # The reader's own words, as for git: they may hold options and pipes.
        process = subprocess.Popen(  # noqa: S602
            command, shell=True, stdin=subprocess.PIPE, env=environment
        )
        process.communicate(encoded(text, sys.stdout, for_programs=False))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, kept)
    return process.returncode not in (126, 127)  # what a shell says of a command that it cannot run
