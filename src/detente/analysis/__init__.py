"""Analysis: what the answer depends on: attitudes, hinges, paths, claims."""
