package factfile

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/alliance"
)

func TestIDs(t *testing.T) {
	for _, tt := range []struct{ id, advice string }{
		{"libya-2014", ""},
		{"a.b_c-d", ""},
		{"2020", ""},
		{"Libya", "write libya"},
		{"United  Kingdom", "write united-kingdom"},
		{"-a-", "write a"},
		{"a--b", "write a-b"},
		{"türkei", "write lower-case letters a to z and digits, with single -, _ or . between them"},
		{"a/b", "write lower-case letters a to z and digits, with single -, _ or . between them"},
		{strings.Repeat("a", 200), ""},
		{strings.Repeat("a", 201), "write at most 200"},
		{strings.Repeat("A", 100), "write lower-case letters a to z and digits, with single -, _ or . between them"},
	} {
		got := problems("a.yaml", "conflicts: [{id: '"+tt.id+"', name: A}]")
		switch {
		case tt.advice == "" && len(got) == 0:
		case len(got) != 1 || !strings.HasSuffix(got[0], "("+tt.advice+")"):
			t.Errorf("%s: got %q, want %q", tt.id, got, tt.advice)
		}
	}
}

func TestDegrees(t *testing.T) {
	for _, tt := range []struct {
		latitude, longitude string
		want                int
	}{
		{"0", "0", 0},
		{"-90", "180", 0},
		{"90.0", "-180.0", 0},
		{"3.2e1", "1e0", 0},
		{"90.0001", "180.0001", 2},
		{"-91", "-181", 2},
		{".inf", "-.inf", 2},
		{".nan", ".nan", 2},
		{"'32'", "north", 2},
		{"[1]", "{}", 2},
		{"true", "~", 2},
		{"0x10", "1_0", 1}, // neither is a number in JSON; ParseFloat wants an exponent in the first
	} {
		got := problems("a.yaml", fmt.Sprintf(
			"events: [{id: a, type: AID, title: A, evidence: [{source: s}], place: {name: P, latitude: %s, longitude: %s}}]",
			tt.latitude, tt.longitude))
		if len(got) != tt.want {
			t.Errorf("%s, %s: got %q, want %d problems", tt.latitude, tt.longitude, got, tt.want)
		}
	}
}

// choices has a line for each choice of the format, with its values.
var choices = []struct {
	line   string
	values []string
}{
	{"actors: [{id: a, name: A, type: %s}]", texts(alliance.ActorTypes())},
	{"relations: [{subject: a, object: b, evidence: [{source: s}], type: %s}]", texts(alliance.RelationTypes())},
	{"relations: [{subject: a, object: b, evidence: [{source: s}], type: SUPPORTS, kinds: [%s]}]", texts(alliance.RelationKinds())},
	{"relations: [{subject: a, object: b, type: SUPPORTS, evidence: [{source: s, stance: %s}]}]", texts(alliance.Stances())},
	{"events: [{id: a, title: A, evidence: [{source: s}], type: %s}]", texts(alliance.EventTypes())},
	{"events: [{id: a, title: A, evidence: [{source: s}], type: AID, participants: [{actor: a, role: %s}]}]", texts(alliance.ParticipantRoles())},
	{"events: [{id: a, title: A, evidence: [{source: s}], type: AID, references: [{kind: %s, to: b}]}]", texts(alliance.EventReferenceKinds())},
}

func TestChoices(t *testing.T) {
	for _, c := range choices {
		for _, v := range c.values {
			if got := problems("a.yaml", fmt.Sprintf(c.line, v)); len(got) > 0 {
				t.Errorf("%s: %q", v, got)
			}
			misspelt := v[:1] + v[2:] + "S"
			if got := problems("a.yaml", fmt.Sprintf(c.line, misspelt)); len(got) != 1 || !strings.Contains(got[0], `unknown `) {
				t.Errorf("%s: %q", misspelt, got)
			}
			lower := problems("a.yaml", fmt.Sprintf(c.line, strings.ToLower(v)))
			if len(lower) != 1 || !strings.Contains(lower[0], "(did you mean "+v+"?)") {
				t.Errorf("%s: %q", strings.ToLower(v), lower)
			}
		}
		if got := problems("a.yaml", fmt.Sprintf(c.line, "SOMETHING_ELSE_ALTOGETHER")); len(got) != 1 || !strings.Contains(got[0], strings.Join(c.values, ", ")) {
			t.Errorf("%s: %q", c.line, got)
		}
	}
}
