"""Measure whole processes side by side, and print ratios against the budgets of `docs/speed.md`.

Usage: python benchmarks/startup.py [--runs N] [--python INTERPRETER] [--only WORD] [--vocabulary]

Every command is run over the packaged knowledge base, over one of 200 full entries and over one of
2,300 (a hundred times the 23 of the first edition), both made by ``enlarge.py``, beside the smallest
Typer programs of its kind: in turn, so that a machine that slows down slows all; the ratios are those
of the medians. All run in one new environment into which this checkout is installed, with nothing else
beside it: what a user has; --python takes one that is there. (POSIX only: it asks the system what each
process took.)
"""

import argparse
import json
import os
import subprocess
import tempfile
import venv
from collections.abc import Iterator
from itertools import cycle, islice, permutations
from pathlib import Path
from typing import Final, NamedTuple

from processes import Program, Taken, in_turn

HERE = Path(__file__).parent
#: Cases of a stream that one core answers in a second.
RATE: Final = 2000
#: Full entries of the two generated knowledge bases, and what more a command may take over each.
GROWN: Final = {"200 entries": (200, 1.5), "2,300 entries": (2300, 3.0)}

_DDX = (
    *("--symptom", "cramps", "--sign", "fasciculations", "--sign", "foot drop"),
    *("--sign", "brisk reflexes", "--absent", "sensory loss", "--absent", "double vision"),
)
_PACKET = {
    "id": "one",
    "subject": {"id": "someone", "sex": "MALE"},
    "phenotypicFeatures": [{"type": {"id": "HP:0003394", "label": "Muscle spasm"}}],
    "measurements": [
        {
            "assay": {"id": "LOINC:2157-6", "label": "Creatine kinase"},
            "value": {"quantity": {"unit": {"id": "UCUM:U/L", "label": "U/L"}, "value": 2400}},
        }
    ],
    "metaData": {"phenopacketSchemaVersion": "2.0"},
}


class Command(NamedTuple):
    """A command of cramps, the program that it is measured against, and how much more it may take."""

    title: str
    words: tuple[str, ...]
    against: str
    budget: float
    codes: tuple[int, ...] = (0,)
    environment: dict[str, str] | None = None


def commands(packet: str) -> list[Command]:
    """Give what is measured, as `docs/speed.md` lists it."""
    word, rows = "word", "table"
    tab = {"_CRAMPS_COMPLETE": "complete_bash", "COMP_WORDS": "cramps show a", "COMP_CWORD": "2"}
    return [
        Command("list", ("list",), rows, 1.25),
        Command("show als --json", ("show", "als"), word, 1.25),
        Command("find", ("find", "--symptom", "fasciculations"), rows, 1.4),
        Command("ddx, six findings", ("ddx", *_DDX), rows, 1.4),
        Command("ask, six words", ("ask", "what helps night cramps in pregnancy"), rows, 1.4),
        Command("search", ("search", "quinine"), rows, 2.0),
        Command("find, unknown word", ("find", "--symptom", "zebra stripes"), rows, 2.0, (1,)),
        Command("symptoms WORDS", ("symptoms", "weak legs"), rows, 2.0),
        Command("ddx --phenopacket", ("ddx", "--phenopacket", packet), rows, 2.0),
        Command(  # of many copies none may be worth a question: 1
            "next", ("next", "--symptom", "cramps", "--sign", "fasciculations"), rows, 2.0, (0, 1)
        ),
        Command("one Tab", (), "tab", 1.25, environment=tab),
    ]


def hello(interpreter: str) -> dict[str, Program]:
    """Give the smallest programs, by what they do."""
    tab = {"_WORD.PY_COMPLETE": "complete_bash", "COMP_WORDS": "word.py -", "COMP_CWORD": "1"}
    word = (interpreter, str(HERE / "hello/word.py"))
    return {
        "word": Program((*word, "world")),
        "table": Program((interpreter, str(HERE / "hello/table.py"))),
        "tab": Program(word, tab),
    }


class Line(NamedTuple):
    """One comparison."""

    title: str
    ours: float
    theirs: float
    budget: float
    unit: str

    def __str__(self) -> str:
        ratio = self.ours / self.theirs
        verdict = "within" if ratio <= self.budget else "OVER"
        return (
            f"{self.title:42} {ratio:7.2f} {self.budget:6.2f}  {verdict:6} "
            f"{self.ours:8.0f} {self.unit} {self.theirs:7.0f} {self.unit}"
        )


