"""The pages that people use: one blueprint, and the page for every error."""

from graphsvc.web.blueprint import blueprint
from graphsvc.web.errors import error_page

__all__ = ["blueprint", "error_page"]
