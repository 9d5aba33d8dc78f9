// The number of the last change; no other change begins until this transaction ends.
//
// mode write
// $operation   operation id
// -> revision  number of the last change
MATCH (g:Graph {id: 'graph'})
SET g._lock = $operation
RETURN g.revision AS revision
