"""The subcommands of ``klartext``, one module each with ``add_arguments`` and ``run``."""
