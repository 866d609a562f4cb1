"""Where a request or a socket comes in: Django for pages, `boards.routing` for the boards."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")

from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application

from boards.in_use import hold

pages = get_asgi_application()

# Imported once Django is set up: the sockets use its models and templates.
from boards.routing import sockets, with_streams  # noqa: E402

# A backup is put in place only where nobody serves: see `manage.py restore`.
if hold(settings.DATA_DIR) is None:
    raise SystemExit("A backup is being put in place. Start again in a moment.")

application = ProtocolTypeRouter({"http": with_streams(pages), "websocket": sockets})
