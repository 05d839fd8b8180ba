"""Plans too large for a general solver: a first-order method with a proven gap.

`scope.supports` says whether it can; `method.solve` does it. Nothing is imported here, so that
asking costs no compiler.
"""
