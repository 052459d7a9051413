"""A badge on paper: the holder's own certificate."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from insigne_platform.awards import services as awards
from insigne_platform.backpack import selectors as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.certificates import services
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.sharing import selectors as sharing
from insigne_platform.sharing import services as links
from insigne_platform.web.certificate_words import paper_of
from insigne_platform.web.requests import SignedInRequest

ON_PAPER = gettext_noop("A certificate on paper")


@login_required
@never_cache
@require_POST
def certificate(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Make a certificate; its code leads to a link that the holder can stop."""
    holding = backpack.holding_of(request.user, holding_id)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    award = holding.award
    if award.is_revoked:
        raise Conflict(_("This badge was taken back, so there is no certificate of it."))
    now = timezone.now()
    is_public = award.version.achievement.is_public
    wants_code = is_public and "without_code" not in request.POST
    address = _address(request, holding) if wants_code else ""
    paper = paper_of(award, awards.document(award, "ob3", at=now), address=address)
    made = services.certificate(paper, award.version.achievement.issuer.institution, at=now)
    response = HttpResponse(made, content_type="application/pdf")
    name = slugify(award.version.name)[:60] or "badge"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _address(request: SignedInRequest, holding: Holding) -> str:
    """The address of the link for paper, which is made once for each badge."""
    now = timezone.now()
    made = sharing.open_links(sharing.links_to(holding), now).filter(purpose=_(ON_PAPER))
    for link in made.filter(pin_hash="", is_one_time=False, expires_at=None):
        address = links.address_of(link)
        if address:
            return address
    link = links.make_link(holding, by=request.user, at=now, purpose=_(ON_PAPER))
    return str(links.address_of(link))
