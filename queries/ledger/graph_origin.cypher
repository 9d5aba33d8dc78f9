// What tells this graph from all others: the operation that made its first change.
//
// mode read
// -> operation  operation id
MATCH (c:Change {revision: 1, part: 0})
RETURN c.operation AS operation
