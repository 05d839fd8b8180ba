"""Who can make what, what is missing, and where money meets most need."""
