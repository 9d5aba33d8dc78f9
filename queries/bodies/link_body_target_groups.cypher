// How many relations AIMED_AT from bodies were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Body {id: row.id})
MATCH (m:Term {id: row.target})
CREATE (n)-[r:AIMED_AT {position: row.position}]->(m)
RETURN count(r) AS linked