def compared(
    command: Command, interpreter: str, grown: dict[str, str], runs: int
) -> Iterator[Line]:
    """Run one command over every knowledge base, and compare.

    Beside the larger ones its answer is written as JSON: a table of ten times as many rows is ten times
    Rich's work, whoever fills it.
    """
    script = str(Path(interpreter).parent / "cramps")

    def over(data: str | None, *form: str) -> Program:
        extra = {**(command.environment or {}), **({"CRAMPS_DATA": data} if data else {})}
        return Program((script, *command.words, *form), extra, command.codes)

    as_json = ("--json",) if command.words else ()
    as_shown = ("--format", "table") if command.against == "table" else as_json
    taken = in_turn(
        {
            command.against: hello(interpreter)[command.against],
            "shown": over(None, *as_shown),
            "packaged": over(None, *as_json),
            **{name: over(data, *as_json) for name, data in grown.items()},
        },
        runs,
    )
    small, shown = taken[command.against], taken["shown"]
    yield _time(f"{command.title} : {command.against}", shown, small, command.budget)
    if command.title == "list":
        yield Line("  the same, peak memory", shown.megabytes, small.megabytes, 1.3, "MB")
    for name in grown:
        yield _time(f"  {name} : packaged, as JSON", taken[name], taken["packaged"], GROWN[name][1])


def _time(title: str, ours: Taken, theirs: Taken, budget: float) -> Line:
    return Line(title, ours.seconds * 1000, theirs.seconds * 1000, budget, "ms")


def checkout(interpreter: str, folder: str, runs: int) -> Iterator[Line]:
    """Compare a folder of YAML that was read before with the installed program."""
    yaml = str(Path(folder, "yaml"))
    exporting = [interpreter, "-m", "cramps", "export", "--format", "yaml", yaml]
    subprocess.run(exporting, check=True, stdout=subprocess.DEVNULL)
    cache = {"XDG_CACHE_HOME": str(Path(folder, "cache")), "CRAMPS_DATA": yaml}
    for words in (("list", "--json"), ("show", "als", "--json"), ("search", "quinine", "--json")):
        call = (str(Path(interpreter).parent / "cramps"), *words)
        taken = in_turn({"again": Program(call, cache), "installed": Program(call)}, runs)
        title = f"checkout again, {words[0]} : installed"
        yield _time(title, taken["again"], taken["installed"], 1.5)


def stream(interpreter: str, folder: str, runs: int) -> Iterator[str]:
    """Tell how many cases a second of one core a stream answers, and whether its memory grows."""
    ids = ("muscle-cramps", "fasciculations", "weakness", "leg-cramps", "myalgia", "fatigue")
    cases = [
        json.dumps({"present": [a, b], "absent": [c], "age": 20 + number % 60})
        for number, (a, b, c) in enumerate(permutations(ids, 3))
    ]
    few, many = len(cases) * 5, len(cases) * 25
    programs = {}
    for count in (few, many):
        file = Path(folder, f"{count}.jsonl")
        file.write_text("\n".join(islice(cycle(cases), count)) + "\n")
        call = (str(Path(interpreter).parent / "cramps"), "ddx", "--cases", str(file))
        programs[str(count)] = Program(call, codes=(0, 1))
    taken = in_turn(programs, runs)
    short, long = taken[str(few)], taken[str(many)]
    rate = (many - few) / (long.seconds - short.seconds)
    verdict = "within" if rate >= RATE else "SHORT"
    yield f"{'--cases, a second of one core':42} {rate:7,.0f} {RATE:6,}  {verdict}"
    yield str(
        Line("  five times the cases, peak memory", long.megabytes, short.megabytes, 1.1, "MB")
    )


def install(place: Path) -> str:
    """Install this checkout into a new environment, and give its interpreter."""
    venv.create(place, with_pip=True)
    interpreter = str(place / "bin" / "python")
    quiet = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*quiet, str(HERE.parent)], check=True, stderr=subprocess.DEVNULL)
    return interpreter


def main() -> None:
    """Print one line a comparison: the ratio, its budget, and both medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--python", help="an interpreter with cramps installed; else one is made")
    parser.add_argument("--only", default="", help="only the commands with this in their title")
    parser.add_argument(
        "--vocabulary", action="store_true", help="let findings, tests and treatments grow too"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        interpreter = options.python or install(Path(folder, "venv"))
        grown = {}
        for name, (entries, _) in GROWN.items():
            grown[name] = str(Path(folder, f"{entries}.json"))
            enlarging = [interpreter, str(HERE / "enlarge.py"), grown[name], f"--entries={entries}"]
            subprocess.run(enlarging + ["--vocabulary"] * options.vocabulary, check=True)
        packet = Path(folder, "packet.json")
        packet.write_text(json.dumps(_PACKET))
        os.chdir(folder)  # away from the checkout, so that the installed package is what runs
        known = subprocess.run(
            [interpreter, "-m", "cramps", "--help"], check=True, capture_output=True, text=True
        ).stdout
        print(f"{'what':42} {'ratio':>7} {'budget':>6}  {'':6} {'ours':>11} {'theirs':>10}")
        for command in commands(str(packet)):
            if options.only not in command.title:
                continue
            if command.words and f" {command.words[0]} " not in known:
                print(f"{command.title:42} (there is no such command yet)")
                continue
            for line in compared(command, interpreter, grown, options.runs):
                print(line, flush=True)
        if options.only in "--cases":
            for told in stream(interpreter, folder, options.runs):
                print(told, flush=True)
        if options.only in "checkout":
            for line in checkout(interpreter, folder, options.runs):
                print(line, flush=True)


if __name__ == "__main__":
    main()
