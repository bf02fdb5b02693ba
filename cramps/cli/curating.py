"""Commands for those who write or ship a knowledge base."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cramps.cli.options import choices
from cramps.cli.reporting import MOST_SHOWN, problems_text
from cramps.cli.writing import write
from cramps.errors import BadQuery, InvalidKnowledgeBase, Problem

PROBLEM_FORMS = ("text", "parsable", "github", "json")


def _folder(ctx: typer.Context, folder: str | None) -> Path:
    from cramps.knowledge.packaged_files import packaged_knowledge

    chosen = folder or ctx.obj.data
    return Path(chosen) if chosen else packaged_knowledge()


def validate(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]",
            help="A folder of YAML, or one file of it; by default the folder in use.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORM",
            help=f"{', '.join(PROBLEM_FORMS)}.",
            autocompletion=choices(*PROBLEM_FORMS),
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="List the warnings too, not only their number.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show how much is filled in of every disorder.")
    ] = False,
) -> None:
    """Check a knowledge base: every mistake with file and line.

    Errors are refused. Warnings are matters of style and completeness.

    \b
    Examples:
      cramps validate
      cramps validate my-folder --format github
      cramps validate --warnings
      cramps validate --coverage
    """
    from cramps.curation.folder import read_folder
    from cramps.knowledge.files import is_folder
    from cramps.opening import load

    chosen = "json" if json else form or "text"
    if chosen not in PROBLEM_FORMS or (json and form not in (None, "json")):
        raise BadQuery(f"--format: {form!r} is not one of {', '.join(PROBLEM_FORMS)}")
    place = _folder(ctx, folder)
    if coverage:
        _show_coverage(ctx, place, json=json)
        return
    if is_folder(place):
        kb, problems = read_folder(place)
    elif place.suffix == ".yaml":
        kb, problems = read_folder(_folder_of(place))
        problems = problems.in_file(str(place))
    else:
        from cramps.curation.compiled_soundness import check

        kb = load(place)
        problems = check(kb)
    shown = list(problems) if warnings else problems.errors
    cut = chosen != "json" and len(problems.errors) > MOST_SHOWN
    if cut:
        shown = problems.errors[:MOST_SHOWN]
    if chosen == "json" or shown:
        write(problems_text(shown, chosen), for_programs=chosen == "json")
    if kb is None or problems.errors:
        more = f"; the first {MOST_SHOWN} are shown" if cut else ""
        raise InvalidKnowledgeBase(f"{place}: {problems.counted()} in the knowledge base{more}")
    if chosen == "text":
        write(
            f"{place}: no mistakes in {len(kb.disorders)} disorders, {len(kb.findings)} findings, "
            f"{len(kb.tests)} tests, {len(kb.treatments)} treatments, {len(kb.drugs)} drugs, "
            f"{len(kb.sources)} sources; {_counted(problems)}\n"
        )


def _folder_of(file: Path) -> Path:
    """Give the folder that a file of a knowledge base belongs to. Raises BadQuery where there is none."""
    for folder in (file.parent, file.parent.parent):
        if (folder / "disorders.yaml").is_file():
            return folder
    raise BadQuery(f"{file} belongs to no knowledge base: no disorders.yaml beside or above it")


def _show_coverage(ctx: typer.Context, place: Path, *, json: bool) -> None:
    from cramps.cli.output import Output, choose_form
    from cramps.opening import load
    from cramps.output.views.coverage import coverage

    out = Output(choose_form(None, json=json), quiet=False, color=ctx.obj.color)
    listing = coverage(load(place))
    out.show(listing)
    out.note(listing.note or "")


def _counted(warnings: list[Problem]) -> str:
    """Count warnings by their rule."""
    if not warnings:
        return "no warnings"
    rules = Counter(problem.rule for problem in warnings)
    kinds = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    return f"{len(warnings)} warnings ({kinds}; --warnings lists them)"


def compile_folder(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(metavar="[DIR]", help="A folder of YAML; by default the one in use."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")
    ] = "knowledge.json",
) -> None:
    """Compile a folder of YAML into one file for --data.

    \b
    Example:
      cramps compile my-folder -o my.json
    """
    from cramps.atomic_files import write_file
    from cramps.curation.compilation import encode
    from cramps.knowledge.files import files_of
    from cramps.opening import load

    place = _folder(ctx, folder)
    data = encode(load(place))
    write_file(output, data, inputs=files_of(place))
    write(f"{output}: {len(data)} bytes\n")
