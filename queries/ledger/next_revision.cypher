// The number of the change that begins; other changes wait until this one ends.
//
// mode write
// $operation   operation id
// -> revision  number of this change
MATCH (g:Graph {id: 'graph'})
SET g.operation = $operation
WITH g
SET g.revision = g.revision + 1
RETURN g.revision AS revision
