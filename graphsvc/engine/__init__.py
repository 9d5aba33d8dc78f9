"""The embedded engine as a supervised child process: start, watch, restart, stop, and attach to a running one."""

from graphsvc.engine.supervisor import Endpoint, Engine

__all__ = ["Endpoint", "Engine"]
