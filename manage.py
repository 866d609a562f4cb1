#!/usr/bin/env python
"""The command line of the project: `python manage.py COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line

from coproduce.logs import catch_all

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduce.settings")
    catch_all()
    execute_from_command_line(sys.argv)
