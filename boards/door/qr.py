"""Draws an address as a QR code, as an SVG that stands in the page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(address: str, title: str) -> SafeString:
    """Return `address` as inline SVG, black on white on any ground, told as `title` to ears.

    It names no size: the page's style gives it one. The quiet border is part of the drawing.
    """
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(title=title, svgclass="qr", light="#fff", omitsize=True, border=4)
    return mark_safe(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 (segno escapes)
