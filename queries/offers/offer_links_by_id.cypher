// The relations that the offers of these ids own.
//
// mode read
// $ids         ids
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
UNWIND $ids AS wanted
MATCH (n:Offer {id: wanted})
USING INDEX SEEK n:Offer(id)
WITH n
MATCH (n)-[r:PART_OF|SUCCEEDED_BY|INVOLVES|FUNDED_BY|ABOUT|AIMED_AT|OFFERED_IN]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
