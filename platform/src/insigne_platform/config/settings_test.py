"""Settings for tests: nothing on disk, nothing secret, no mail that leaves."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["INSIGNE_SECRET_KEY"] = "only-for-tests-" + "0" * 40
os.environ["INSIGNE_KEY_ENCRYPTION_KEY"] = "00" * 32
os.environ["INSIGNE_DATA_DIR"] = tempfile.gettempdir()
os.environ["INSIGNE_BASE_URL"] = "https://badges.example.org"

from insigne_platform.config.settings import *  # noqa: F403 - after the environment is set
from insigne_platform.config.settings import DATABASES

DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
# A cache that keeps nothing: no test counts the posts of another.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
ALLOWED_HOSTS = ["badges.example.org", "testserver", "localhost"]
MEDIA_ROOT = Path(tempfile.gettempdir())
