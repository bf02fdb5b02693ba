"""All that touches the Click inside Typer: the table of commands, each built when called, and usage errors."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from cramps.cli.option_groups import spread
from cramps.errors import BadQuery
from cramps.safe_text import printable

#: Command -> module and function, in the order of the help page.
COMMANDS = {
    "list": "cramps.cli.disorders:list_disorders",
    "show": "cramps.cli.disorders:show",
    "ask": "cramps.cli.ask:ask",
    "find": "cramps.cli.finding:find",
    "search": "cramps.cli.finding:search",
    "ddx": "cramps.cli.diagnosing:ddx",
    "next": "cramps.cli.diagnosing:next_step",
    "compare": "cramps.cli.diagnosing:compare",
    "interview": "cramps.cli.interviewing:interview",
    "mechanisms": "cramps.cli.disorders:mechanisms",
    "symptoms": "cramps.cli.vocabulary:symptoms",
    "tests": "cramps.cli.vocabulary:tests",
    "treatments": "cramps.cli.vocabulary:treatments",
    "drugs": "cramps.cli.vocabulary:drugs",
    "sources": "cramps.cli.vocabulary:sources",
    "overview": "cramps.cli.overview:overview",
    "workup": "cramps.cli.overview:workup",
    "validate": "cramps.cli.curating:validate",
    "compile": "cramps.cli.curating:compile_folder",
    "schema": "cramps.cli.schemas:schema",
    "export": "cramps.cli.exporting:export",
    "mcp": "cramps.cli.agents:mcp",
    "skill": "cramps.cli.agents:skill",
}


class UnknownCommand(BadQuery):
    """A word in the place of a command that is none."""

    def __init__(self, word: str) -> None:
        from difflib import get_close_matches

        close = tuple(get_close_matches(word[:50], COMMANDS, n=3, cutoff=0.6))
        super().__init__(f"No such command '{printable(word)}'", close)
        self.word = word


def usage_of(error: Exception) -> BadQuery | None:
    """Give a usage error of Typer's as ours, in one line; None for another exception."""
    if not isinstance(error, typer.TyperException):
        return None
    format_message = getattr(error, "format_message", None)
    message = " ".join((format_message() if format_message else str(error)).split())
    return BadQuery(message.rstrip(".") + "; see cramps --help")


class CommandTable(TyperGroup):
    """A Typer group that imports a command when it is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._built: dict[str, Any] = {}
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for suggestions

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Give the names in the order of the table."""
        return list(COMMANDS)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the command of a call. Raises UnknownCommand for a word that is none."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            raise UnknownCommand(args[0])
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Build a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self._built:
            module, _, function = COMMANDS[cmd_name].partition(":")
            single = typer.Typer(add_completion=False, rich_markup_mode=None)
            single.command(cmd_name)(spread(getattr(import_module(module), function)))
            self._built[cmd_name] = get_command(single)
        return self._built[cmd_name]
