"""Was beim Veröffentlichen anders ist / what differs when publishing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

SITEURL = FEED_DOMAIN
RELATIVE_URLS = False
# Entwürfe bleiben zu Hause / drafts stay at home
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
