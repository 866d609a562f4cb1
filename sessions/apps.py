"""The app `sessions`, labelled `workshops`: Django has an app labelled sessions of its own."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "workshops"

    def ready(self) -> None:
        """Bring a workshop's acts, and what it shows, to every board."""
        from boards import log
        from boards.live import beside, own_acts
        from boards.shelf.report import chapters
        from sessions import kept, link, operations, report, shown
        from sessions.operations.consenting import Consenting
        from sessions.operations.departing import Regrouping, Resting

        assert operations.__all__  # registered under their verbs as they are imported
        own_acts.watches += [Consenting, Resting, Regrouping]
        log.follows += [link.renew_as_agreed, kept.keep_as_agreed]
        shown.bring_to(beside)
        chapters.tellers.append(report.chapters)
