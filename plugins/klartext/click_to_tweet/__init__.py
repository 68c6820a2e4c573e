"""Click to tweet: quotes that readers share on any network, read from every shortcode that old blogs contain."""


def register() -> None:
    """Connect the plugin to Pelican, and the checks that report its findings."""
    from klartext.click_to_tweet.pelican_plugin import register as connect  # noqa: PLC0415 — as above
    from klartext.pelican_plugin import connect_checks  # noqa: PLC0415 — the command goes without Pelican

    connect()
    connect_checks()
