"""The day before: can this network reach the board, and what to ask the IT desk for if not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.views.seated import never_kept


@require_safe
@never_kept
def check(request: HttpRequest) -> HttpResponse:
    """Show the page; what it finds out, it finds out in the browser."""
    secure = request.is_secure()
    context = {
        "host": request.get_host().partition(":")[0],
        "port": request.get_port(),
        "schemes": "https, wss" if secure else "http, ws",
        "secure": secure,
    }
    return render(request, "boards/check.html", context)
