"""What comes next: how promises move, what arrives, when stocks run out, how good it was."""
