"""What the workbench answers: the shapes of its JSON, from which the types of the pages are generated."""
