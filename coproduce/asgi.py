"""Where a request or a socket comes in: Django for pages, `boards.routing` for the boards."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

pages = get_asgi_application()

# Imported once Django is set up: the sockets use its models and templates.
from boards.routing import sockets, with_streams  # noqa: E402

application = ProtocolTypeRouter({"http": with_streams(pages), "websocket": sockets})
