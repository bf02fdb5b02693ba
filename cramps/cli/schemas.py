"""The command that prints the JSON Schema of what is read and of what is written."""

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial
from typing import Annotated, Final

import typer

from cramps.agents import results
from cramps.cli.options import choices
from cramps.cli.writing import write
from cramps.curation import schemas as files
from cramps.errors import BadQuery
from cramps.json_schema import Schema, of_input, text_of
from cramps.output.documents import commands
from cramps.ranking.streams import CaseLine

#: Name -> what makes the schema: of the files of a knowledge base, of a line of cases, of what a command
#: prints (``output/``), of what a tool for agents answers (``mcp/``).
SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    **{name: partial(files.schema_of, name) for name in files.FILE_NAMES},
    "case": lambda: of_input(CaseLine, "cramps ddx --cases: a line of it, a plain case"),
    **{f"output/{name}": partial(commands.schema_of, name) for name in commands.DOCUMENTS},
    **{f"mcp/{name}": partial(results.schema_of, name) for name in results.RESULTS},
}


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="disorders, output/show, mcp/find ...; without one all names are listed.",
            autocompletion=choices(*SCHEMAS),
        ),
    ] = None,
) -> None:
    """Print a JSON Schema: of a file, for editors, or of an answer.

    What a command prints with --json has every key that its schema requires; later versions may bring more.

    \b
    Examples:
      cramps schema
      cramps schema disorders
      cramps schema output/ddx
      cramps schema mcp/find
    """
    if name is None:
        width = max(map(len, SCHEMAS))
        write("".join(f"{known:{width}}  {SCHEMAS[known]()['title']}\n" for known in SCHEMAS))
    elif name in SCHEMAS:
        write(text_of(SCHEMAS[name]()), for_programs=True)
    else:
        raise BadQuery(f"no schema is called {name!r}; cramps schema lists them", _meant(name))


def _meant(name: str) -> tuple[str, ...]:
    """Give the schemas that may be meant: with the folder before, or with a slip mended."""
    behind = [known for known in SCHEMAS if known.rpartition("/")[2] == name]
    return tuple(behind or get_close_matches(name, SCHEMAS, n=3))
