// The relations that the indicators of these ids own.
//
// mode read
// $ids         ids
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
UNWIND $ids AS wanted
MATCH (n:Indicator {id: wanted})
USING INDEX SEEK n:Indicator(id)
WITH n
MATCH (n)-[r:MEASURED_IN]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
