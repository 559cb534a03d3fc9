"""Claims about what an outcome turns on: found in texts, parsed, tested on a model, answered in words."""
