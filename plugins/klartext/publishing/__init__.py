"""What stands between a built site and its readers: the last checks, and which files of the output are ours."""
