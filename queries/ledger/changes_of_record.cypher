// The entries of the change log that touch one record, newest first.
//
// mode read
// $record        type:id
// -> id          id
// -> properties  map of all properties
MATCH (c:Change)
WHERE $record IN c.touched
RETURN c.id AS id, properties(c) AS properties
ORDER BY id DESC
