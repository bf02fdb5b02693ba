"""The command that hands the knowledge base to other programs."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from cramps.cli.options import choices
from cramps.cli.settings import Settings
from cramps.cli.writing import write
from cramps.errors import BadQuery, CannotWrite

FORMS = ("hpoa", "sqlite", "json", "csv")


def export(
    ctx: typer.Context,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="hpoa (HPO annotations), sqlite, json or csv.",
            autocompletion=choices(*FORMS),
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else to stdout."),
    ] = None,
) -> None:
    """Write the whole knowledge base for other programs.

    \b
    Examples:
      cramps export --format hpoa > phenotype.hpoa
      cramps export --format sqlite --output cramps.db
    """
    from cramps.exports.whole import ExportFormat, encode

    settings: Settings = ctx.obj
    for known in get_args(ExportFormat):
        if form == known:
            chosen: ExportFormat = known
            break
    else:
        raise BadQuery(f"--format: {form!r} is not one of {', '.join(FORMS)}")
    if chosen == "sqlite" and output is None:
        raise BadQuery("a database is no text; name a file for it: --output cramps.db")
    data = encode(settings.kb, chosen)
    if output is None:
        write(data.decode(), for_programs=True)
        return
    try:
        Path(output).write_bytes(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CannotWrite(f"cannot write {output}: {reason}") from error
    write(f"{output}: {len(data)} bytes\n")
