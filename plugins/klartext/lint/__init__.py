"""The prose-lint engine: documents, rules, diagnostics, reporters; knows neither Pelican nor any rule."""
