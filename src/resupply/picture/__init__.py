"""What the book says: who gave what, what is held up, who has gone quiet, what is left."""
