"""The conflict model: options, preferences, attitudes; load, check, save."""
