"""The verbs that a server speaks: those of the apps, and none that a test made for itself."""

import os

import django

from boards.operations.base import Operation
from tests.house import APPS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
django.setup()  # an app brings its verbs when it is ready


def verbs_of(*apps: str) -> dict[str, type[Operation]]:
    known = Operation.known.items()
    return {verb: kind for verb, kind in known if kind.__module__.split(".")[0] in apps}


SPOKEN = verbs_of(*APPS)
