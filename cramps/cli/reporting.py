"""Errors and the problems of a knowledge base, for people, editors, GitHub and programs."""

from typing import Any, Final

from cramps.cli.writing import LONGEST_LINE, Voice, encodable, wrapped, write_error
from cramps.errors import CrampsError, InvalidKnowledgeBase, Problem
from cramps.safe_text import message_line

#: Nobody reads more problems at once.
MOST_SHOWN: Final = 100


def report(error: CrampsError) -> None:
    """Write an error to stderr: a line each, which a terminal breaks between words, or one JSON object."""
    problems = error.problems if isinstance(error, InvalidKnowledgeBase) else ()
    if Voice.as_json:
        import msgspec

        content: dict[str, Any] = {"code": error.code, "message": encodable(error.message)}
        content["did_you_mean"] = list(error.did_you_mean)
        if problems:
            content["problems"] = [_problem_data(problem) for problem in problems]
        encoded = msgspec.json.encode({"error": content}).decode()
        write_error(f"{encoded}\n", for_programs=True)
        return
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"(the first {MOST_SHOWN} are shown)")
    meant = f"; did you mean {' or '.join(error.did_you_mean)}?" if error.did_you_mean else ""
    lines.append(f"cramps: {error.message}{meant}")
    write_error("".join(f"{wrapped(message_line(line, LONGEST_LINE))}\n" for line in lines))


def _problem_data(problem: Problem) -> dict[str, str | int]:
    data: dict[str, str | int] = problem._asdict()
    return {k: encodable(v) if isinstance(v, str) else v for k, v in data.items()}


def problems_text(problems: list[Problem], form: str) -> str:
    """Write the problems of a knowledge base for people, editors, GitHub or programs."""
    if form == "json":
        import msgspec

        encoded = msgspec.json.encode([_problem_data(problem) for problem in problems])
        return msgspec.json.format(encoded, indent=2).decode() + "\n"
    return "".join(
        message_line(_problem_line(problem, form), LONGEST_LINE) + "\n" for problem in problems
    )


def _problem_line(p: Problem, form: str) -> str:
    if form == "parsable":
        inside = f"{p.path}: " if p.path else ""
        return f"{p.file}:{p.line}:{p.column}: [{p.level}] {inside}{p.message} ({p.rule})"
    if form == "github":
        message = _github(f"{p.path}: {p.message}")
        file = _github(p.file).replace(",", "%2C").replace(":", "%3A")
        return f"::{p.level} file={file},line={p.line},col={p.column},title={p.rule}::{message}"
    return str(p)


def _github(text: str) -> str:
    """Escape what has a meaning in a workflow command of GitHub."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
