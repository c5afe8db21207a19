"""What hatchling does before it packs a wheel: compile the forms, add the resources."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FormsAndResources(BuildHookInterface[Any]):
    """Compiles ui/ for every build and puts resources/ inside the package of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run once before each build; `version` is "standard" or "editable"."""
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location(
            "compile_forms", root / "packaging" / "compile_forms.py"
        )
        if spec is None or spec.loader is None:
            raise FileNotFoundError("packaging/compile_forms.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.compile_forms()
        # An editable install reads resources/ where it lies; a copy would only grow old.
        if version == "standard":
            build_data["force_include"][str(root / "resources")] = "massage_studio/resources"
