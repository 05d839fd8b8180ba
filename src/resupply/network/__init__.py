"""Places, legs, capacities, supplies and needs: what a plan is made over.

`model` holds the words; the other modules make a network from a case, check it and change it.
"""
