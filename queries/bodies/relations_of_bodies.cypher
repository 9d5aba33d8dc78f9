// Memberships in the bodies of these ids.
//
// mode read
// $ids         ids
// -> id        id of the body
// -> relation  MEMBER_OF
// -> owner     id of the membership
UNWIND $ids AS wanted
MATCH (n:Body {id: wanted})-[r:MEMBER_OF]-()
USING INDEX SEEK n:Body(id)
RETURN DISTINCT n.id AS id, type(r) AS relation, r.id AS owner
ORDER BY id, relation, owner
