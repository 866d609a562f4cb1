"""The app `boards`."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        """Have what an entry says about keeping and erasing done as it is stored."""
        from boards import erasing, keeping, log, offered, reading
        from boards.live.hubs import hubs

        log.follows += [erasing.as_said, keeping.as_said]
        forget = [reading.forget, offered.forget, hubs.forget]
        erasing.erased += map(erasing.once_committed, forget)
