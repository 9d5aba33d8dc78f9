// Makes the node that carries the revision, where it is missing.
//
// mode write
// $schema      version of the schema
// -> revision  number of the last change
MERGE (g:Graph {id: 'graph'})
ON CREATE SET g.revision = 0, g.schema = $schema, g.counts = '{}'
RETURN g.revision AS revision
