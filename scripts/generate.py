"""Write everything that follows from the code and the knowledge base: schemas, docs, pictures.

Usage: python scripts/generate.py [--check] [--release]

With --check nothing is written, and the exit code is 1 where a file is not what it should be. The
examples of the README and the pictures change with every disorder, so they are made with --release and
not compared.
"""

import io
import os
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.text import Text

from cramps import __version__
from cramps.cli._typer import COMMANDS
from cramps.cli.app import run
from cramps.cli.schemas import SCHEMAS
from cramps.json_schema import text_of

ROOT = Path(__file__).parent.parent

#: The generated files do not depend on who runs this, nor where.
os.environ.update(COLUMNS="80", LINES="24", TERM="xterm-256color", CRAMPS_DATA=str(ROOT / "data"))
for name in ("NO_COLOR", "FORCE_COLOR", "CRAMPS_FORMAT", "CRAMPS_DEBUG"):
    os.environ.pop(name, None)


def output_of(*words: str) -> str:
    """Run a command line in this process and give what it writes to stdout."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        run(list(words))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def schemas() -> dict[str, str]:
    """JSON Schemas: of the files of the knowledge base, of cases, of what every command and tool answers."""
    return {f"schemas/{name}.schema.json": text_of(SCHEMAS[name]()) for name in SCHEMAS}


def help_of(command: str | None) -> str:
    """Give the help page of a command, or of the program."""
    return output_of(*([command] if command else []), "--help").strip("\n")


def command_reference() -> dict[str, str]:
    """The command reference: every help page."""
    parts = [
        "# Commands",
        "",
        "Generated from the commands by `python scripts/generate.py`; do not edit.",
        "",
        "```text",
        help_of(None),
        "```",
        "",
    ]
    for command in COMMANDS:
        parts += [f"## cramps {command}", "", "```text", help_of(command), "```", ""]
    return {"docs/commands.md": "\n".join(parts)}


def man_page() -> dict[str, str]:
    """The manual page, in roff."""
    lines = [
        f'.TH CRAMPS 1 "" "cramps {__version__}" "User Commands"',
        ".SH NAME",
        "cramps \\- the disorders that cause muscle cramps: offline and cited",
        ".SH SYNOPSIS",
        ".B cramps",
        "[OPTIONS] COMMAND [ARGS]...",
        ".SH DESCRIPTION",
        ".nf",
        *_roff(help_of(None)),
        ".fi",
        ".SH COMMANDS",
    ]
    for command in COMMANDS:
        lines += [f".SS cramps {command}", ".nf", *_roff(help_of(command)), ".fi"]
    lines += [
        ".SH ENVIRONMENT",
        *_term("CRAMPS_DATA", "The knowledge base, as --data."),
        *_term("CRAMPS_FORMAT", "The default form of output, as --format."),
        *_term("CRAMPS_DEBUG", "Set to 1: an unexpected error shows its traceback."),
        *_term(
            "CRAMPS_ACCESSIBLE", "Set to 1: sentences for a screen reader, no tables and no bars."
        ),
        *_term(
            "CRAMPS_PAGER, PAGER", "What shows long output on a terminal; else less. cat: none."
        ),
        *_term("NO_COLOR, FORCE_COLOR, TERM, COLUMNS", "Heeded as usual."),
        ".SH EXIT STATUS",
        *_term("0", "Done."),
        *_term("1", "Asked for something that is not there, or nothing matched."),
        *_term("2", "Wrong usage."),
        *_term("3", "The knowledge base is invalid."),
        *_term("130", "Interrupted."),
    ]
    return {"man/cramps.1": "\n".join(lines) + "\n"}


def _term(term: str, text: str) -> list[str]:
    return [".TP", f".B {term}", *_roff(text)]


def _roff(text: str) -> list[str]:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return [f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.splitlines()]


#: Command lines of the screenshots, by name of the picture.
PICTURES = {
    "list": ("list",),
    "show-als": ("show", "als"),
    "find-fasciculations": ("find", "--symptom", "fasciculations"),
}


def pictures() -> dict[str, str]:
    """Screenshots: what the program writes to a terminal of 100 columns, as SVG."""
    os.environ["COLUMNS"] = "100"
    drawn = {}
    for name, words in PICTURES.items():
        text = output_of("--color", "always", *words, "--format", "table")
        console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
        console.print(Text.from_ansi(text))
        drawn[f"docs/screenshots/{name}.svg"] = console.export_svg(
            title=f"cramps {' '.join(words)}", unique_id=name
        )
    os.environ["COLUMNS"] = "80"
    return drawn


_BLOCK = re.compile(r"(<!-- run: cramps (?P<words>.*?) -->\n```text\n).*?(```)", re.DOTALL)


def readme() -> dict[str, str]:
    """The README, with the output of its examples as it is now."""

    def fill(block: re.Match[str]) -> str:
        words = block["words"].split(" | head -")
        lines = output_of(*_split(words[0])).splitlines(keepends=True)
        if len(words) > 1:
            lines = lines[: int(words[1])]
        return f"{block[1]}{''.join(lines)}{block[3]}"

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return {"README.md": _BLOCK.sub(fill, text)}


def _split(words: str) -> list[str]:
    import shlex

    return shlex.split(words)


def main() -> int:
    """Write, or compare, every generated file."""
    check = "--check" in sys.argv[1:]
    stale = 0
    makers = [schemas, command_reference, man_page]
    if "--release" in sys.argv[1:]:
        makers += [pictures, readme]
    for make in makers:
        for name, text in make().items():
            file = ROOT / name
            if file.exists() and file.read_text(encoding="utf-8") == text:
                continue
            stale += 1
            if check:
                print(f"{name} is not up to date; run: python scripts/generate.py")
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
                print(f"{name} written")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
