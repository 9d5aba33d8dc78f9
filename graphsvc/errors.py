"""The errors that people may see, each with its HTTP status; texts are German sentences that say what to do."""

from __future__ import annotations


class GraphsvcError(Exception):
    """Something went wrong that the user can be told about."""

    status = 500
    code = "error"

    def __init__(self, message: str, errors: dict[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.errors = errors or {}


class InvalidInput(GraphsvcError):
    """The data do not fit; `errors` says per field why."""

    status = 422
    code = "invalid_input"


class NotFound(GraphsvcError):
    """There is no such record."""

    status = 404
    code = "not_found"


class Conflict(GraphsvcError):
    """The change does not fit what is there now."""

    status = 409
    code = "conflict"


class StaleVersion(Conflict):
    """The record was changed since it was read."""

    status = 412
    code = "stale_version"


class VersionRequired(GraphsvcError):
    """A change must say on which version it rests."""

    status = 428
    code = "version_required"


class StoreUnavailable(GraphsvcError):
    """The store does not answer at the moment."""

    status = 503
    code = "store_unavailable"


class StorageFull(GraphsvcError):
    """There is too little room on the disk to write safely."""

    status = 507
    code = "storage_full"


class ConfigurationError(GraphsvcError):
    """A setting is unknown or does not fit."""

    status = 500
    code = "configuration_error"
