"""The smallest Typer program: what `cramps show als --json` is measured against."""

import typer

app = typer.Typer()


@app.command()
def main(name: str) -> None:
    """Print a word."""
    print(f"hello {name}")


if __name__ == "__main__":
    app()
