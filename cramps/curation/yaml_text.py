"""Records -> YAML in its canonical form, so that a change shows as one.

Keys in the order of the model with the sources last, defaults left out, ids in one line, prose wrapped
at 100 columns.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    import yaml

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9:./()_+-]*(#[A-Za-z0-9:./()_+-]+)?")


@cache
def _dumper() -> "type[yaml.SafeDumper]":
    import yaml

    class Dumper(yaml.SafeDumper):
        """Block style for records, flow style for lists of words."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
            """Indent the items of a list below its key."""
            super().increase_indent(flow, indentless=False)

        def analyze_scalar(self, scalar: str) -> Any:
            """Let codes such as PMID:123 stand without quotes in a flow list."""
            analysis = super().analyze_scalar(scalar)
            if _CODE.fullmatch(scalar) and not scalar.endswith(":"):
                analysis.allow_flow_plain = True
            return analysis

    def represent_list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
        words = all(isinstance(item, str) for item in items)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=words)

    Dumper.add_representer(list, represent_list)
    return Dumper


def plain(node: Any) -> Any:
    """Give a record as plain values in canonical order, defaults left out."""
    if isinstance(node, msgspec.Struct):
        info = msgspec.structs.fields(node)
        values = {f.encode_name: (getattr(node, f.name), f.default) for f in info}
        if "sources" in values:
            values["sources"] = values.pop("sources")
        return {key: plain(v) for key, (v, default) in values.items() if v != default}
    if isinstance(node, tuple):
        return [plain(item) for item in node]
    return node


def dumped(node: Any) -> str:
    """Write plain values, such as an entry in a file of its own."""
    import yaml

    text: str = yaml.dump(node, Dumper=_dumper(), width=100, allow_unicode=True, sort_keys=False)
    return text


def listed(records: Iterable[Any]) -> str:
    """Write plain records as a list, with an empty line between them."""
    return "\n".join(dumped([record]) for record in records)
