"""What CONTRIBUTING says of the house is what import-linter holds."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _held() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract, *_ = settings["tool"]["importlinter"]["contracts"]
    layers: list[str] = contract["layers"]
    names = [re.sub(r"cramps\.", "", layer).replace(" | ", ", ") for layer in reversed(layers)]
    return [name for name in names if name != "__main__"]


def test_the_flow_in_contributing_is_the_one_that_is_held() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"`{' -> '.join(_held())}`" in text


def test_every_package_and_module_has_its_layer() -> None:
    package = ROOT / "cramps"
    found = {p.stem for p in package.glob("*.py")} | {
        p.parent.name for p in package.glob("*/__init__.py")
    }
    assert found - {"__init__", "__main__"} == {n for layer in _held() for n in layer.split(", ")}
