// Cooperations are found by their id.
//
// mode schema
CREATE INDEX cooperation_id IF NOT EXISTS FOR ()-[r:COOPERATES_WITH]-() ON (r.id)
