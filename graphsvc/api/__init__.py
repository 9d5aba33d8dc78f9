"""The REST API: request -> call -> schema, with OpenAPI and one error shape."""

from graphsvc.api.errors import error_response
from graphsvc.api.registration import PREFIX, PROBES, register

__all__ = ["PREFIX", "PROBES", "error_response", "register"]
