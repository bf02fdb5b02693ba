"""The table of commands, each built when it is called."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

#: Command -> module and function, in the order of the help page.
COMMANDS = {
    "list": "cramps.cli.disorders:list_disorders",
    "show": "cramps.cli.disorders:show",
    "find": "cramps.cli.asking:find",
    "search": "cramps.cli.asking:search",
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
    "schema": "cramps.cli.curating:schema",
    "export": "cramps.cli.exporting:export",
}


class CommandTable(TyperGroup):
    """A Typer group that imports a command when it is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._built: dict[str, Any] = {}
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment]  # names, for suggestions

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Give the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Build a command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self._built:
            module, _, function = COMMANDS[cmd_name].partition(":")
            single = typer.Typer(add_completion=False, rich_markup_mode=None)
            single.command(cmd_name)(getattr(import_module(module), function))
            self._built[cmd_name] = get_command(single)
        return self._built[cmd_name]
