"""The WSGI entry for a production server: `graphsvc.wsgi:app`, with one process on the embedded engine."""

from __future__ import annotations

import atexit
import logging

from flask import Flask

from graphsvc import config, i18n
from graphsvc.app import create_app
from graphsvc.matching import own_lexicons
from graphsvc.store import Store

log = logging.getLogger(__name__)


def make_app() -> Flask:
    """The application over the store that the settings name; raises StoreUnavailable with what to do about it."""
    settings = config.from_env()
    i18n.set_language(settings.lang)
    for problem in own_lexicons.use(settings.lexicons):
        log.warning(problem)
    store = Store.open(settings)
    atexit.register(store.close)
    return create_app(store, settings)


def __getattr__(name: str) -> Flask:
    """`app` is made when a server asks for it, not when the module is read."""
    if name == "app":
        return make_app()
    raise AttributeError(name)
