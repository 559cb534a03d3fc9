"""The engine: every notion of the graph model on numbered states; knows nothing about conflicts."""
