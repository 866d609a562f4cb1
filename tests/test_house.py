"""The house rules: who imports whom, what stays pure, what is never written."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import APPS, ROOT, dotted, imports, modules, texts

# What an operation may use: nothing with a clock, chance, a disk or a network in it.
PURE = {
    *("__future__", "abc", "bisect", "collections", "copy", "dataclasses", "enum", "functools"),
    *(
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
        "uuid",
    ),
}
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "__import__", "uuid1", "uuid4"}
LAYERS = {"operations": 0, "hands": 0, "models": 1, "migrations": 1, "log": 2}
ABOVE = 3
LONGEST = 350

# Words that hide what a thing does.
EMPTY_WORDS = {"manager", "handler", "helper", "util", "data", "info", "service"}
EMPTY_WORDS |= {f"{word}s" for word in EMPTY_WORDS}

MACHINE_PATH = re.compile(r"(?<![\w.}/])/(?:root|home|work|Users)/\w")
PACKAGE_HOST = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|debian|jsdelivr|unpkg|cdnjs|googleapis|gstatic)\.(?:org|com|net)\b"
)
OWN_MARKUP = re.compile(r"\s(?:style|on[a-z]+)\s*=\s*[\"']|<style\b|javascript:", re.IGNORECASE)
BARE_SCRIPT = re.compile(r"<script(?![^>]*\bnonce=)(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
NOT_IN_A_PIECE = re.compile(r"\shx-[a-z]|csrf_token|\brequest\b|\buser\.|\|\s*safe\b|timesince")


def layer(module: str) -> int:
    """How high a module of `boards` stands."""
    return LAYERS.get(module.split(".")[1] if "." in module else "", ABOVE)


def test_the_apps_are_imported_one_way() -> None:
    wrong = [
        f"{name} imports {used}"
        for height, app in enumerate(APPS)
        for name, tree in modules(app)
        for used in imports(name, tree)
        if used.split(".")[0] in APPS[:height]
    ]
    assert not wrong


def test_inside_boards_nothing_reaches_upwards() -> None:
    wrong = [
        f"{name} imports {used}"
        for name, tree in modules("boards")
        for used in imports(name, tree)
        if used.startswith("boards.") and layer(used) > layer(dotted(name))
    ]
    assert not wrong


def test_no_app_imports_a_test() -> None:
    wrong = [
        name
        for name, tree in modules(*APPS)
        if any(used.split(".")[0] == "tests" for used in imports(name, tree))
    ]
    assert not wrong


def test_operations_are_pure() -> None:
    wrong = [
        f"{name} uses {used}"
        for name, tree in modules("boards/operations", "sessions/operations")
        for used in imports(name, tree)
        if used.split(".")[0] not in PURE and ".operations" not in used
    ]
    assert not wrong


def called(node: ast.Call) -> str:
    """The last word of what is called: `uuid4` of `uuid.uuid4()`."""
    return ast.unparse(node.func).split(".")[-1]


def test_operations_call_nothing_impure() -> None:
    wrong = [
        f"{name}:{node.lineno} calls {called(node)}"
        for name, tree in modules("boards/operations", "sessions/operations")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in IMPURE_CALLS
    ]
    assert not wrong


def test_operations_are_imported_without_django() -> None:
    names = [dotted(name) for name, _ in modules("boards/operations")]
    program = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def defined_names(tree: ast.Module) -> set[str]:
    """Every name a module gives to a class, a function, an argument or a variable."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def parts(name: str) -> set[str]:
    """`LogHandler` and `log_handler` are both `log` and `handler`; CONSTANTS are left alone."""
    if name.isupper():
        return set()
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z0-9]+", name)}


def test_every_name_says_what_the_thing_does() -> None:
    wrong = [
        f"{name}: {given}"
        for name, tree in modules(*APPS)
        for given in {*defined_names(tree), Path(name).stem}
        if parts(given) & EMPTY_WORDS
    ]
    assert not wrong


def test_every_module_says_its_one_job() -> None:
    wrong = [
        name
        for name, tree in modules()
        if tree.body and "/migrations/" not in name and not ast.get_docstring(tree)
    ]
    assert not wrong


@pytest.mark.parametrize("never", [MACHINE_PATH, PACKAGE_HOST], ids=["machine paths", "hosts"])
def test_no_file_names_a_machine_or_a_package_host(never: re.Pattern[str]) -> None:
    wrong = [f"{name}: {hit[0]}" for name, text in texts() for hit in never.finditer(text)]
    assert not wrong


def test_requirements_come_from_wherever_the_machine_gets_them() -> None:
    wrong = [
        name
        for name, text in texts()
        if name.startswith("requirements/") and ("://" in text or re.search(r"^--", text, re.M))
    ]
    assert not wrong


def templates() -> list[tuple[str, str]]:
    return [(name, text) for name, text in texts() if name.startswith("templates/")]


@pytest.mark.parametrize("never", [OWN_MARKUP, BARE_SCRIPT], ids=["style or handler", "script"])
def test_no_template_carries_styles_or_scripts_of_its_own(never: re.Pattern[str]) -> None:
    wrong = [f"{name}: {hit[0]}" for name, text in templates() for hit in never.finditer(text)]
    assert not wrong


def test_a_piece_knows_the_board_and_nothing_else() -> None:
    wrong = [
        f"{name}: {hit[0]}"
        for name, text in templates()
        if "/pieces/" in name
        for hit in NOT_IN_A_PIECE.finditer(text)
    ]
    assert not wrong


def test_files_stay_small_enough_to_read_at_a_sitting() -> None:
    """Under 100 lines is the aim; at 200 think again; here is the end of thinking."""
    wrong = [
        f"{name} has {text.count(chr(10))} lines"
        for name, text in texts()
        if name.endswith((".py", ".js", ".css", ".html")) and not name.startswith("tests/")
        if "/migrations/" not in name and text.count("\n") > LONGEST
    ]
    assert not wrong


def test_every_link_in_the_documents_leads_somewhere() -> None:
    wrong = [
        f"{name}: {link}"
        for name, text in texts()
        if name.endswith(".md")
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)
        if not (ROOT / name).parent.joinpath(link).exists()
    ]
    assert not wrong


def test_what_a_start_makes_is_never_committed() -> None:
    assert {"/data/", "/.venv/"} <= set((ROOT / ".gitignore").read_text().split())
