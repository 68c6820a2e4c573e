"""What all tests share: property tests without a deadline, one way to start the browser, ports that are free."""

from __future__ import annotations

import os
import shutil
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Property tests judge what is computed, never how long a busy machine takes for it.
settings.register_profile("klartext", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("klartext")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a Chromium driven by Playwright; skip without one unless KLARTEXT_REQUIRE_BROWSER=1.

    Ended with each module: while Playwright runs, nothing else in the process can have a loop of its own.
    """
    if CHROMIUM is None:
        if os.environ.get("KLARTEXT_REQUIRE_BROWSER") == "1":
            pytest.fail("KLARTEXT_REQUIRE_BROWSER=1, but no Chromium was found on the PATH")
        pytest.skip("no Chromium on the PATH (Debian: apt install chromium)")
    reason = "Playwright is not installed (pip install playwright)"
    sync_playwright = pytest.importorskip("playwright.sync_api", reason=reason).sync_playwright
    flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--disable-quic"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Return what finds a port of this machine that nobody listens on."""

    def found() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return found
