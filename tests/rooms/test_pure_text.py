import ast
from collections.abc import Iterator
from pathlib import Path

import cases.text

FROM_DJANGO = {"django.utils.translation"}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_text_knows_of_django_how_to_translate_and_nothing_else() -> None:
    """No models, no settings: it runs anywhere, on any text, and its tests need no database."""
    files = [file for folder in cases.text.__path__ for file in Path(folder).rglob("*.py")]
    found = {name for file in files for name in imports(file) if name.split(".")[0] == "django"}
    assert found <= FROM_DJANGO
