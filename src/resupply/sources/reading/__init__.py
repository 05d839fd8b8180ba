"""Files into cells, columns by name, numbers as people type them: what all readers share."""
