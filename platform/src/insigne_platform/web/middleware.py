"""What happens around every page: its language, who may keep it, its size, a service's no."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from insigne_platform.core.errors import ServiceError
from insigne_platform.web import problems

Answer = Callable[[HttpRequest], HttpResponse]

LARGEST_REQUEST = 32 * 1024 * 1024


class LanguageMiddleware:
    """Choose the language: what was chosen here, else the person's own, else the browser's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, and say that the answer depends on it."""
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """Say in which of our languages *request* is to be answered."""
    ours = dict(settings.LANGUAGES)
    person = getattr(request, "user", None)
    own = person.language if person is not None and person.is_authenticated else None
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    for language in (chosen, own):
        if language is not None and language in ours:
            return str(language)
    return translation.get_language_from_request(request)


class OwnPagesMiddleware:
    """Have no cache keep what somebody sees because they are signed in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say so unless the page said how it is kept."""
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response


class UploadLimitMiddleware:
    """Refuse a request that is too large for any page, before a byte of it is parsed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413, or hand the request on."""
        if _length(request) > LARGEST_REQUEST:
            translation.activate(translation.get_language_from_request(request))
            return problems.error_page(None, 413)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class ServiceErrorMiddleware(MiddlewareMixin):
    """Show a service's no as the page that belongs to it, unless the view did so itself."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer service errors; leave faults of ours to the server error page."""
        if isinstance(exception, ServiceError):
            return problems.service_error_page(request, exception)
        if isinstance(exception, RequestDataTooBig):
            return problems.error_page(request, 413)
        return None
