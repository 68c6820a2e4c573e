"""Runs the command as ``python -m klartext``."""

import sys

from klartext.cli import main

sys.exit(main())
