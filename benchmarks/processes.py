"""Whole processes, run in turn and asked what they took."""

import os
import statistics
import subprocess
from collections.abc import Sequence
from typing import NamedTuple


class Program(NamedTuple):
    """A command line, and what its environment has on top of the common one."""

    command: Sequence[str]
    environment: dict[str, str] | None = None
    #: Exit codes with which it does what it is asked.
    codes: tuple[int, ...] = (0,)


class Taken(NamedTuple):
    """What a process took: seconds of a processor, and the most memory that it held."""

    seconds: float
    megabytes: float


def run(program: Program) -> Taken:
    """Run a program to its end. Raises RuntimeError where it fails.

    Counted is the time that processors worked for it, not the time that passed: both are the same on an
    idle machine, and other work on a busy one changes the first little.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CRAMPS_")}
    environment |= {"COLUMNS": "100", **(program.environment or {})}
    process = subprocess.Popen(
        program.command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in program.codes:
        raise RuntimeError(f"{' '.join(program.command)} failed with {process.returncode}")
    return Taken(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turn(programs: dict[str, Program], runs: int) -> dict[str, Taken]:
    """Run programs one after the other, so many times, and give the medians of what each took.

    A machine that slows down slows all of them. The first round is not counted: it fills the caches.
    """
    taken: dict[str, list[Taken]] = {name: [] for name in programs}
    for _ in range(runs + 1):
        for name, program in programs.items():
            taken[name].append(run(program))
    return {
        name: Taken(
            statistics.median(t.seconds for t in many[1:]),
            statistics.median(t.megabytes for t in many[1:]),
        )
        for name, many in taken.items()
    }
