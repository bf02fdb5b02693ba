"""Measure whole processes side by side, and print ratios against the budgets of the design.

Usage: python benchmarks/startup.py [RUNS]

Each pair runs in turn (A B A B ...), so that a machine that slows down slows both; the ratio is that of
the medians. All programs run in one new environment into which this checkout is installed, with nothing
else beside it: what a user has. (POSIX only: it asks the system what each process took.)
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
TIMES = 100


class Pair(NamedTuple):
    """Two commands, and how much more the first may take."""

    title: str
    ours: list[str]
    theirs: list[str]
    budget: float
    memory: bool = False
    #: Environment for ours, on top of the common one.
    extra: dict[str, str] | None = None
    #: Environment for theirs.
    other_extra: dict[str, str] | None = None


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    megabytes: float


def measure(command: list[str], extra: dict[str, str] | None) -> Run:
    """Run a command to its end. Raises RuntimeError where it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CRAMPS_")}
    environment |= {"COLUMNS": "100", **(extra or {})}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def pairs(interpreter: str, large: str) -> list[Pair]:
    """Give what is measured."""
    python = [interpreter]
    packaged = [*python, "-m", "cramps"]
    enlarged = [*packaged, "--data", large]
    word = [*python, str(HERE / "hello/word.py"), "world"]
    table = [*python, str(HERE / "hello/table.py")]
    find = ["find", "--symptom", "fasciculations"]
    ddx = ["ddx", "--symptom", "cramps", "--sign", "fasciculations", "--sign", "foot drop"]
    ddx += ["--sign", "brisk reflexes", "--absent", "sensory loss", "--absent", "double vision"]
    as_table, as_json = ["--format", "table"], ["--json"]
    tab = {"_CRAMPS_COMPLETE": "complete_bash", "COMP_WORDS": "cramps show a", "COMP_CWORD": "2"}
    hello_tab = {"_WORD.PY_COMPLETE": "complete_bash", "COMP_WORDS": "word.py -", "COMP_CWORD": "1"}
    large_to_small = [
        Pair(
            f"{words[0]} --json, {TIMES} x larger : packaged",
            [*enlarged, *words, *as_json],
            [*packaged, *words, *as_json],
            3.0,
        )
        for words in (["list"], ["show", "als"], find)
    ]
    return [
        Pair("cramps list : 60-row table", [*packaged, "list", *as_table], table, 1.25),
        Pair("  the same, peak memory", [*packaged, "list", *as_table], table, 1.3, memory=True),
        Pair("cramps show als --json : word", [*packaged, "show", "als", *as_json], word, 1.25),
        Pair("cramps find : 60-row table", [*packaged, *find, *as_table], table, 1.4),
        Pair("cramps ddx, six findings : 60-row table", [*packaged, *ddx, *as_table], table, 1.4),
        Pair(
            "one Tab : one Tab",
            packaged,
            word[:2],
            1.25,
            extra=tab,
            other_extra=hello_tab,
        ),
        *large_to_small,
    ]


def install(place: Path) -> str:
    """Install this checkout into a new environment, and give its interpreter."""
    venv.create(place, with_pip=True)
    interpreter = str(place / "bin" / "python")
    quiet = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*quiet, str(HERE.parent)], check=True, stderr=subprocess.DEVNULL)
    return interpreter


def main() -> None:
    """Print one line a pair: the ratio, its budget, and both medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        large = str(Path(folder, "large.json"))
        interpreter = install(Path(folder, "venv"))
        subprocess.run([interpreter, HERE / "enlarge.py", str(TIMES), large], check=True)
        os.chdir(folder)  # away from the checkout, so that the installed package is what runs
        print(f"{'what':45} {'ratio':>6} {'budget':>6}          ours   theirs")
        for pair in pairs(interpreter, large):
            ours, theirs = [], []
            for _ in range(runs + 1):
                ours.append(measure(pair.ours, pair.extra))
                theirs.append(measure(pair.theirs, pair.other_extra))
            a, b = (
                statistics.median(run.megabytes if pair.memory else run.seconds for run in many[1:])
                for many in (ours, theirs)
            )
            verdict = "within" if a / b <= pair.budget else "OVER"
            unit = (" MB", 1) if pair.memory else (" ms", 1000)
            print(
                f"{pair.title:45} {a / b:6.2f} {pair.budget:6.2f} {verdict:6} "
                f"{a * unit[1]:6.0f}{unit[0]} {b * unit[1]:5.0f}{unit[0]}"
            )


if __name__ == "__main__":
    main()
