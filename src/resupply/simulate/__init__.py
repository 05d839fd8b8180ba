"""What a failure or a pause costs: how long each need survives it, and what goes unmet."""
