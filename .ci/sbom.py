#!/usr/bin/env python3
"""Prints what a release is made of, in CycloneDX: Python packages, and files that it carries."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
MANIFESTS = ("docs/assets/vendor/vendor.json", "overrides/documents/fonts/fonts.json")


def python_packages() -> dict[str, Any]:
    # uv tells what it runs where it stands.
    uv = os.environ.get("UV", "uv")
    command = [uv, "export", "--quiet", "--frozen", "--no-dev", "--format", "cyclonedx1.5"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    bom: dict[str, Any] = json.loads(done.stdout)
    return bom


def component(package: dict[str, Any]) -> dict[str, Any]:
    """A package whose files stand in this project."""
    name, version, registry = package["package"], package["version"], package["registry"]
    purl = f"pkg:{registry}/{quote(name)}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": [{"license": {"id": package["license"]}}],
        "components": [
            {"type": "file", "name": file, "hashes": [{"alg": "SHA-256", "content": digest}]}
            for file, digest in package["sha256"].items()
        ],
    }


def main() -> None:
    bom = python_packages()
    for manifest in MANIFESTS:
        packages = json.loads((ROOT / manifest).read_text("utf-8"))
        bom["components"] += map(component, packages)
    print(json.dumps(bom, indent=2))


main()
