"""Commands for programs that reason: mcp, skill."""

import sys

import typer

from cramps.cli.settings import Settings
from cramps.cli.writing import is_terminal, remark, write
from cramps.errors import BadQuery

#: What the extra brings.
_EXTRA = ("mcp", "mcp_types", "anyio", "pydantic")


def mcp(ctx: typer.Context) -> None:
    """Serve agents that speak MCP, on stdin and stdout.

    The Model Context Protocol, with seven tools that only read: ask, show, find, differential, next, compare,
    drug_check. Needs the extra: pip install 'cramps[mcp]'. --data before the command serves another knowledge base.

    \b
    Examples:
      cramps mcp
    """
    try:
        from cramps.agents.server import serve
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise BadQuery("the MCP server is an extra; pip install 'cramps[mcp]'") from missing
    import gc
    import os
    import signal

    from cramps.api import Reference

    settings: Settings = ctx.obj
    reference = Reference(settings.kb)
    if is_terminal(sys.stdin):
        remark("note", "waiting for an agent to speak MCP on stdin; Ctrl-C ends it")
    gc.enable()  # off for short calls; a server lives long
    # A thread of the SDK waits on stdin, and would outwait an exception; there is nothing to lose.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    serve(reference)


def skill() -> None:
    """Print a SKILL.md, which teaches an agent this command line.

    \b
    Examples:
      cramps skill
    """
    from cramps.agents.skill import SKILL

    write(SKILL)
