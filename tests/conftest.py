"""Property tests judge what is computed, never how long a busy machine takes for it."""

from hypothesis import HealthCheck, settings

settings.register_profile("klartext", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("klartext")
