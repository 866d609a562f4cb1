"""The app `sessions`, labelled `workshops`: Django has an app labelled sessions of its own."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "workshops"
