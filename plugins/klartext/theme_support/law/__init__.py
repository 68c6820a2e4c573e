"""What the law asks of a company's site: who is behind it, what becomes of readers' data, nothing from elsewhere."""
