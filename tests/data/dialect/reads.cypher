// One reading statement to a line; rows are compared in order where the statement orders them.
MATCH (n:Actor) RETURN count(n) AS total
MATCH (n) RETURN count(n) AS total
MATCH (n:Nobody) RETURN count(n) AS total
MATCH (n:Actor) RETURN n.id AS id ORDER BY id
MATCH (n:Actor) RETURN n.id AS id, n.sort_key AS words ORDER BY words, id
MATCH (n:Actor) RETURN n.id AS id, n.sort_key AS words ORDER BY words DESC, id DESC
MATCH (n:Actor) RETURN n.id AS id ORDER BY id SKIP 2 LIMIT 3
MATCH (n:Actor) RETURN n.id AS id ORDER BY id SKIP $skip LIMIT $limit
MATCH (n:Actor) RETURN n.id AS id ORDER BY id LIMIT 0
MATCH (n:Actor) RETURN n.id AS id ORDER BY id SKIP 100
MATCH (n:Actor {id: $id}) RETURN n.name AS name
MATCH (n:Actor {id: $none}) RETURN n.name AS name
MATCH (n:Actor) WHERE n.id = $id RETURN properties(n) AS properties
MATCH (n:Actor) WHERE n.id IN $ids RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.id IN [] RETURN n.id AS id
UNWIND $ids AS wanted MATCH (n:Actor {id: wanted}) RETURN n.id AS id ORDER BY id
UNWIND $ids AS wanted OPTIONAL MATCH (n:Actor {id: wanted}) RETURN wanted, n.name AS name ORDER BY wanted
UNWIND [] AS x RETURN x
UNWIND $none AS x RETURN x
UNWIND [1, null, 2] AS x RETURN x
UNWIND $rows AS row RETURN row.id AS id, row.n AS n ORDER BY id
UNWIND range(1, 3) AS x UNWIND range(1, 2) AS y RETURN x, y ORDER BY x, y
MATCH (n:Actor) RETURN n.id AS id, properties(n) AS properties ORDER BY id
MATCH (n:Offer) RETURN n.id AS id, n.languages AS languages, n.capacity AS capacity ORDER BY id
MATCH (n:Offer) RETURN n.id AS id, n.missing AS missing ORDER BY id
MATCH (n:Actor) WHERE n.description IS NULL RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.description IS NOT NULL RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.description = '' RETURN n.id AS id
MATCH (n:Actor) WHERE n.posts > 1 RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.posts >= 1.0 AND n.heads < 10 RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.posts > 1 OR n.citywide RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE NOT n.citywide RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE NOT (n.posts > 1) RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.kind <> 'unit' RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.big = 9007199254740993 RETURN n.id AS id, n.big AS big
MATCH (n:Actor) WHERE n.aliases = [] RETURN n.id AS id
MATCH (n:Actor) WHERE 'Amt 2' IN n.aliases RETURN n.id AS id
MATCH (n:Actor) WHERE 'x' IN coalesce(n.aliases, []) RETURN n.id AS id
MATCH (n:Actor) WHERE size(n.aliases) = 2 RETURN n.id AS id
MATCH (n:Actor) WHERE n.search CONTAINS $word RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE all(word IN ['verein', 'hof'] WHERE n.search CONTAINS word) RETURN n.id AS id
MATCH (n:Actor) WHERE n.name STARTS WITH 'Kita' RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.name ENDS WITH 'berg' RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.name = $quoted RETURN n.id AS id
MATCH (n:Actor) WHERE n.name CONTAINS '🙂' RETURN n.id AS id
MATCH (n:Actor) WHERE n.name CONTAINS '\\' RETURN n.id AS id
MATCH (n:Actor) WHERE n.valid_from <= $day RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE coalesce(n.valid_from, $day) <= $day AND coalesce(n.valid_to, $day) >= $day RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE $none IS NULL OR n.kind = $none RETURN count(n) AS total
MATCH (n:Actor) WHERE $word IS NULL OR n.kind = $word RETURN count(n) AS total
MATCH (n:Actor) RETURN DISTINCT n.kind AS kind ORDER BY kind
MATCH (n:Actor) RETURN n.kind AS kind, count(n) AS total ORDER BY kind
MATCH (n:Actor) RETURN n.kind AS kind, count(n) AS total ORDER BY total DESC, kind
MATCH (n:Actor) WITH n.kind AS kind, count(n) AS total WHERE total > 1 RETURN kind, total ORDER BY kind
MATCH (n:Actor) RETURN sum(n.posts) AS total
MATCH (n:Actor) RETURN sum(n.heads) AS total
MATCH (n:Actor) RETURN min(n.posts) AS least, max(n.posts) AS most
MATCH (n:Actor) RETURN min(n.name) AS first, max(n.name) AS last
MATCH (n:Actor) RETURN count(n.posts) AS known, count(*) AS total
MATCH (n:Actor) RETURN count(DISTINCT n.kind) AS kinds
MATCH (n:Nobody) RETURN sum(n.x) AS total, count(*) AS rows, collect(n.x) AS found
MATCH (n:Nobody) RETURN min(n.x) AS least, avg(n.x) AS mean
MATCH (n:Actor) WITH n ORDER BY n.id RETURN collect(n.id) AS ids
MATCH (n:Actor) WITH n ORDER BY n.id WITH collect(n.posts) AS found RETURN found
MATCH (n:Actor) WITH n ORDER BY n.id WITH n.kind AS kind, collect(n.id) AS ids RETURN kind, ids ORDER BY kind
MATCH (n:Actor) WITH n ORDER BY n.id WITH collect({id: n.id, heads: n.heads}) AS found RETURN found
MATCH (n:Actor) WITH collect(DISTINCT n.kind_group) AS groups UNWIND groups AS one RETURN one ORDER BY one
MATCH (n:Actor) WITH n ORDER BY n.id WITH collect(n.id) AS ids RETURN ids[0] AS first, size(ids) AS total
MATCH (n:Actor) WITH n ORDER BY n.id LIMIT 2 RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WITH n ORDER BY n.heads DESC, n.id SKIP 1 LIMIT 2 RETURN n.id AS id ORDER BY id
MATCH (a:Actor)-[r:COOPERATES_WITH]->(b:Actor) RETURN r.id AS id, a.id AS one, b.id AS two ORDER BY id
MATCH (a:Actor)-[r:COOPERATES_WITH]-(b:Actor) RETURN r.id AS id, a.id AS one, b.id AS two ORDER BY id, one, two
MATCH (a:Actor {id: $id})-[r:COOPERATES_WITH]-(b:Actor) RETURN r.id AS id, b.id AS other ORDER BY id
MATCH (a:Actor {id: $id})<-[r:COOPERATES_WITH]-(b:Actor) RETURN r.id AS id, b.id AS other ORDER BY id
MATCH (a:Actor {id: $id})-[:COOPERATES_WITH]-(b:Actor) RETURN DISTINCT b.id AS id ORDER BY id
MATCH (a:Actor {id: $id})-[:COOPERATES_WITH]-()-[:COOPERATES_WITH]-(b:Actor) RETURN DISTINCT b.id AS id ORDER BY id
MATCH (a:Actor {id: $id})-[:COOPERATES_WITH*1..2]-(b:Actor) RETURN DISTINCT b.id AS id ORDER BY id
MATCH (a:Actor {id: $id})-[:COOPERATES_WITH*2..3]-(b:Actor) RETURN DISTINCT b.id AS id ORDER BY id
MATCH (a:Actor {id: $id})-[:COOPERATES_WITH*0..1]-(b:Actor) RETURN DISTINCT b.id AS id ORDER BY id
MATCH (a:Actor)-[:PART_OF*1..6]->(b:Actor) RETURN a.id AS one, b.id AS two ORDER BY one, two
MATCH (a:District)-[:PART_OF*0..6]->(b:District) RETURN a.id AS one, b.id AS two ORDER BY one, two
MATCH p = (a:District {id: 'd3'})-[:PART_OF*1..6]->(b:District {id: 'd0'}) RETURN length(p) AS steps
MATCH p = (a:District {id: 'd3'})-[:PART_OF*1..6]->(b:District) RETURN [n IN nodes(p) | n.id] AS ids ORDER BY size(ids)
MATCH p = shortestPath((a:Actor {id: 'A1'})-[:COOPERATES_WITH*1..6]-(b:Actor {id: 'A7'})) RETURN length(p) AS steps, [n IN nodes(p) | n.id] AS ids
MATCH p = shortestPath((a:Actor {id: 'A1'})-[:COOPERATES_WITH*1..6]-(b:Actor {id: 'A8'})) RETURN length(p) AS steps
MATCH p = shortestPath((a:Actor {id: 'A2'})-[:COOPERATES_WITH|MEMBER_OF*1..6]-(b:Actor {id: 'A6'})) RETURN length(p) AS steps
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id IN $relations RETURN r.id AS id ORDER BY id
MATCH (a)-[r:COOPERATES_WITH]->(b) WHERE r.id IN $relations RETURN r.id AS id, a.id AS one, b.id AS two ORDER BY id
MATCH ()-[r:COOPERATES_WITH]->() WHERE r.id = $relation RETURN startNode(r).id AS one, endNode(r).id AS two
MATCH (a)-[r:COOPERATES_WITH]->(b) RETURN r.id AS id, properties(r) AS properties ORDER BY id
MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS total ORDER BY type
MATCH ()-[r:COOPERATES_WITH|MEMBER_OF]->() RETURN type(r) AS type, count(r) AS total ORDER BY type
MATCH (n) UNWIND labels(n) AS label RETURN label, count(n) AS total ORDER BY label
MATCH (n:Actor {id: 'A7'})-[r:COOPERATES_WITH]->(n) RETURN r.id AS id
MATCH (n:Actor {id: 'A7'})-[r:COOPERATES_WITH]-(m) WHERE m.id = 'A6' RETURN r.id AS id
MATCH (o:Offer)-[r:INVOLVES]->(a:Actor) RETURN o.id AS offer, r.role AS role, a.id AS actor ORDER BY offer, role, actor
MATCH (o:Offer)-[r:INVOLVES {role: 'provider'}]->(a:Actor) RETURN o.id AS offer, a.id AS actor ORDER BY offer, actor
MATCH (:Actor {id: $actor})<-[:INVOLVES]-(n:Offer) WITH DISTINCT n WHERE n.version = 1 RETURN n.id AS id ORDER BY id
MATCH (n:Offer) WHERE EXISTS { MATCH (n)-[:OFFERED_IN]->(:District {id: 'd2'}) } RETURN n.id AS id ORDER BY id
MATCH (n:Offer) WHERE NOT EXISTS { MATCH (n)-[:OFFERED_IN]->(:District) } RETURN n.id AS id ORDER BY id
MATCH (n:Offer) WHERE EXISTS { (n)-[:ABOUT]->(:Term {id: 't1'}) } RETURN n.id AS id ORDER BY id
MATCH (n:Offer) WHERE (n)-[:ABOUT]->(:Term {id: 't1'}) RETURN n.id AS id ORDER BY id
MATCH (n:Offer) WHERE NOT (n)-[:PART_OF]->() RETURN n.id AS id ORDER BY id
MATCH (n:Offer) RETURN n.id AS id, COUNT { (n)-[:INVOLVES]->() } AS actors ORDER BY id
MATCH (n:Offer) RETURN n.id AS id, size([(n)-[:INVOLVES]->(a) | a.id]) AS actors ORDER BY id
MATCH (n:Offer) OPTIONAL MATCH (n)-[:FUNDED_BY]->(t:Term) RETURN n.id AS id, t.name AS funder ORDER BY id
MATCH (n:Offer) OPTIONAL MATCH (n)-[r:INVOLVES]->(a:Actor) RETURN n.id AS id, count(a) AS actors ORDER BY id
MATCH (n:Offer) OPTIONAL MATCH (n)-[:ABOUT]->(t:Term) WITH n, t ORDER BY t.id RETURN n.id AS id, collect(t.id) AS themes ORDER BY id
MATCH (n:Body) OPTIONAL MATCH (n)-[:SUCCEEDED_BY]->(m:Body) RETURN n.id AS id, m.id AS successor ORDER BY id
MATCH (a:Actor)-[r:MEMBER_OF]->(b:Body) RETURN b.id AS body, count(DISTINCT a) AS members ORDER BY body
MATCH (a:Actor)-[:MEMBER_OF]->(b:Body)<-[:MEMBER_OF]-(c:Actor) WHERE a.id < c.id RETURN DISTINCT a.id AS one, c.id AS two ORDER BY one, two
MATCH (a:Actor)-[:MEMBER_OF]->(b:Body)<-[:MEMBER_OF]-(c:Actor) WHERE a.id < c.id RETURN a.id AS one, c.id AS two, count(DISTINCT b) AS shared ORDER BY shared DESC, one, two
MATCH (d:District) OPTIONAL MATCH (d)<-[:OFFERED_IN]-(o:Offer) RETURN d.id AS id, count(o) AS offers ORDER BY id
MATCH (d:District)<-[:MEASURED_IN]-(i:Indicator) WHERE i.year = 2023 RETURN d.name AS district, i.name AS name, i.value AS value ORDER BY district, name
MATCH (i:Indicator) RETURN i.year AS year, avg(i.value) AS mean ORDER BY year
MATCH (a:Actor), (b:Body) WHERE NOT (a)-[:MEMBER_OF]->(b) AND b.id = 'B2' RETURN a.id AS id ORDER BY id
MATCH (a:Actor) MATCH (b:Actor) WHERE a.sort_key = b.sort_key AND a.id < b.id RETURN a.id AS one, b.id AS two
MATCH (a:Actor {id: 'A4'}) RETURN [(a)-[:ABOUT]->(t) | t.name] AS themes
MATCH (a:Actor {id: $id}) CALL { WITH a MATCH (a)-[:COOPERATES_WITH]-(b) RETURN count(b) AS total } RETURN a.id AS id, total
MATCH (n:Actor) WHERE n.id = 'A1' RETURN n.id AS id UNION MATCH (n:Body) WHERE n.id = 'B1' RETURN n.id AS id
MATCH (n:Actor) RETURN n.kind AS kind UNION ALL MATCH (n:Actor) RETURN n.kind AS kind
MATCH (n:Actor) RETURN n.id AS id, CASE WHEN n.posts > 2 THEN 'viel' WHEN n.posts IS NULL THEN 'unbekannt' ELSE 'wenig' END AS size ORDER BY id
MATCH (n:Actor) RETURN n.id AS id ORDER BY coalesce(n.valid_from, ''), id
MATCH (n:Actor) RETURN n.id AS id, n.posts AS posts ORDER BY posts, id
MATCH (n:Actor) RETURN n.id AS id, n.posts AS posts ORDER BY posts DESC, id
MATCH (n:Actor) WITH n.id AS id, CASE $sort WHEN 'kind' THEN n.kind ELSE n.sort_key END AS words RETURN id ORDER BY words, id
MATCH (n:Actor) RETURN n.name AS name ORDER BY name
MATCH (n:Actor) WHERE n.kind = 'unit' AND n.posts IS NOT NULL RETURN n{.id, .posts} AS found ORDER BY n.id
MATCH (n:Term) WHERE n.synonyms IS NULL OR size(n.synonyms) = 0 RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE exists { MATCH (n)-[:COOPERATES_WITH]-(m) WHERE m.kind = n.kind } RETURN n.id AS id ORDER BY id
MATCH (n) WHERE n:Actor OR n:Body RETURN n.id AS id ORDER BY id
MATCH (n:Actor) RETURN toString(n.posts) AS posts ORDER BY n.id
MATCH (n:Actor) WHERE n.heads % 2 = 0 RETURN n.id AS id ORDER BY id
MATCH (n:Actor) WHERE n.heads = n.posts RETURN n.id AS id
WITH $ids AS ids UNWIND ids AS id RETURN id ORDER BY id DESC
WITH 1 AS x WHERE x > 1 RETURN x
RETURN 1 AS one, 'zwei' AS two, [3] AS three
