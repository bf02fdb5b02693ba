"""Options that several commands share as one parameter: Typer wants each of them by name, a reader does not.

A group is a ``NamedTuple`` whose fields are options. A command takes it as a parameter that is given by name
only; `spread` puts the options in its place.
"""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

Command = Callable[..., None]


def spread(command: Command) -> Command:
    """Give a command as Typer wants it: with the options of its groups in their place."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {}
    options: list[Parameter] = []
    for name, given in signature(command).parameters.items():
        kind = hints[name]
        if not (isinstance(kind, type) and issubclass(kind, tuple)):
            options.append(_option(name, kind, given.default))
            continue
        groups[name] = kind
        options += _options(kind)
    if not groups:
        return command

    @wraps(command)
    def called(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(*(given.pop(field) for field in kind._fields))
        command(**given)

    called.__signature__ = Signature(options)  # type: ignore[attr-defined]
    called.__annotations__ = {option.name: option.annotation for option in options}
    return called


def _options(group: Any) -> list[Parameter]:
    """Give the options of a group, in their order."""
    hints = get_type_hints(group, include_extras=True)
    return [_option(name, hints[name], group._field_defaults[name]) for name in group._fields]


def _option(name: str, kind: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
