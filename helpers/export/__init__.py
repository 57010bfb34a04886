"""A lesson pack in the formats that a class uses, one module a format. Each has `write(pack, path, key=False)`, which writes one file and gives its path."""
