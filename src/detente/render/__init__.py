"""Rendering: the composed brief as text, HTML, PDF, DOCX or Markdown; nothing is decided here."""
