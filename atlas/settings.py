"""How this process is configured: read from top to bottom.

Every value comes from the environment and has a default, but for the two that a site must choose itself:
ATLAS_SECRET_KEY and ATLAS_HOSTS (not asked for with ATLAS_DEBUG=1).
"""

import logging
import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from atlas import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("ATLAS_VAR", str(BASE_DIR / "var")))  # what this process writes; not in git

# ---------------------------------------------------------------- the process

DEBUG = env.flag("ATLAS_DEBUG", False)

# Which rooms this process opens. A public process knows neither the admin nor the working record.
ATLAS_SITE = env.choice("ATLAS_SITE", ("all", "public", "desk"))
PUBLIC_IS_OPEN = ATLAS_SITE in {"all", "public"}
DESK_IS_OPEN = ATLAS_SITE in {"all", "desk"}

if DEBUG:
    SECRET_KEY = env.text("ATLAS_SECRET_KEY", "for development only, known to everybody")
    ALLOWED_HOSTS = env.words(env.text("ATLAS_HOSTS", "127.0.0.1, localhost, [::1], testserver"))
else:
    SECRET_KEY = env.required(
        "ATLAS_SECRET_KEY", "a long random text that signs sessions (or set ATLAS_DEBUG=1 to develop)."
    )
    ALLOWED_HOSTS = env.words(
        env.required("ATLAS_HOSTS", "the host names that are answered, with commas (or set ATLAS_DEBUG=1).")
    )

# Old keys still open what they signed: put the former key here when you change it.
SECRET_KEY_FALLBACKS = env.words(env.text("ATLAS_OLD_SECRET_KEYS", ""))

# ---------------------------------------------------------------- who publishes

ATLAS_PUBLISHER = env.text("ATLAS_PUBLISHER", "Atlas")
ATLAS_PUBLIC_URL = env.base_address("ATLAS_PUBLIC_URL", "http://127.0.0.1:8000")
ATLAS_CONTACT = env.email("ATLAS_CONTACT", "contact@example.org")
ATLAS_LICENCE = env.text("ATLAS_LICENCE", "CC BY 4.0")
ATLAS_LICENCE_URL = env.web_address("ATLAS_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/")

# How long a public process may go on before it asks whether anything was published.
ATLAS_FRESH_SECONDS = env.number("ATLAS_FRESH_SECONDS", 1)

# Whoever submitted or last changed a record cannot approve it. Off only for a desk of one.
ATLAS_TWO_PERSON_RULE = env.flag("ATLAS_TWO_PERSON_RULE", True)

# ---------------------------------------------------------------- rooms

INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",  # before staticfiles: `runserver` then serves files as production does
    "django.contrib.staticfiles",
    "csp",
    "cases.reference",
    "cases.public",
]
if DESK_IS_OPEN:
    INSTALLED_APPS += [
        "cases.desk",  # before the admin, whose templates it replaces
        "cases",
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ]

MIDDLEWARE = [
    *(["atlas.desk_middleware.NoCopies"] if DESK_IS_OPEN else []),
    *(
        ["cases.public.caching.PublicAnswers"] if PUBLIC_IS_OPEN else []
    ),  # before all that a kept page needs no more
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "atlas.middleware.RefuseBadAddress",
    *(["atlas.middleware.PublicIsReadOnly"] if PUBLIC_IS_OPEN else []),
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",  # no cookie until a form asks for a token: at the desk
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if DESK_IS_OPEN:
    MIDDLEWARE += [
        "atlas.desk_middleware.DeskSessions",
        "atlas.desk_middleware.DeskUsers",
        "atlas.desk_middleware.DeskMessages",
    ]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                # On a public address these find neither user nor messages (atlas/desk_middleware.py).
                *(["django.contrib.auth.context_processors.auth"] if DESK_IS_OPEN else []),
                *(["django.contrib.messages.context_processors.messages"] if DESK_IS_OPEN else []),
            ],
        },
    },
]

ROOT_URLCONF = "atlas.urls"
WSGI_APPLICATION = "atlas.wsgi.application"

# ---------------------------------------------------------------- database, cache, mail

DATABASE = env.database("DATABASE_URL", VAR_DIR / "atlas.sqlite3") | {
    "CONN_MAX_AGE": env.number("ATLAS_CONN_MAX_AGE", 60),
    "CONN_HEALTH_CHECKS": True,
}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASE["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASE["OPTIONS"] = {
        "timeout": 20,  # seconds to wait for another writer
        "transaction_mode": "IMMEDIATE",  # of four publishers at once three would fail without it
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # A file, not memory: some tests start processes that share it. One for each run: two may run at once.
    DATABASE["TEST"] = {"NAME": str(Path(DATABASE["NAME"]).parent / f"test-{os.getpid()}.sqlite3")}
else:
    # PostgreSQL compiles what it takes for long by the rows that it expects: 20 ms before a search of 5.
    # `?options=` in the address stands before this, for a pooler that takes none.
    DATABASE["OPTIONS"].setdefault("options", "-c jit=off")

DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Finished public pages, of each process by itself or in a Redis that several share. Let nobody else reach it,
# and let it write nothing to disk.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": env.page_cache("CACHE_URL"),
}

EMAIL_BACKEND = env.text("ATLAS_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ATLAS_CONTACT

# ---------------------------------------------------------------- language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]  # of the interface; a record may be in any
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ---------------------------------------------------------------- files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if DEBUG:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # empty: files come from where they are written
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
MEDIA_ROOT = VAR_DIR / "media"

# ---------------------------------------------------------------- safety

# Off only where no certificate can be had: on one's own machine, behind an onion address.
HTTPS = env.flag("ATLAS_HTTPS", not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.number("ATLAS_HSTS_SECONDS", 365 * 24 * 3600) if HTTPS else 0
# Only behind a proxy that sets X-Forwarded-Proto itself and drops what a reader sends under that name.
if env.flag("ATLAS_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Cookies are the desk's: a browser does not even send them to public addresses.
DESK_PATH = "/desk/"
SESSION_COOKIE_PATH = DESK_PATH
CSRF_COOKIE_PATH = DESK_PATH
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = DESK_PATH  # where `next` leads nowhere
if DESK_IS_OPEN:
    CSRF_FAILURE_VIEW = "cases.desk.sign_in.form_not_from_here"

X_FRAME_OPTIONS = "DENY"
# Other sites learn nothing of where a reader came from. Not `no-referrer`: browsers then send `Origin: null`
# with the desk's own forms, which Django rightly refuses.
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],  # the desk's autocomplete
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",  # costs an attacker memory, and us no dependency
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ATLAS_MAX_QUERY = 8 * 1024  # bytes after the question mark; more is answered with 400
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    16 * 1024 * 1024
)  # a long narrative in several languages, and rows with their names
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    80_000  # a thousand rows in each table of a case: some 70 fields for one of each
)
DATA_UPLOAD_MAX_NUMBER_FILES = 20

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains and
    "security.W021",  # preloading bind the whole domain, which may hold sites that are not ours
]

# ---------------------------------------------------------------- logging


def one_line(record: logging.LogRecord) -> bool:
    """Without its traceback, which says no more than the message."""
    record.exc_info = None
    return True


# Errors, to stderr. Nothing that says who read what: no address of a reader, no page that was not found.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": one_line}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},  # instead of its own, which mail the whole request
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"filters": ["one_line"]},  # anybody can send any name
    },
}
