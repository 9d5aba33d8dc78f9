// Change nodes are found by revision.
//
// mode schema
CREATE INDEX change_revision IF NOT EXISTS FOR (n:Change) ON (n.revision)
