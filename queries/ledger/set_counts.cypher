// Keeps how much the graph holds, so that a check after a crash can tell whether something is missing.
//
// mode write
// $counts    JSON text: type -> number
// -> counts  the same
MATCH (g:Graph {id: 'graph'})
SET g.counts = $counts
RETURN g.counts AS counts
