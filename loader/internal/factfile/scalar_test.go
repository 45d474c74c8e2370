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

// Dates are read as written: YAML takes most for numbers, and some of those for octal ones.
func TestDates(t *testing.T) {
	const form = "write a year, month or day as 2020, 2020-05 or 2020-05-21"
	for _, tt := range []struct{ date, wrong string }{
		{"2020", ""}, {`"2020"`, ""}, {"2020-05", ""}, {"2020-05-21", ""}, {"'2020-05-21'", ""}, {"0999", ""}, {"-0430", ""},
		{"-0430-03-15", ""}, {"0000", ""}, {"2020~", ""}, {"2020-05?", ""}, {"-0430~", ""}, {"'2020?'", ""},
		{"800", "(write 0800, in JSON with quotes)"}, {"-43", "(write -0043, in JSON with quotes)"},
		{"0", "(write 0000, in JSON with quotes)"}, {"+0430", form}, {"20200", form}, {"~2020", form}, {"1e3", form},
		{"true", `(put it in quotes: "true")`}, {"~", "from is empty (fill it in, or delete it if it is not required)"},
	} {
		p := parseOne("a.yaml", "conflicts: [{id: a, name: A, from: "+tt.date+"}]", pieceSize)
		got := p.Document.Conflicts[0].From.Value.String()
		switch {
		case tt.wrong == "" && len(p.Problems) == 0:
			if want := strings.Trim(tt.date, `"'`); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		case len(p.Problems) != 1 || tt.wrong == "" || !strings.HasSuffix(p.Problems[0].Message, tt.wrong):
			t.Errorf("%s: got %v, want %q", tt.date, p.Problems, tt.wrong)
		}
	}
}

// The dates and kinds of evidence may be none, which is not the same as to leave them out.
func TestExplicitNone(t *testing.T) {
	for _, tt := range []struct {
		keys                                            string
		from, to, kinds, validFrom, validTo, validKinds bool
	}{
		{keys: ""},
		{keys: "from: null, to: , kinds: []", from: true, to: true, kinds: true, validFrom: true, validTo: true, validKinds: true},
		{keys: "from: 2020, kinds: [TROOPS]", from: true, kinds: true, validFrom: true, validKinds: true},
		{keys: "from: soon, to: '', kinds: [TROOP]", from: true, to: true, kinds: true},
		{keys: "from: [], to: {}, kinds: null", from: true, to: true, kinds: true},
	} {
		doc := parseOne("a.yaml", "relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s, "+tt.keys+"}]}]", pieceSize).Document
		e := doc.Relations[0].Evidence[0]
		got := tt
		got.from, got.to, got.kinds = !e.From.At.Absent(), !e.To.At.Absent(), !e.Kinds.At.Absent()
		got.validFrom, got.validTo, got.validKinds = e.From.Valid, e.To.Valid, e.Kinds.Valid
		if got != tt {
			t.Errorf("got %+v, want %+v", got, tt)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, tt := range []struct {
		flag        string
		value, good bool
	}{
		{"true", true, true}, {"false", false, true}, {"True", true, true}, {"yes", false, false}, {"'true'", false, false},
		{"1", false, false}, {"", false, false}, {"[true]", false, false},
	} {
		parsed := parseOne("a.yaml", "actors: [{id: a, name: A, type: STATE, sharedName: "+tt.flag+"}]", pieceSize)
		value, good := parsed.Document.Actors[0].SharedName.Value, len(parsed.Problems) == 0
		if value != tt.value || good != tt.good {
			t.Errorf("%s: got %t, good %t: %v", tt.flag, value, good, parsed.Problems)
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
	{"relations: [{subject: a, object: b, type: SUPPORTS, evidence: [{source: s, kinds: [%s]}]}]", texts(alliance.RelationKinds())},
	{"actors: [{id: a, name: A, type: COALITION, obligations: [%s]}]", texts(alliance.RelationKinds())},
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
