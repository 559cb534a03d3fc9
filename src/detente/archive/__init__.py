"""Archives: any number of documents read on many processes into one data set, and asked in a moment."""
