// Notes that the graph is now as this version of the schema wants it.
//
// mode write
// $schema      version of the schema
// -> revision  number of the last change
MATCH (g:Graph {id: 'graph'})
SET g.schema = $schema
RETURN g.revision AS revision
