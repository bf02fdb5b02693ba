"""``python -m cramps`` and the installed script."""

import sys


def main() -> None:
    """Run the program and leave with its exit code; Ctrl-C is quiet even during the imports."""
    try:
        from cramps.cli.app import run

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
