"""A Typer program that prints one Rich table of 60 rows: what `cramps list` is measured against."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(rows: int = 60) -> None:
    """Print a table."""
    table = Table("id", "name", "group", "what contracts")
    for number in range(rows):
        table.add_row(
            f"row-{number}", "Something with a name", "nerve", "true cramp, fasciculation"
        )
    Console().print(table)


if __name__ == "__main__":
    app()
