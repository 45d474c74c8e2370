package network_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// drawFacts draws facts, and logs them: small and dense ones in the notation of [world], or some of those that every store
// is tested with.
func drawFacts(t *rapid.T) *alliance.Facts {
	if rapid.IntRange(0, 3).Draw(t, "those of stores") == 3 {
		return storetest.Facts().Draw(t, "facts")
	}
	return world(anyLines(false).Draw(t, "lines")...)
}

// anyLines generates facts about nine actors and three coalitions in the years 2015 to 2020, in the notation of [world].
// Claims do not depend on each other if they are separate: then nothing is denied.
func anyLines(separate bool) *rapid.Generator[[]string] {
	return rapid.Custom(func(t *rapid.T) []string {
		lines := []string{
			"source s0 2016-05-21", "source s1 2018 /2017", "source s2 2020 /2021", "coalition pact {DEFENSE,CONSULTATION}",
			"coalition truce {NONAGGRESSION}", "coalition club {NEUTRALITY,NONAGGRESSION}", "life f 2016/2019-06",
		}
		return append(lines, rapid.SliceOfN(anyLine(separate), 4, 30).Draw(t, "lines")...)
	})
}

// anyLine generates a line that describes a relation.
func anyLine(separate bool) *rapid.Generator[string] {
	actors := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}
	return rapid.Custom(func(t *rapid.T) string {
		verb := rapid.SampledFrom([]string{
			"supports", "opposes", "allied_with", "part_of", "supports", "opposes", "allied_with", "recognizes", "guarantees", "leads",
		}).Draw(t, "verb")
		subject := rapid.SampledFrom(actors).Draw(t, "subject")
		objects := append(without(actors, subject), "pact")
		if verb == "part_of" {
			objects = []string{"pact", "truce", "club", "a"}
		}
		object := rapid.SampledFrom(without(objects, subject)).Draw(t, "object")
		line := subject + " " + verb + " " + object
		if verb == "supports" && rapid.Bool().Draw(t, "has an opponent") {
			line += " against " + rapid.SampledFrom(actors).Draw(t, "opponent")
		}
		var statements []string
		for range rapid.IntRange(1, 3).Draw(t, "statements") {
			statements = append(statements, anyStatement(verb, separate).Draw(t, "statement"))
		}
		return line + strings.Join(statements, " ;")
	})
}

// without returns the other ids of a list.
func without(ids []string, id string) []string {
	var others []string
	for _, other := range ids {
		if other != id {
			others = append(others, other)
		}
	}
	return others
}

// anyStatement generates what one source says of a relation.
func anyStatement(verb string, separate bool) *rapid.Generator[string] {
	kinds := map[string][]string{
		"supports":    {"", " {WEAPONS}", " {TROOPS}", " {WEAPONS,TROOPS}"},
		"allied_with": {"", " {DEFENSE}", " {NONAGGRESSION}", " {NONAGGRESSION,CONSULTATION}", " {NONAGGRESSION}"},
		"guarantees":  {"", " {DEFENSE}", " {NONAGGRESSION}"},
	}[verb]
	stances := []string{"", "", "", " alleged"}
	if !separate {
		stances = append(stances, " denied")
	}
	return rapid.Custom(func(t *rapid.T) string {
		text := rapid.SampledFrom([]string{" by s0", " by s1", " by s2"}).Draw(t, "source") + rapid.SampledFrom(stances).Draw(t, "stance")
		from := rapid.IntRange(2014, 2020).Draw(t, "from") // 2014 stands for none
		to := rapid.IntRange(from, 2021).Draw(t, "to")     // 2021 stands for none
		switch {
		case from > 2014 && to < 2021:
			text += fmt.Sprintf(" %d/%d", from, to)
		case from > 2014:
			text += fmt.Sprintf(" %d/", from)
		case to > 2014 && to < 2021:
			text += fmt.Sprintf(" /%d", to)
		}
		if kinds != nil {
			text += rapid.SampledFrom(kinds).Draw(t, "kinds")
		}
		return text
	})
}

// anyAmbivalence generates how ambivalent days count.
func anyAmbivalence() *rapid.Generator[network.Ambivalence] {
	return rapid.SampledFrom([]network.Ambivalence{network.AsHostile, network.AsFriendly, network.AsNone})
}
