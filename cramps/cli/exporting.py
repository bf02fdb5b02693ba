"""The command that hands the knowledge base to other programs."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, get_args

import typer

from cramps.cli.options import choices
from cramps.cli.settings import Settings
from cramps.cli.writing import is_terminal, write, write_lines
from cramps.errors import BadQuery

FORMS = ("hpoa", "sqlite", "json", "csv", "yaml", "site")


def export(
    ctx: typer.Context,
    *,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]",
            help="With --format yaml or site: the folder to write, new or empty.",
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help="hpoa (HPO annotations), sqlite, json, csv, yaml (the folder to start from), or site (pages for a browser).",
            autocompletion=choices(*FORMS),
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write it; else, or for -, to stdout."
        ),
    ] = None,
) -> None:
    """Write the whole knowledge base for other programs.

    \b
    Examples:
      cramps export --format hpoa > phenotype.hpoa
      cramps export --format sqlite --output cramps.db
      cramps export --format yaml my-folder
      cramps export --format site my-pages
    """
    from cramps.atomic_files import write_file
    from cramps.exports.by_format import ExportFormat, encode
    from cramps.knowledge.files import files_of
    from cramps.knowledge.packaged_files import packaged_knowledge

    settings: Settings = ctx.obj
    if form == "yaml":
        from cramps.exports.yaml_folder import files

        target, count = _write_folder(form, folder, output, lambda: files(settings.kb))
        write(f"{target}: {count} files; cramps validate {target} checks them\n")
        return
    if form == "site":
        from cramps.output.site.folder import files as pages

        target, count = _write_folder(form, folder, output, lambda: pages(settings.kb))
        write(f"{target}: {count} files; open {target}/index.html in a browser\n")
        return
    if folder is not None:
        raise BadQuery(f"{folder!r} stands alone; only --format yaml and site write a folder")
    for known in get_args(ExportFormat):
        if form == known:
            chosen: ExportFormat = known
            break
    else:
        raise BadQuery(f"--format: {form!r} is not one of {', '.join(FORMS)}")
    if chosen == "sqlite" and output is None:
        raise BadQuery("a database is no text; name a file for it: --output cramps.db")
    data = encode(settings.kb, chosen)
    if output is None or output == "-":
        _write_out(data)
        return
    read = Path(settings.data) if settings.data else packaged_knowledge()
    write_file(output, data, inputs=files_of(read))
    write(f"{output}: {len(data)} bytes\n")


def _write_out(data: bytes) -> None:
    """Write to stdout; a database only where no terminal would show it. Raises BadQuery."""
    if b"\0" in data[:100] and is_terminal(sys.stdout):
        raise BadQuery("a database is no text for a terminal; name a file: --output cramps.db")
    write_lines([data])


def _write_folder(
    form: str, folder: str | None, output: str | None, files: Callable[[], dict[str, bytes]]
) -> tuple[str, int]:
    """Write a form that is a folder; give its name and the number of its files. Raises BadQuery."""
    from cramps.atomic_files import write_folder

    if folder is not None and output is not None:
        raise BadQuery(
            f"two folders are named; one is enough: cramps export --format {form} my-folder"
        )
    target = output if folder is None else folder
    if target is None:
        raise BadQuery(f"a folder is no text; name one: cramps export --format {form} my-folder")
    written = files()
    write_folder(target, written)
    return target, len(written)
