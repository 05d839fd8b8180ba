"""Tables, templates, briefs, exports: what leaves the house, in people's forms."""
