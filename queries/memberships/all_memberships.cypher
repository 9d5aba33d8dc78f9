// All memberships.
//
// mode read
// -> id          id
// -> actor       id
// -> body        id
// -> properties  map of all properties
MATCH (a:Actor)-[r:MEMBER_OF]->(b:Body)
RETURN r.id AS id, a.id AS actor, b.id AS body, properties(r) AS properties
