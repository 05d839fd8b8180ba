"""REST: the questions of a case and its review desk, over HTTP, on this machine only."""
