"""The app `boards`."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        """Have what an entry says about keeping and erasing done as it is stored."""
        from boards import erasing, keeping, log, offered, past, reading
        from boards.live.hubs import hubs
        from boards.shelf.search import index

        log.follows += [erasing.as_said, keeping.as_said]
        in_memory = [reading.forget, past.forget, offered.forget, hubs.forget]
        erasing.erased += [index.forget, *map(erasing.once_committed, in_memory)]
