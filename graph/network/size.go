package network

import (
	"unsafe"

	"entente/graph/alliance"
)

// Size returns about how many bytes the result of an analysis takes, without the facts of an embedded store that it points at,
// and whether it is of a type that is known.
func Size(result any) (bytes int, known bool) {
	switch r := result.(type) {
	case *Partition:
		return sizeOf(r) + sizeOfBlocs(r.Blocs) + sizeOfRelations(r.Frustrated), true
	case *StructuralBalance:
		return sizeOf(r) + sizeOfAll(r.Triangles) + closure, true
	case *Network:
		return sizeOf(r) + sizeOfAll(r.Nodes) + sizeOfAll(r.Edges) + r.copies(), true
	case *Similarity:
		return sizeOf(r) + r.sizeOfCommitments(), true
	case *Alignment:
		return sizeOf(r) + r.graph.size(), true
	case []Alignment:
		return sizeOfAll(r) + sizeOfGraphs(r), true
	case []Path:
		return sizeOfAll(r) + sizeOfPaths(r), true
	default:
		return 0, false
	}
}

// closure is how many bytes a function takes that has the view and the arguments of an analysis.
const closure = 1 << 10

// Size returns about how many bytes a signed network takes.
func (s *Signed) Size() int {
	return sizeOf(s) + sizeOfAll(s.Actors) + sizeOfAll(s.Ties) + sizeOfAll(s.pairs) + s.graph.size()
}

// size returns about how many bytes a graph takes, also once pairs are explained.
func (g *signedGraph) size() int {
	if g == nil {
		return 0
	}
	bytes := sizeOf(g) + sizeOfAll(g.actors) + sizeOfAll(g.pairs) + sizeOfAll(g.links) + sizeOfAll(g.strands)
	for _, links := range g.links {
		bytes += len(links) * int(unsafe.Sizeof(link{}))
	}
	for i := range g.pairs {
		if p := &g.pairs[i]; p.to-p.from > 1 { // the days of others are those of their strand
			bytes += sizeOfAll(p.days)
		}
	}
	for i := range g.strands {
		bytes += sizeOfAll(g.strands[i].days) + copied(g.strands[i].relation)
	}
	return bytes + min(len(g.pairs), mostExplained)*explanation
}

// explanation is how many bytes the topics of a pair take, about.
const explanation = 1 << 9

// sizeOf returns how many bytes a value takes that is pointed at.
func sizeOf[T any](*T) int { return int(unsafe.Sizeof(*new(T))) }

// sizeOfAll returns how many bytes the items of a list take.
func sizeOfAll[T any](list []T) int { return cap(list) * int(unsafe.Sizeof(*new(T))) }

// sizeOfBlocs returns how many bytes the actors of blocs take.
func sizeOfBlocs(blocs []Bloc) int {
	bytes := sizeOfAll(blocs)
	for _, b := range blocs {
		bytes += sizeOfAll(b.Actors)
	}
	return bytes
}

// sizeOfRelations returns how many bytes a list of relations takes, with those that are views of the store's.
func sizeOfRelations(relations []*alliance.Relation) int {
	bytes := sizeOfAll(relations)
	for _, r := range relations {
		bytes += copied(r)
	}
	return bytes
}

// copied returns how many bytes a relation takes if it is not the store's own, but a view of that.
func copied(r *alliance.Relation) int {
	if !r.Viewed() {
		return 0
	}
	return sizeOf(r) + view + sizeOfAll(r.Evidence)
}

// view is how many bytes what a viewpoint shows of a relation takes besides it, about.
const view = 64

// copies returns how many bytes the relations of a network take that are views of the store's.
func (n *Network) copies() int {
	bytes := 0
	for _, e := range n.Edges {
		bytes += copied(e.Relation)
	}
	return bytes
}

// sizeOfCommitments returns how many bytes the commitments of a similarity take.
func (s *Similarity) sizeOfCommitments() int {
	bytes := sizeOfAll(s.Commitments)
	for _, c := range s.Commitments {
		bytes += sizeOfRelations(c.Relations)
	}
	return bytes
}

// sizeOfGraphs returns how many bytes the graphs of alignments take. Those of one answer are one, most often.
func sizeOfGraphs(alignments []Alignment) int {
	bytes, seen := 0, map[*signedGraph]bool{}
	for _, a := range alignments {
		if !seen[a.graph] {
			seen[a.graph] = true
			bytes += a.graph.size()
		}
	}
	return bytes
}

// sizeOfPaths returns how many bytes the lists of paths take.
func sizeOfPaths(paths []Path) int {
	bytes := 0
	for _, p := range paths {
		bytes += sizeOfAll(p.Actors) + sizeOfRelations(p.Relations) + sizeOfAll(p.Days)
	}
	return bytes
}
