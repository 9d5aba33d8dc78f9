"""Import: rows -> gate -> references -> plan -> one transaction; every rejected row with sheet, line and column."""

from graphsvc.ingest.apply import Report, apply, import_path, import_paths
from graphsvc.ingest.plan import Plan, plan
from graphsvc.ingest.problems import Problem

__all__ = ["Plan", "Problem", "Report", "apply", "import_path", "import_paths", "plan"]
