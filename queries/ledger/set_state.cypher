// Ends a change: its number, and how much the graph holds now.
//
// mode write
// $revision    number of the change
// $counts      JSON text: type -> number of records, and of relations, changes and imports
// -> revision  the same number
MATCH (g:Graph {id: 'graph'})
SET g.revision = $revision, g.counts = $counts
RETURN g.revision AS revision
