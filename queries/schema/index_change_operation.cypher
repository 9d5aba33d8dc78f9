// Change nodes are found by operation.
//
// mode schema
CREATE INDEX change_operation IF NOT EXISTS FOR (n:Change) ON (n.operation)
