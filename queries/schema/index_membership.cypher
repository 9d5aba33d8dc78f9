// Memberships are found by their id.
//
// mode schema
CREATE INDEX membership_id IF NOT EXISTS FOR ()-[r:MEMBER_OF]-() ON (r.id)
