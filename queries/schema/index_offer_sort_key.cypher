// Offer nodes are found by sort_key.
//
// mode schema
CREATE INDEX offer_sort_key IF NOT EXISTS FOR (n:Offer) ON (n.sort_key)
