"""How good the forecast was on the past: rolling origins, scores, and others side by side.

`rolling` says what was known when, `peers` are other methods, `scores` judges, `run` goes through
the origins, `answer` tells.
"""
