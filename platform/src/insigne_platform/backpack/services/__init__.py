"""What a holder does with badges: she keeps, brings, arranges, takes along and shows them."""

from insigne_platform.backpack.services.arranging import (
    delete,
    empty_bins,
    hide,
    restore,
    set_words,
)
from insigne_platform.backpack.services.collecting import (
    add_badges,
    change_collection,
    choose_cover,
    delete_collection,
    make_collection,
    move_item,
    order_collection,
    take_from_collection,
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
    "add_badges",
    "bring",
    "change_collection",
    "check_again",
    "choose_cover",
    "claim",
    "claim_by_link",
    "decline",
    "decline_award",
    "delete",
    "delete_collection",
    "download",
    "download_imported",
    "empty_bins",
    "hide",
    "keep_replacements",
    "make_collection",
    "move_item",
    "open_share",
    "order_collection",
    "read_import",
    "restore",
    "set_words",
    "share",
    "share_address",
    "shared_award",
    "shared_picture",
    "stop_sharing",
    "take_from_collection",
    "with_address",
]
