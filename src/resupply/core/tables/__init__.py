"""The declarations of all tables of a case, grouped: reference, ledger, facts.

Read them through `resupply.core.fields`, which holds the registry.
"""
