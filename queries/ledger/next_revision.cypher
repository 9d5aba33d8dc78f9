// The number of the change that begins, and what the graph held before; other changes wait until this one ends.
//
// mode write
// $operation   operation id
// -> revision  number of this change
// -> counts    JSON text: type -> number of records, and of relations, changes and imports
MATCH (g:Graph {id: 'graph'})
SET g.operation = $operation
WITH g
SET g.revision = g.revision + 1
RETURN g.revision AS revision, g.counts AS counts
