// The whole change log.
//
// mode read
// -> id          id
// -> properties  map of all properties
MATCH (c:Change)
RETURN c.id AS id, properties(c) AS properties
