// One writing statement to a line; compared is the whole graph after it. Nothing of it stays.
CREATE (n:Actor {id: 'new', name: 'Neu'})
CREATE (n:Actor {id: 'new'}) SET n.name = $word RETURN n.name AS name
CREATE (n:Actor) SET n = $properties RETURN n.id AS id
CREATE (n:Actor {id: 'new', posts: $decimal, heads: $whole, citywide: $truth, aliases: $list})
CREATE (n:Actor {id: 'new', aliases: []})
CREATE (n:Actor {id: 'new', name: null})
CREATE (n:Actor {id: 'new', name: ''})
CREATE (n:Actor {id: 'new', name: 'a\nb\t"c" \\ 🙂'})
UNWIND $rows AS row CREATE (n:Term {id: row.id}) SET n.number = row.n
UNWIND $rows AS row CREATE (n:Term) SET n = row RETURN count(n) AS saved
UNWIND $rows AS row MERGE (n:Term {id: row.id}) SET n += row RETURN count(n) AS saved
UNWIND [] AS row MERGE (n:Term {id: row.id}) RETURN count(n) AS saved
MERGE (n:Actor {id: 'A1'}) RETURN n.name AS name
MERGE (n:Actor {id: 'new'}) RETURN n.name AS name
MERGE (n:Actor {id: 'A1'}) ON CREATE SET n.made = true ON MATCH SET n.seen = true
MERGE (n:Actor {id: 'new'}) ON CREATE SET n.made = true ON MATCH SET n.seen = true
MERGE (n:Actor {id: 'A1'}) SET n.version = n.version + 1 RETURN n.version AS version
MATCH (n:Actor {id: $id}) SET n.name = 'anders'
MATCH (n:Actor {id: $id}) SET n.name = null
MATCH (n:Actor {id: $id}) SET n.name = $none
MATCH (n:Actor {id: $id}) SET n += {name: 'anders', posts: 3}
MATCH (n:Actor {id: $id}) SET n += {name: null}
MATCH (n:Actor {id: $id}) SET n = {id: n.id, name: 'nur das'}
MATCH (n:Actor {id: $id}) SET n = $properties
MATCH (n:Actor {id: $id}) REMOVE n.name
MATCH (n:Actor {id: $id}) REMOVE n.missing
MATCH (n:Actor {id: $id}) SET n.a = 1, n.b = 2.0, n.c = [1, 2]
MATCH (n:Actor {id: 'nobody'}) SET n.name = 'anders' RETURN count(n) AS changed
MATCH (n:Actor) WHERE n.version = 1 SET n.version = n.version + 1 RETURN count(n) AS changed
MATCH (n:Actor {id: $id}) WHERE n.version = $version SET n.version = $version + 1 RETURN n.version AS version
MATCH (n:Actor {id: 'A1'}) WHERE n.version = 99 SET n.version = 100 RETURN n.version AS version
MATCH (n:Actor) SET n.checked = n.id + '!' RETURN count(n) AS changed
MATCH (n:Actor {id: 'A8'}) DETACH DELETE n
MATCH (n:Actor {id: 'A1'}) DETACH DELETE n
MATCH (n:Actor) WHERE n.id IN $ids DETACH DELETE n RETURN count(n) AS deleted
MATCH (n:Term) DETACH DELETE n
MATCH (n) DETACH DELETE n
MATCH (a:Actor {id: 'A1'}) MATCH (b:Actor {id: 'A8'}) CREATE (a)-[:COOPERATES_WITH {id: 'new', kind: 'Vertrag'}]->(b)
MATCH (a:Actor {id: 'A1'}) MATCH (b:Actor {id: 'A8'}) CREATE (a)-[r:COOPERATES_WITH]->(b) SET r = $properties RETURN count(r) AS saved
MATCH (a:Actor {id: 'A1'}) MATCH (b:Actor {id: 'nobody'}) CREATE (a)-[r:COOPERATES_WITH]->(b) RETURN count(r) AS saved
MATCH (a:Actor {id: 'A1'}) MATCH (b:Actor {id: 'A2'}) MERGE (a)-[r:COOPERATES_WITH {id: 'c1'}]->(b) SET r.kind = 'anders' RETURN count(r) AS saved
MATCH (a:Actor {id: 'A1'}) MATCH (b:Actor {id: 'A2'}) MERGE (a)-[r:COOPERATES_WITH {id: 'new'}]->(b) RETURN count(r) AS saved
MATCH (a:Actor {id: 'A1'}) MATCH (t:Term {id: 't1'}) MERGE (a)-[r:ABOUT]->(t) ON CREATE SET r.position = 9 RETURN r.position AS position
UNWIND $links AS row MATCH (a:Actor {id: row.a}) MATCH (b:Actor {id: row.b}) CREATE (a)-[r:COOPERATES_WITH {id: row.id}]->(b) RETURN count(r) AS saved
UNWIND $links AS row MATCH (a:Actor {id: row.a}) MATCH (b:Actor {id: row.b}) MERGE (a)-[r:COOPERATES_WITH {id: row.id}]->(b) SET r += {kind: row.kind} RETURN count(r) AS saved
MATCH (a)-[r:COOPERATES_WITH]->(b) WHERE r.id IN $relations WITH collect(r) AS found UNWIND found AS r DELETE r
MATCH (a:Actor {id: 'A1'})-[r:COOPERATES_WITH]-() WITH collect(DISTINCT r) AS found UNWIND found AS r DELETE r
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id IN $relations SET r._lock = $word RETURN r.id AS id, r.version AS version
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id = $relation SET r.version = r.version + 1 RETURN r.version AS version
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id = $relation REMOVE r.kind
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id = $relation SET r += {intensity: 'low', theme: null}
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id = $relation SET r = {id: r.id}
MATCH (o:Offer)-[r:INVOLVES]->() WHERE o.id = 'O1' WITH collect(r) AS found UNWIND found AS r DELETE r
MATCH (o:Offer {id: 'O1'})-[r:INVOLVES|ABOUT|AIMED_AT]->() WITH collect(r) AS found UNWIND found AS r DELETE r
MATCH (n:Actor {id: 'A5'}) OPTIONAL MATCH (n)-[r:COOPERATES_WITH]-() WITH n, collect(r) AS found FOREACH (r IN found | DELETE r) DETACH DELETE n
MATCH (n:Actor {id: 'A1'}) FOREACH (x IN [1, 2] | CREATE (:Term {id: 'made-' + toString(x)}))
MATCH (n:Actor {id: 'A1'}) CREATE (m:Verdict {id: 'v', of: n.id, at: 1700000000000}) RETURN m.at AS at
MATCH (n:Actor {id: 'A1'}) WITH n LIMIT 1 SET n.x = 1 WITH n MATCH (n)-[:COOPERATES_WITH]-(m) SET m.x = 2 RETURN count(m) AS touched
MATCH (a:Actor {id: 'A3'})-[r:PART_OF]->() WITH a, collect(r) AS found UNWIND found AS r DELETE r WITH DISTINCT a MATCH (b:Actor {id: 'A1'}) CREATE (a)-[:PART_OF {position: 0}]->(b)
CREATE (a:District {id: 'x'})-[:PART_OF {position: 0}]->(b:District {id: 'y'}) RETURN a.id AS one, b.id AS two
MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(n) AS deleted
MATCH (n:Actor) SET n:Marked
