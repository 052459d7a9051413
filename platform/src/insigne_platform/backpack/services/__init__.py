"""What a holder does with badges: she keeps, brings, arranges, takes along and shows them."""

from insigne_platform.backpack.services.arranging import (
    delete,
    empty_bins,
    hide,
    restore,
    set_words,
)
from insigne_platform.backpack.services.files import (
    KINDS,
    Download,
    download,
    download_imported,
    with_address,
)
from insigne_platform.backpack.services.importing import (
    bring,
    check_again,
    read_import,
)
from insigne_platform.backpack.services.keeping import (
    claim,
    claim_by_link,
    decline,
    decline_award,
    keep_replacements,
)
from insigne_platform.backpack.services.sharing import (
    SHARE,
    SharedBadge,
    open_share,
    share,
    share_address,
    shared_award,
    shared_picture,
    stop_sharing,
)

__all__ = [
    "KINDS",
    "SHARE",
    "Download",
    "SharedBadge",
    "bring",
    "check_again",
    "claim",
    "claim_by_link",
    "decline",
    "decline_award",
    "delete",
    "download",
    "download_imported",
    "empty_bins",
    "hide",
    "keep_replacements",
    "open_share",
    "read_import",
    "restore",
    "set_words",
    "share",
    "share_address",
    "shared_award",
    "shared_picture",
    "stop_sharing",
    "with_address",
]
