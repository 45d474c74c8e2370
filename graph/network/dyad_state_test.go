package network_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph/network"
)

// TestDyadCodes tests which code states have in a year.
func TestDyadCodes(t *testing.T) {
	store := read(t, `
sources: [{id: s, title: S, published: 2020}]
actors:
  - {id: germany, name: Germany, type: STATE, identifiers: [{scheme: cow, value: 260, to: 1990-10-02}, {scheme: cow, value: 255, from: 1990-10-03}, {scheme: iso3166, value: DEU}]}
  - {id: gdr, name: GDR, type: STATE, to: 1990-10-02, identifiers: [{scheme: cow, value: 265}]}
  - {id: ussr, name: USSR, type: STATE, to: 1991-12-25, identifiers: [{scheme: cow, value: 365, to: 1991-12-25}]}
  - {id: russia, name: Russia, type: STATE, from: 1991-12-26, identifiers: [{scheme: cow, value: 365, from: 1991-12-26}]}
  - {id: usa, name: USA, type: STATE, identifiers: [{scheme: cow, value: 2}, {scheme: iso3166, value: USA}, {scheme: cow, value: A1, to: 1989}]}
  - {id: rebels, name: Rebels, type: ARMED_GROUP, identifiers: [{scheme: cow, value: 9999}]}
  - {id: nowhere, name: Nowhere, type: STATE}
relations:
  - {subject: usa, type: SUPPORTS, object: rebels, evidence: [{source: s}]}
`)
	for _, tt := range []struct {
		scheme string
		year   int
		want   string
	}{
		{"cow", 1988, "2 usa, 260 germany, 265 gdr, 365 ussr"},
		{"cow", 1990, "2 usa, 260 germany, 265 gdr, 365 ussr"},
		{"cow", 1991, "2 usa, 255 germany, 365 ussr"},
		{"cow", 1992, "2 usa, 255 germany, 365 russia"},
		{"iso3166", 1992, "DEU germany, USA usa"},
		{"", 1992, "germany germany, nowhere nowhere, russia russia, usa usa"},
	} {
		states := map[string]bool{}
		var order []string
		add := func(s *network.DyadState) {
			if text := s.Code + " " + s.ID; !states[text] {
				states[text] = true
				order = append(order, text)
			}
		}
		q := network.DyadQuery{From: tt.year, To: tt.year, Scheme: tt.scheme, Bare: true}
		list := dyads(t, network.View{Store: store}, q)
		for _, d := range list {
			add(d.One)
			add(d.Other)
		}
		if got := strings.Join(order, ", "); got != tt.want || len(list) != len(order)*(len(order)-1)/2 {
			t.Errorf("%s %d: %s in %d rows, want %s", tt.scheme, tt.year, got, len(list), tt.want)
		}
		q.Directed = true
		if got := dyads(t, network.View{Store: store}, q); len(got) != 2*len(list) {
			t.Errorf("%s: %d directed, want %d", fmt.Sprint(q), len(got), 2*len(list))
		}
	}
	for _, err := range (network.View{Store: store}).Dyads(t.Context(), network.DyadQuery{From: 1990, To: 1991, Scheme: "gw"}) {
		var unknown *network.UnknownSchemeError
		if !errors.As(err, &unknown) || !slices.Equal(unknown.Known, []string{"cow", "iso3166"}) {
			t.Errorf("%v", err)
		}
	}
}
