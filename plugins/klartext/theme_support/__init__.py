"""What the theme's templates need from Python, and the files that stand beside the pages."""


def register() -> None:
    """Connect the signals; Pelican calls this once a build."""
    from klartext.markdown_reader import pelican_plugin as markdown_reader  # noqa: PLC0415 — Pelican loads late
    from klartext.theme_support import pelican_plugin  # noqa: PLC0415 — as above
    from klartext.theme_support.findability import pelican_plugin as findability  # noqa: PLC0415 — as above
    from klartext.theme_support.law import pelican_plugin as law  # noqa: PLC0415 — as above

    for plugin in (markdown_reader, pelican_plugin, findability, law):
        plugin.register()
