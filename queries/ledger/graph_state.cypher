// Revision and schema version of the graph; no row in an empty store.
//
// mode read
// -> revision  number of the last change
// -> schema    version of the schema
MATCH (g:Graph {id: 'graph'})
RETURN g.revision AS revision, g.schema AS schema
