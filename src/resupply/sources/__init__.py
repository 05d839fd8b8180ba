"""Public data in: each reader turns files into a `Release`, and writes nothing itself.

One module or package per source, each with `read(path, *, known_on, source_id=None)`.
"""
