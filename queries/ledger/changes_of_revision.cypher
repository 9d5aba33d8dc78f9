// The entries of one change, in order.
//
// mode read
// $revision      number of the change
// -> id          id
// -> properties  map of all properties
MATCH (c:Change {revision: $revision})
RETURN c.id AS id, properties(c) AS properties
ORDER BY id
