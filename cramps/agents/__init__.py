"""For programs that reason: the tools of `cramps mcp`, and the page of `cramps skill`."""
