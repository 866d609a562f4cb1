"""Whether this process is well, for whatever looks after it: a proxy, a container, Prometheus.

None of it says anything of a board.
"""

import threading
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from boards import log
from boards.live.counts import registry
from boards.live.hubs import hubs

PATIENCE = 3.0  # seconds for the log's writer to answer


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return HttpResponse("up\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether people may be sent here: 200, or 503 with what does not answer."""
    asked: dict[str, Callable[[], bool]] = {
        "database": database_answers,
        "redis": redis_answers,
        "log": log_answers,
        "staying": lambda: not hubs.draining,
    }
    found = {name: answers() for name, answers in asked.items()}
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def redis_answers() -> bool:
    """Also where there is none: then nobody needs it."""
    if not settings.REDIS_URL:
        return True
    ping: Callable[[], bool] = getattr(cache, "answers")  # noqa: B009 - only this cache has it
    return ping()


def log_answers() -> bool:
    """Whether the log's writer stores what it is given: here, nothing."""
    stored = threading.Event()
    log.writer.append(log.Batch("", (), lambda outcome: stored.set()))
    return stored.wait(PATIENCE)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever shows the token."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(shown, token):
        raise Http404
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
