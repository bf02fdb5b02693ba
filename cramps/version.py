"""The version, as a literal: asking importlib.metadata costs 25 ms at every start."""

__version__ = "0.2.0"
