"""Self-promotion: tells a helpful post from an advert, in German and English, with the passages that say so."""


def register() -> None:
    """Connect the plugin to Pelican, and the checks that report its findings."""
    from klartext.pelican_plugin import connect_checks  # noqa: PLC0415 — the command must not import Pelican
    from klartext.self_promotion import pelican_plugin  # noqa: PLC0415 — as above

    pelican_plugin.register()
    connect_checks()
