// Cooperations and memberships of the actors of these ids.
//
// mode read
// $ids         ids
// -> id        id of the actor
// -> relation  COOPERATES_WITH or MEMBER_OF
// -> owner     id of the cooperation or membership
UNWIND $ids AS wanted
MATCH (n:Actor {id: wanted})-[r:COOPERATES_WITH|MEMBER_OF]-()
USING INDEX SEEK n:Actor(id)
RETURN DISTINCT n.id AS id, type(r) AS relation, r.id AS owner
ORDER BY id, relation, owner
