"""The commands of `graphsvc`, one module per purpose; `graphsvc.cli` puts them together."""
