"""What can go wrong for a user, named after what went wrong."""

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class TakenAs(UserWarning):
    """The library took a word that names nothing for the record that comes nearest."""


class Problem(NamedTuple):
    """One mistake in a knowledge base: where it is, which rule it breaks, and what to do."""

    #: The file, as the user named it.
    file: str
    #: From 1; 0 where the mistake has no line (a missing file).
    line: int
    column: int
    level: Level
    #: Short name of the rule, such as ``dangling-id``.
    rule: str
    #: The place inside the file, such as ``als.findings[3].finding``.
    path: str
    message: str

    def __str__(self) -> str:
        """Give the problem in the form that editors and CI logs recognise."""
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        inside = f"{self.path}: " if self.path else ""
        return f"{where}: {self.level}: {inside}{self.message} ({self.rule})"


class Problems(list[Problem]):
    """The mistakes of a knowledge base, as far as they are told."""

    #: So many more were found; who has mended these sees them.
    untold: int = 0

    @property
    def errors(self) -> list[Problem]:
        """Those that make it unusable."""
        return [problem for problem in self if problem.level == "error"]

    def in_file(self, file: str) -> "Problems":
        """Give those of one file, named as whoever asks names it."""
        from pathlib import Path

        wanted = Path(file).resolve()
        return Problems(p._replace(file=file) for p in self if Path(p.file).resolve() == wanted)

    def counted(self) -> str:
        """Say how many errors there are."""
        count = len(self.errors) + self.untold
        return f"{count} problem" + ("s" if count != 1 else "")


class CrampsError(Exception):
    """The common base; ``code`` is its stable name for programs, ``exit_code`` for shells."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, did_you_mean: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        #: Up to three things that the user may have meant, ready to be typed.
        self.did_you_mean = did_you_mean

    def again(self) -> "CrampsError":
        """Give the same error anew, so that one that is remembered is not raised twice."""
        return type(self)(self.message, self.did_you_mean)


class NotFound(CrampsError):
    """A word that names nothing in the knowledge base."""

    code = "not-found"


class Ambiguous(CrampsError):
    """A word that names several records."""

    code = "ambiguous"


class BadQuery(CrampsError):
    """A question that cannot be asked so."""

    code = "usage"
    exit_code = 2


class CannotWrite(CrampsError):
    """A result that could not be written where the user wants it."""

    code = "cannot-write"


class InvalidKnowledgeBase(CrampsError):
    """A knowledge base that is missing, unreadable or wrong."""

    code = "invalid-knowledge-base"
    exit_code = 3

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
