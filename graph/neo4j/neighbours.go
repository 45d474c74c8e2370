package neo4j

import (
	"sync"

	"entente/graph/alliance"
)

// neighboursLimit is roughly how many bytes of relations, with their evidence, are kept of one version of the facts.
const neighboursLimit = 1 << 30

// neighbours keeps, beside the actors in a cache, what was read of who has relations with whom. Whoever goes from actor
// to actor, for a network or a path, comes by the same few of them, the best connected, again and again, and so do those
// who look at one: they would read the same relations each time.
//
// What is kept is forgotten in two generations, which is nearly to forget what was not asked for the longest: when the young
// one has half of what may be kept it becomes the old one, which is forgotten; what is found there is young again.
type neighbours struct {
	mu         sync.Mutex
	young, old generation
	// limit is how large the young generation may become.
	limit int
	// fetched has what is being fetched now; the channel is closed when that has ended, well or not.
	fetched map[place]chan struct{}
}

// newNeighbours returns neighbours of whom so many bytes are kept, roughly.
func newNeighbours(limit int) neighbours {
	return neighbours{young: newGeneration(), old: newGeneration(), limit: limit / 2, fetched: map[place]chan struct{}{}}
}

// A need is a list that is needed, whole or at least so long.
type need struct {
	place
	length int
}

// lists are what was found in places.
type lists map[place]neighbourhood

// missing adds to found what is kept of what is needed, unless there is enough of it, and returns what is then not kept, or
// not enough of it.
func (n *neighbours) missing(needs []need, found lists) []need {
	n.mu.Lock()
	defer n.mu.Unlock()
	var missing []need
	for _, want := range needs {
		list, ok := found[want.place]
		if !ok || !list.reaches(want.length) {
			if list, ok = n.find(want.place); ok {
				found[want.place] = list
			}
		}
		if !ok || !list.reaches(want.length) {
			missing = append(missing, want)
		}
	}
	return missing
}

// find returns what is kept of a place. It is called with the lock held.
func (n *neighbours) find(at place) (neighbourhood, bool) {
	if list, ok := n.young.find(at); ok {
		return list, true
	}
	list, ok := n.old.find(at)
	if ok {
		n.keep(at.actor, list)
	}
	return list, ok
}

// keep keeps a list, whose relations become those that are kept already. It is called with the lock held.
func (n *neighbours) keep(actor string, list neighbourhood) {
	for i, r := range list.relations {
		if shared := n.young.share(r, &n.old); shared != r { // others may be reading the list if all of it is kept already
			list.relations[i] = shared
		}
	}
	n.young.add(actor, list)
	if n.young.size > n.limit {
		n.young, n.old = newGeneration(), n.young
	}
}

// relation returns the relation with an id, nil if it is not kept.
func (n *neighbours) relation(id string) *alliance.Relation {
	n.mu.Lock()
	defer n.mu.Unlock()
	if r, ok := n.young.relations[id]; ok {
		return r
	}
	return n.old.relations[id]
}

// claim returns those of the needs that the caller is to fetch, and then to [neighbours.release]. If others are fetching
// all of them it returns none, and a channel that is closed when one of these has ended.
func (n *neighbours) claim(needs []need) (mine []need, others <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, want := range needs {
		if ended, ok := n.fetched[want.place]; ok {
			others = ended
			continue
		}
		n.fetched[want.place] = make(chan struct{})
		mine = append(mine, want)
	}
	return mine, others
}

// release says that needs are no longer being fetched, and keeps what was found of them.
func (n *neighbours) release(needs []need, found lists) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, want := range needs {
		close(n.fetched[want.place])
		delete(n.fetched, want.place)
	}
	for at, list := range found {
		n.keep(at.actor, list)
	}
}
