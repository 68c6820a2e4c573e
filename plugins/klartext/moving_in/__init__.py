"""Moving in: the export of another blog becomes posts, pages, answers and pictures of this one."""
