package metrics

import (
	"maps"
	"strings"
	"sync"

	"entente/graph/observe/record"
)

// names are texts of which so many are told apart.
type names struct {
	mu sync.RWMutex
	// most is how many more may be told apart, after is how often they have to be called first.
	most, after int
	known       map[string]string
	counts      map[string]int
}

// newNames returns names of which the given ones are told apart, and of others the most that are called so often first.
func newNames(most, after int, given ...string) *names {
	n := &names{most: most, after: after, known: map[string]string{"": ""}, counts: map[string]int{}}
	for _, name := range given {
		n.known[name] = name
	}
	return n
}

// label returns the label of a name: itself, or [other]. It keeps nothing of the memory of what it is called with.
func (n *names) label(name string) string {
	name = strings.ToValidUTF8(record.CutName(name), "?")
	n.mu.RLock()
	label, known := n.known[name]
	full := n.most == 0
	n.mu.RUnlock()
	switch {
	case known:
		return label
	case full:
		return other
	}
	return n.add(name)
}

// add adds a name, if there may be more and it was called often enough.
func (n *names) add(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if label, known := n.known[name]; known {
		return label
	}
	name = strings.Clone(name)
	if n.most == 0 || n.count(name) < n.after {
		return other
	}
	delete(n.counts, name)
	if n.most--; n.most == 0 {
		n.counts = nil
	}
	n.known[name] = name
	return name
}

// count counts a call, and returns how often the name was called: at least, for a call of a name that has no place takes one from
// all that have (Misra and Gries, Finding repeated elements, 1982). So whoever makes names up delays those that are called more than
// once in a thousand calls, but does not keep them out.
func (n *names) count(name string) int {
	if n.counts[name] > 0 || len(n.counts) < maxCounted {
		n.counts[name]++
		return n.counts[name]
	}
	for counted := range n.counts {
		n.counts[counted]--
	}
	maps.DeleteFunc(n.counts, func(_ string, calls int) bool { return calls == 0 })
	return 0
}
