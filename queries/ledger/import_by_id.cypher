// The import of this id.
//
// mode read
// $id            id
// -> id          id
// -> properties  map of all properties
MATCH (i:Import {id: $id})
USING INDEX SEEK i:Import(id)
RETURN i.id AS id, properties(i) AS properties
