"""The project as the house rules see it: its files, and what each Python module imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("coproduce", "sessions", "boards")
PICTURES = {".png", ".ico", ".woff2"}


@cache
def files() -> tuple[str, ...]:
    """Every file of the project, from its root, without what .gitignore names."""
    ignored = {"/.git/", *(ROOT / ".gitignore").read_text().splitlines()}
    return tuple(sorted(_below(ROOT, ignored)))


def _below(folder: Path, ignored: set[str]) -> Iterator[str]:
    for path in folder.iterdir():
        name = path.relative_to(ROOT).as_posix()
        if not path.is_dir():
            yield name
        elif not ignored & {f"/{name}/", f"{path.name}/"}:
            yield from _below(path, ignored)


def texts() -> Iterator[tuple[str, str]]:
    """Name and words of every file that people can read."""
    for name in files():
        if Path(name).suffix not in PICTURES:
            yield name, (ROOT / name).read_text(encoding="utf-8")


def modules(*within: str) -> Iterator[tuple[str, ast.Module]]:
    """Path and syntax tree of every Python file in these folders (all when none is named)."""
    for name in files():
        inside = not within or name.startswith(tuple(f"{folder}/" for folder in within))
        if name.endswith(".py") and inside:
            yield name, ast.parse((ROOT / name).read_text(encoding="utf-8"))


def dotted(name: str) -> str:
    """`boards/live/hub.py` as Python calls it: `boards.live.hub`."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(name: str, tree: ast.Module) -> set[str]:
    """Everything that a module imports, in full: `from a import b` counts as `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(name, node)
            found |= {f"{origin}.{alias.name}" for alias in node.names}
    return found


def _origin(name: str, node: ast.ImportFrom) -> str:
    """The full name of what `from ... import` imports from."""
    if not node.level:
        return node.module or ""
    parts = name.removesuffix(".py").split("/")[: -node.level]
    return ".".join([*parts, node.module] if node.module else parts)
