// Revision, schema version and numbers of the graph; no row in an empty store.
//
// mode read
// -> revision  number of the last change
// -> schema    version of the schema
// -> counts    JSON text: type -> number of records, and of relations, changes and imports
MATCH (g:Graph {id: 'graph'})
RETURN g.revision AS revision, g.schema AS schema, g.counts AS counts
