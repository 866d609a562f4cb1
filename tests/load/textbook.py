"""What the Channels tutorial teaches, to be measured next to the board.

A consumer that hands every message to the group, an in-memory layer, stock Daphne with its
ordinary settings. It stores nothing, checks nothing, keeps no order, renders no HTML and knows no
cookies: each seat gets back exactly the bytes of the operation that somebody sent. So it is given
less work than the board does, never more.
"""

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.urls import path

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
    )
    django.setup()


class Consumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One browser at one board."""

    async def connect(self) -> None:
        self.group = "board_" + self.scope["url_route"]["kwargs"]["board"]
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        message = {"type": "board.message", "message": text_data}
        await self.channel_layer.group_send(self.group, message)

    async def board_message(self, event: dict[str, str]) -> None:
        await self.send(text_data=event["message"])


application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": URLRouter([path("ws/b/<str:board>/", Consumer.as_asgi())]),
    }
)
