"""Accounts: who may ask and change what, once a case is served beyond its own machine."""
