package neo4j

import (
	"maps"
	"slices"

	"entente/graph/alliance"
)

// nodes adds the things with these ids that are kept to others, by id, and returns the ids of those that are not.
func (c *cache) nodes(ids []string, to map[string]alliance.Node) (missing []string) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, id := range ids {
		if a, ok := c.actors[id]; ok {
			to[id] = a
		} else if s, ok := c.sources[id]; ok {
			to[id] = s
		} else if f, ok := c.conflicts[id]; ok {
			to[id] = f
		} else if r := c.neighbours.relation(id); r != nil {
			to[id] = r
		} else {
			missing = append(missing, id)
		}
	}
	return missing
}

// actorPages answers queries for actors by their ids. It returns false if a query is another, or things with such ids are not
// kept.
func (c *cache) actorPages(queries []alliance.ActorQuery) ([]alliance.ActorConnection, bool) {
	pages := make([]alliance.ActorConnection, len(queries))
	for i := range queries {
		q, found := &queries[i], map[string]alliance.Node{}
		if q.Where.IDs == nil || len(c.nodes(q.Where.IDs, found)) > 0 {
			return nil, false
		}
		of := newListing[*alliance.Actor](&q.PageRequest)
		of.view = keptActor(q)
		for _, id := range slices.Sorted(maps.Keys(found)) {
			if a, ok := found[id].(*alliance.Actor); ok {
				of.add(a)
			}
		}
		pages[i] = of.page()
	}
	return pages, true
}
