// Actor nodes are found by sort_key.
//
// mode schema
CREATE INDEX actor_sort_key IF NOT EXISTS FOR (n:Actor) ON (n.sort_key)
