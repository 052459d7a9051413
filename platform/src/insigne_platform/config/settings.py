"""What Django needs to know; everything that differs between places comes from `INSIGNE_*`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP
from platformdirs import user_data_path

from insigne_platform.config import databases, logs, secret_files

HOUSE = Path(__file__).resolve().parent.parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


# --- where we are -------------------------------------------------------------------------------

DEBUG = _flag("INSIGNE_DEBUG")
DATA_DIR = Path(os.environ.get("INSIGNE_DATA_DIR") or user_data_path("insigne")).absolute()
INSIGNE_BASE_URL = os.environ.get("INSIGNE_BASE_URL", "http://localhost:8000").rstrip("/")

_base = urlsplit(INSIGNE_BASE_URL)
_is_local = _base.hostname in {"localhost", "127.0.0.1", "::1"}
_more_hosts = [h for h in os.environ.get("INSIGNE_ALLOWED_HOSTS", "").split(",") if h]
ALLOWED_HOSTS = [_base.hostname or "localhost", *_more_hosts]
if _is_local:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

DATABASE_FILE = DATA_DIR / "insigne.sqlite3"
_is_new = not DATABASE_FILE.exists()
SECRET_KEY = secret_files.secret("INSIGNE_SECRET_KEY", DATA_DIR / "secret.key", may_make=_is_new)
INSIGNE_KEY_ENCRYPTION_KEY = bytes.fromhex(
    secret_files.secret("INSIGNE_KEY_ENCRYPTION_KEY", DATA_DIR / "keys.secret", may_make=_is_new)
)

# --- the rooms ----------------------------------------------------------------------------------

ROOMS = [
    "insigne_platform.core",
    "insigne_platform.people",
    "insigne_platform.institutions",
    "insigne_platform.signing",
    "insigne_platform.frameworks",
    "insigne_platform.achievements",
    "insigne_platform.awards",
    "insigne_platform.earning",
    "insigne_platform.pathways",
    "insigne_platform.courses",
    "insigne_platform.endorsements",
    "insigne_platform.verification",
    "insigne_platform.disclosure",
    "insigne_platform.backpack",
    "insigne_platform.sharing",
    "insigne_platform.grants",
    "insigne_platform.notifications",
    "insigne_platform.rights",
    "insigne_platform.statistics",
    "insigne_platform.api",
    "insigne_platform.web",
    "insigne_platform.demo",
    "insigne_platform.config",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "insigne_platform.config.request_log.RequestLog",
    "insigne_platform.api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "insigne_platform.web.middleware.UploadLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "insigne_platform.web.middleware.LanguageMiddleware",
    "insigne_platform.web.middleware.OwnPagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "insigne_platform.web.middleware.ServiceErrorMiddleware",
]
ROOT_URLCONF = "insigne_platform.config.urls"
WSGI_APPLICATION = "insigne_platform.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "insigne_platform.web.context_processors.navigation",
                "insigne_platform.web.context_processors.notifications",
            ]
        },
    }
]

# --- what we keep -------------------------------------------------------------------------------

_database_url = secret_files.optional("INSIGNE_DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {
    "default": databases.at_address(_database_url)
    if _database_url
    else databases.sqlite(DATABASE_FILE)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024  # a little over what a form accepts with words
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # a counter for each visitor who posts
    }
}

# --- languages and time -------------------------------------------------------------------------

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HOUSE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- who signs in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "display_name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/backpack"
ACCOUNT_ADAPTER = "insigne_platform.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_MAX_EMAIL_ADDRESSES = 10
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _base.scheme

# --- doors that are shut ------------------------------------------------------------------------

_is_https = _base.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _is_https
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [INSIGNE_BASE_URL]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
# The address of the one proxy in front of us, which says by which scheme a request came.
INSIGNE_TRUSTED_PROXY = os.environ.get("INSIGNE_TRUSTED_PROXY")
if INSIGNE_TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "insigne_platform.web.views.errors.csrf_failure"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# --- mail and logs ------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = os.environ.get("INSIGNE_MAIL_FROM", f"insigne@{_base.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
_mail_host = os.environ.get("INSIGNE_MAIL_HOST")
INSIGNE_DEMO = _flag("INSIGNE_DEMO")
MAILERS: dict[str, dict[str, Any]]
if INSIGNE_DEMO:
    MAILERS = {"default": {"BACKEND": "insigne_platform.demo.mail.DemoBackend"}}
elif _mail_host:
    _smtp = {
        "host": _mail_host,
        "port": int(os.environ.get("INSIGNE_MAIL_PORT", "587")),
        "username": os.environ.get("INSIGNE_MAIL_USER", ""),
        "password": os.environ.get("INSIGNE_MAIL_PASSWORD", ""),
        "use_tls": not _flag("INSIGNE_MAIL_WITHOUT_TLS"),
    }
    MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": _smtp}
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
        }
    }
LOGGING_CONFIG = None
logs.configure(level="DEBUG" if DEBUG else "INFO")
