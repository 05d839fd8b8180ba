"""Alerts: what in a case wants attention, found by rules, told once: feed, webhook, letter."""
