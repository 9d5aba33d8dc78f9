// Where the graph stands; no other change begins until this transaction ends.
//
// mode write
// $operation   operation id
// -> revision  number of the last change
// -> counts    JSON text: type -> number of records, and of relations, changes and imports
MATCH (g:Graph {id: 'graph'})
SET g._lock = $operation
RETURN g.revision AS revision, g.counts AS counts
