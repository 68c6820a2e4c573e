"""What is said to people, in German and English: findings, headings, summaries."""
