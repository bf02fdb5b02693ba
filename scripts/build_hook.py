"""Build hook: puts the compiled knowledge base into the wheel, so that an installed cramps reads no YAML.

It is made by the same function as `cramps compile`; an editable install reads the YAML.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is the build's
    """Compiles ``data/`` at build time."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected; the wheel takes the result from a scratch place."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            from cramps.curation.compilation import encode
            from cramps.curation.folder import load_folder
            from cramps.knowledge.packaged_files import COMPILED_NAME
        finally:
            sys.path.remove(self.root)
        compiled = root / "build" / COMPILED_NAME
        compiled.parent.mkdir(exist_ok=True)
        compiled.write_bytes(encode(load_folder(root / "data")))
        build_data["force_include"][str(compiled)] = f"cramps/data/{COMPILED_NAME}"
