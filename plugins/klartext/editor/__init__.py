"""The language server: the same findings as the command's, while the post is being written."""
