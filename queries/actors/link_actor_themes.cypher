// How many relations ABOUT from actors were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
USING INDEX SEEK n:Actor(id)
MATCH (m:Term {id: row.target})
USING INDEX SEEK m:Term(id)
CREATE (n)-[r:ABOUT {position: row.position}]->(m)
RETURN count(r) AS linked
