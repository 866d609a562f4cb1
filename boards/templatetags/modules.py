"""How a page finds the JavaScript: an import map with the names that static files really have.

Manifests do not rewrite the imports inside JS, so each module is asked for as `coproduce/<name>`.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finders
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
IMPORTED = re.compile(r'^(?:import|export)[^"]*"coproduce/(\w+)";', re.MULTILINE)


@register.simple_tag(takes_context=True)
def import_map(context: Context) -> SafeString:
    """The map of every module in `static/js`; it stands before the first module script."""
    addresses = found() if settings.DEBUG else kept()
    # "<" cannot end the script early: a module's name is one of our own files, quoted as JSON.
    text = json.dumps({"imports": addresses}).replace("<", "\\u003c")
    return format_html(
        '<script type="importmap" nonce="{}">{}</script>',
        nonce(context),
        mark_safe(text),  # noqa: S308
    )


@register.simple_tag(takes_context=True)
def module(context: Context, name: str) -> SafeString:
    """Start one module of the map, and have the browser fetch all that it needs at once.

    Left to itself it learns of a module only by reading the one that imports it: on a slow line
    each step of that costs a way there and back.
    """
    addresses = found() if settings.DEBUG else kept()
    needed = format_html_join(
        "\n",
        '<link rel="modulepreload" href="{}" nonce="{}">',
        ((addresses[f"coproduce/{one}"], nonce(context)) for one in sorted(needs(name))),
    )
    start = format_html(
        '<script type="module" nonce="{}">import "coproduce/{}"</script>', nonce(context), name
    )
    return format_html("{}\n{}", needed, start)


def nonce(context: Context) -> str:
    """This response's nonce, which django-csp makes when it is first asked for."""
    return str(context.get("CSP_NONCE") or getattr(context.get("request"), "csp_nonce", ""))


def found() -> dict[str, str]:
    """`coproduce/<name>` for each `js/<name>.js`, with the address it is served at.

    The address changes with the file, so that no browser keeps an older one beside a newer.
    """
    return {f"coproduce/{path[3:-3]}": f"{static(path)}?v={mark(path)}" for path in sorted(paths())}


def mark(path: str) -> str:
    return hashlib.sha256(Path(str(find(path))).read_bytes()).hexdigest()[:8]


@cache
def needs(name: str) -> frozenset[str]:
    """Name every module that this one imports, itself or through others."""
    needed: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in needed:
            needed.add(one)
            waiting += IMPORTED.findall(Path(str(find(f"js/{one}.js"))).read_text("utf-8"))
    return frozenset(needed)


@cache
def kept() -> dict[str, str]:
    return found()


def paths() -> set[str]:
    """Every JavaScript file of our own, as `js/<name>.js`."""
    return {
        path
        for finder in get_finders()
        for path, _storage in finder.list([])
        if path.startswith("js/") and path.endswith(".js")
    }
