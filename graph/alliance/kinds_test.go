package alliance_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestKindSet(t *testing.T) {
	for _, tt := range []struct{ kinds, want []alliance.RelationKind }{
		{nil, []alliance.RelationKind{}},
		{[]alliance.RelationKind{"", "NONE"}, []alliance.RelationKind{}},
		{[]alliance.RelationKind{alliance.Consultation, "NONE", alliance.Troops, alliance.Weapons, alliance.Troops},
			[]alliance.RelationKind{alliance.Troops, alliance.Weapons, alliance.Consultation}},
		{alliance.RelationKinds(), alliance.RelationKinds()},
	} {
		set := alliance.SetOf(tt.kinds...)
		if diff := cmp.Diff(tt.want, set.List()); diff != "" {
			t.Errorf("set of %v differs (-want +got):\n%s", tt.kinds, diff)
		}
		for _, k := range append(alliance.RelationKinds(), "", "NONE") {
			if set.Has(k) != slices.Contains(tt.want, k) {
				t.Errorf("set of %v has %q: %t", tt.kinds, k, set.Has(k))
			}
		}
	}
}

// What relations of each type may have, and their signs.
func TestRelationTypes(t *testing.T) {
	type traits struct {
		sign                             alliance.Sign
		mutual, role, against, coalition bool
		kinds                            int
	}
	want := map[alliance.RelationType]traits{
		alliance.Supports:    {sign: alliance.Positive, against: true, coalition: true, kinds: 13},
		alliance.AlliedWith:  {sign: alliance.Positive, mutual: true, against: true, coalition: true, kinds: 5},
		alliance.Guarantees:  {sign: alliance.Positive, against: true, coalition: true, kinds: 5},
		alliance.Opposes:     {sign: alliance.Negative, mutual: true, coalition: true},
		alliance.Recognizes:  {sign: alliance.Positive},
		alliance.PartOf:      {sign: alliance.Neutral},
		alliance.Leads:       {sign: alliance.Neutral, role: true},
		alliance.HoldsOffice: {sign: alliance.Neutral, role: true},
		alliance.Succeeds:    {sign: alliance.Neutral},
	}
	for _, typ := range alliance.RelationTypes() {
		got := traits{typ.Sign(), typ.Mutual(), typ.HasRole(), typ.HasAgainst(), typ.HasCoalition(), len(alliance.KindsOf(typ))}
		if got != want[typ] {
			t.Errorf("%s has %+v, want %+v", typ, got, want[typ])
		}
	}
	if len(alliance.RelationTypes()) != len(want) {
		t.Errorf("there are %d types, want %d", len(alliance.RelationTypes()), len(want))
	}
}
