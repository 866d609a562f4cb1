"""Settings, all from the environment, each with a default that is safe to run.

Source of each name: README, "Settings".
"""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from coproduce import databases, logs
from coproduce.secret import kept_secret

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# Where everything that must survive lives: the database and the secret.
DATA_DIR = Path(env.str("COPRODUCE_DATA", str(BASE_DIR / "data"))).resolve()
DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)

DEBUG = env.bool("COPRODUCE_DEBUG", False)
SECRET_KEY = env.str("COPRODUCE_SECRET", "") or kept_secret(DATA_DIR / "secret")
ALLOWED_HOSTS = env.list("COPRODUCE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# Other addresses whose pages may open a socket, such as a proxy's: "https://board.example".
CSRF_TRUSTED_ORIGINS: list[str] = env.list("COPRODUCE_ORIGINS", [])
# What the room types, such as "http://192.0.2.5:8000": shown to whoever opened "localhost".
ROOM_ADDRESS = env.str("COPRODUCE_ADDRESS", "")
# How much faster than the world's the boards' time passes, to rehearse an hour in a minute.
PACE = env.float("COPRODUCE_PACE", 1.0)
# True behind TLS: cookies then travel on https only.
SECURE = env.bool("COPRODUCE_SECURE", False)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "channels",
    "csp",
    "django_htmx",
    "boards",
    "sessions",
    "coproduce",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "coproduce.urls"
ASGI_APPLICATION = "coproduce.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

# Rings between several processes, and holds what they count together; nobody's where there is one.
REDIS_URL = env.str("REDIS_URL", "")
DATABASES = {"default": databases.chosen(env, DATA_DIR)}
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "coproduce.counting.Counting",
        "LOCATION": REDIS_URL,
        # Seconds. Pages share a thread: a Redis that does not answer must not hold it up.
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
# What a reader of the metrics must show; without it there are none.
METRICS_TOKEN = env.str("COPRODUCE_METRICS_TOKEN", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("COPRODUCE_TIME_ZONE", "Europe/London")

# The largest file is a board of 5 MB, which is kept in memory; words in a form may be as many.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 20

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Served straight from the sources: a room's own machine needs no collectstatic.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Seconds that a browser keeps them unasked: on a slow line each question costs a way there and
# back. Scripts have addresses that change with them; a style sheet may be so old after an upgrade.
WHITENOISE_MAX_AGE = 0 if DEBUG else 600

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = False
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
# Whether that holds for all names under a trust's own is for the trust to say, not for a board.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logs.chosen()
