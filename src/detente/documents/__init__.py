"""Documents: getting clean, stable text out of files."""
