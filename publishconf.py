"""Was beim Veröffentlichen anders ist / what differs when publishing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: E402 — found only now

SITEURL = FEED_DOMAIN
RELATIVE_URLS = False
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""  # Entwürfe bleiben zu Hause / drafts stay at home
DELETE_OUTPUT_DIRECTORY = True  # auch alte Vorschauen / old previews too
