"""Reading: from text to attributed, conditional statements."""
