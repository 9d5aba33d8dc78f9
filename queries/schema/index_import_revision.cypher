// Import nodes are found by revision.
//
// mode schema
CREATE INDEX import_revision IF NOT EXISTS FOR (n:Import) ON (n.revision)
