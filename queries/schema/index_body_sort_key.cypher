// Body nodes are found by sort_key.
//
// mode schema
CREATE INDEX body_sort_key IF NOT EXISTS FOR (n:Body) ON (n.sort_key)
