package parameter_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
)

// parameters have a field of every type.
type parameters struct {
	alliance.RelationFilter
	Stances  []alliance.Stance
	Verified *bool
	Depth    int
}

func TestDecode(t *testing.T) {
	var got parameters
	values, err := url.ParseQuery("types=SUPPORTS,opposes&types=LEADS&asOf=2020-05&knownBy=&presumed=true&conflict=libya-2014&publishers=Reuters,AP&publishers=Bloggs%2C+Ltd" +
		"&not.kinds=TROOPS&not.not.subjects=a&stances=DENIES&verified=false&depth=2")
	if err != nil {
		t.Fatal(err)
	}
	if err := parameter.Decode(values, &got); err != nil {
		t.Fatal(err)
	}
	want := parameters{
		RelationFilter: alliance.RelationFilter{
			Types:     []alliance.RelationType{alliance.Supports, alliance.Opposes, alliance.Leads},
			Viewpoint: alliance.Viewpoint{AsOf: alliance.MustDate("2020-05"), Presumed: true},
			Conflict:  "libya-2014", Publishers: []string{"Reuters", "AP", "Bloggs, Ltd"},
			Not: &alliance.RelationFilter{
				Kinds: []alliance.RelationKind{alliance.Troops},
				Not:   &alliance.RelationFilter{Subjects: []string{"a"}},
			},
		},
		Stances: []alliance.Stance{alliance.Denies}, Verified: new(false), Depth: 2,
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(alliance.Date{})); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeIdentifier(t *testing.T) {
	var got alliance.ActorFilter
	err := parameter.Decode(url.Values{"identifier.scheme": {"cow"}, "identifier.value": {"365"}, "ids": {"a,b"}}, &got)
	want := alliance.ActorFilter{IDs: []string{"a", "b"}, Identifier: &alliance.IdentifierFilter{Scheme: "cow", Value: "365"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(alliance.Date{})); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestDecodeErrors(t *testing.T) {
	for query, want := range map[string]string{
		"typs=SUPPORTS":       "typs: there is no such parameter (there are against, allKinds, asOf,",
		"types=SUPPORT":       `types: there is no "SUPPORT" (there are SUPPORTS, ALLIED_WITH,`,
		"asOf=2020-13":        `asOf: invalid date "2020-13": there is no month 13`,
		"asOf=2020&asOf=2021": "asOf: it is given 2 times",
		"presumed=perhaps":    `presumed: "perhaps" is neither true nor false`,
		"depth=two":           `depth: "two" is not a whole number`,
		"not.typs=SUPPORTS":   "not.typs: there is no such parameter",
		"not=SUPPORTS":        "not: there is no such parameter",
		"not.depth=2":         "not.depth: there is no such parameter",
		"types[0]=SUPPORTS":   "types[0]: there is no such parameter",
		"kindless=true":       "kindless: there is no such parameter",
		"viewpoint.asOf=2020": "viewpoint.asOf: there is no such parameter",
		".=1":                 ".: there is no such parameter",
		strings.Repeat("not.", 9) + "types=LEADS": "not.not.not.not.not.not.not.not.not.types: there is no such parameter",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		err = parameter.Decode(values, &parameters{})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s:\n got %v\nwant %s", query, err, want)
		}
	}
}

func TestCheckFilter(t *testing.T) {
	at := func(since, until string) alliance.Viewpoint {
		return alliance.Viewpoint{Since: alliance.MustDate(since), Until: alliance.MustDate(until)}
	}
	inside := alliance.RelationFilter{Not: &alliance.RelationFilter{Viewpoint: at("2021", "2020")}}
	if err := parameter.CheckFilter(&inside); err == nil || err.Error() != "since: 2021 is after until, 2020 (swap them)" {
		t.Error(err)
	}
	if err := parameter.CheckFilter(&alliance.RelationFilter{Viewpoint: at("2020", "2020-01")}); err != nil {
		t.Error(err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("not.not.types=SUPPORTS&asOf=2020")
	f.Add("a.b.c=1&types=,,&.=.")
	f.Fuzz(func(_ *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		_ = parameter.Decode(values, &parameters{}) // it must not panic
	})
}
