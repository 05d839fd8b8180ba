"""Second readers of a document, never required and off by default.

They propose nothing unseen: what they say of a field stands beside ours at the desk, and what only
they read is marked so. A second reader that fails is a finding; the document is read without it.
"""
