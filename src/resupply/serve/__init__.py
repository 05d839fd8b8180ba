"""Serving: the interface started on this machine."""
