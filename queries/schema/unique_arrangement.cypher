// Ids of arrangements are unique.
//
// mode schema
CREATE CONSTRAINT arrangement_id IF NOT EXISTS FOR (n:Arrangement) REQUIRE n.id IS UNIQUE
