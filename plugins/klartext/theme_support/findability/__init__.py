"""What search engines, networks and browsers need beside the pages: sitemap, pictures to share, icons, redirects."""
