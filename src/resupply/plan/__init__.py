"""What to send from where, which way, when; what binds; what if."""
