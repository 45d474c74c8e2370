package alliance

import (
	"math/bits"
	"slices"
)

// A KindSet is a set of relation kinds. The zero KindSet is empty.
type KindSet uint32

// SetOf returns the set of the kinds, ignoring what is no kind.
func SetOf(kinds ...RelationKind) (s KindSet) {
	for _, k := range kinds {
		if i := slices.Index(allKinds[:], k); i >= 0 {
			s |= 1 << i
		}
	}
	return s
}

// allKinds are the kinds by their bits.
var allKinds = [18]RelationKind(RelationKinds())

// Has reports whether the kind is in the set.
func (s KindSet) Has(k RelationKind) bool { return s&SetOf(k) != 0 }

// hasAll reports whether all of the kinds are in the set. Of no kinds, none is.
func (s KindSet) hasAll(kinds KindSet) bool { return kinds != 0 && s&kinds == kinds }

// binds reports whether an alliance of these kinds obliges to more than nonaggression. One of no kinds does: its
// sources do not say to what.
func (s KindSet) binds() bool { return s == 0 || s&^SetOf(Nonaggression) != 0 }

// List returns the kinds in the set, in the order of the schema.
func (s KindSet) List() []RelationKind {
	list := make([]RelationKind, 0, bits.OnesCount32(uint32(s)))
	for rest := s; rest != 0; rest &= rest - 1 {
		list = append(list, allKinds[bits.TrailingZeros32(uint32(rest))])
	}
	return list
}
