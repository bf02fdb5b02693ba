"""The command line: parse, call, print. No logic.

Typer's start-up grows with every parameter of every command, so a command's module is imported, and
its parameters are built, only when it is called (`group`). Only `output` writes.
"""
