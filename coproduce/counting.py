"""What all processes count together, in Redis; while it is away, each counts for itself."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class Counting(RedisCache):
    """Django's cache in Redis. It must not keep anybody from the door that it does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._alone = LocMemCache("counting", params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._asked("get", super().get, key, default, version)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return bool(self._asked("add", super().add, key, value, timeout, version))

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        self._asked("set", super().set, key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._asked("incr", super().incr, key, delta, version))

    def answers(self) -> bool:
        """Whether Redis is there."""
        try:
            return bool(self._cache.get_client(None).ping())
        except RedisError:
            return False

    def _asked(self, what: str, there: Callable[..., Any], *given: Any) -> Any:
        try:
            return there(*given)
        except RedisError as trouble:
            logger.error("Redis does not count: %s", type(trouble).__name__)
            return getattr(self._alone, what)(*given)
