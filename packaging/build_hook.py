"""What hatchling does before it packs a wheel: compile forms, content and translations, add resources."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FormsAndResources(BuildHookInterface[Any]):
    """Compiles what there is to compile for every build and puts resources/ inside the package of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run once before each build; `version` is "standard" or "editable"."""
        root = Path(self.root)
        _packaging(root, "compile_forms").compile_forms()
        _packaging(root, "compile_content").compile_content()
        _packaging(root, "compile_translations").compile_translations()
        # An editable install reads resources/ where it lies; a copy would only grow old.
        if version == "standard":
            included = build_data["force_include"]
            for path in (root / "resources").iterdir():
                if path.name != "content":
                    included[str(path)] = f"massage_studio/resources/{path.name}"
            # The program reads what was compiled; its source stays with the source.
            for path in (root / "resources" / "content").glob("*.json"):
                included[str(path)] = f"massage_studio/resources/content/{path.name}"


def _packaging(root: Path, name: str) -> Any:
    """Import a file of packaging/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, root / "packaging" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"packaging/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
