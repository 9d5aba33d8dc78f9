// How many relations AIMED_AT from bodies were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Body {id: row.id})
USING INDEX SEEK n:Body(id)
MATCH (m:Term {id: row.target})
USING INDEX SEEK m:Term(id)
CREATE (n)-[r:AIMED_AT {position: row.position}]->(m)
RETURN count(r) AS linked
