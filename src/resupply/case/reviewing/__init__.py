"""The review desk of a case: proposals are shown, decided and booked."""
