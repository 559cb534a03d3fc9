"""Routes of the workbench, one module per room: documents, models, answers, reports, work."""
