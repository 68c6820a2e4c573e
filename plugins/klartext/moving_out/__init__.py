"""Moving out: this site as an export that WordPress reads, so that nobody is locked in."""
