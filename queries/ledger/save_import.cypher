// Records an import.
//
// mode write
// $id          id
// $properties  map of all properties
// -> id        id
MERGE (i:Import {id: $id})
SET i = $properties
RETURN i.id AS id
