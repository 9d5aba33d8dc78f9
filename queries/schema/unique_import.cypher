// Ids of import nodes are unique.
//
// mode schema
CREATE CONSTRAINT import_id IF NOT EXISTS FOR (n:Import) REQUIRE n.id IS UNIQUE
