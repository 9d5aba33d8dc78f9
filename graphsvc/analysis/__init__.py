"""Questions to the graph, one per module: named thresholds with their reason, one answer, one function."""
