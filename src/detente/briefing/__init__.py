"""Briefing: from documents and a model to composed sections and lines, which `detente.render` lays out."""
