// Sets the revision of a graph that is being restored.
//
// mode write
// $revision    number of the last change
// -> revision  the same
MATCH (g:Graph {id: 'graph'})
SET g.revision = $revision
RETURN g.revision AS revision
