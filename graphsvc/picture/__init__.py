"""Pictures of the graph: a snapshot becomes plain data that visualisations/ can draw, every word in its language."""

from graphsvc.picture.network import Positions, best_connected, computed, network, placed
from graphsvc.picture.surroundings import surroundings

__all__ = ["Positions", "best_connected", "computed", "network", "placed", "surroundings"]
