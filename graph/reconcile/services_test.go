package reconcile_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/reconcile"
	"entente/graph/room"
)

// Suggested are suggestions, or proposed properties.
type suggested struct {
	Result, Properties []struct{ ID string }
}

// ids returns the ids of the suggestions, or of the properties.
func (s suggested) ids() string {
	var ids []string
	for _, item := range slices.Concat(s.Result, s.Properties) {
		ids = append(ids, item.ID)
	}
	return strings.Join(ids, " ")
}

func TestSuggestions(t *testing.T) {
	h := serving(t, "libya-2020")
	for path, want := range map[string]string{
		"suggest/entity?prefix=haft&type=Actor":                    "haftar lna",
		"suggest/entity?prefix=haft&type=Actor&cursor=1":           "lna",
		"suggest/entity?prefix=haft&type=ARMED_GROUP&cursor=7":     "",
		"suggest/entity?prefix=libya-2014&type=Conflict":           "libya-2014",
		"suggest/entity?prefix=libya-2014&type=Actor":              "",
		"suggest/entity?prefix=libya-2014":                         "libya-2014",
		"suggest/entity":                                           "",
		"suggest/property?prefix=c":                                "country cow",
		"suggest/property?prefix=identifier":                       "cow gw iso3166 wikidata",
		"suggest/property":                                         "name type country description from to aliases asOf cow gw iso3166 wikidata",
		"suggest/type?prefix=ar":                                   "ARMED_GROUP",
		"suggest/type?prefix=group":                                "ARMED_GROUP",
		"suggest/type?cursor=9":                                    "PERSON UNKNOWN",
		"properties":                                               "name type country description from to aliases cow gw iso3166 wikidata",
		"properties?type=PERSON&limit=2":                           "name type",
		"properties?type=Event":                                    "name type country description from to",
		"suggest/entity?prefix=%D8%AE%D9%84%D9%8A%D9%81%D8%A9+%D8": "haftar",
	} {
		if got := decode[suggested](t, get(h, "/reconcile/"+path)).ids(); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func TestExtend(t *testing.T) {
	h := serving(t, "libya-2020", "great-powers")
	form := url.Values{"extend": {`{"ids": ["russia", "russian-empire", "libya-2014", "nobody", "berlin-conference-2020"],
		"properties": [{"id": "name"}, {"id": "type"}, {"id": "country"}, {"id": "from"}, {"id": "to"}, {"id": "cow"}]}`}}
	w := post(h, form)
	wantSchema(t, "extended", w)
	if w := get(h, "/reconcile?"+form.Encode()); w.Body.String() != post(h, form).Body.String() {
		t.Errorf("by GET: %s", w.Body)
	}
	type value struct{ Str string }
	answer := decode[struct {
		Meta []struct{ ID string }
		Rows map[string]map[string][]value
	}](t, w)
	got := map[string]string{}
	for id, row := range answer.Rows {
		for _, p := range answer.Meta {
			got[id] += fmt.Sprint(row[p.ID])
		}
	}
	want := map[string]string{
		"russia":                 "[{Russia}][{STATE}][{RUS}][{1991-12-26}][][{365}]",
		"russian-empire":         "[{Russian Empire}][{STATE}][{RUS}][{1721-11-02}][{1917-03-15}][{365}]",
		"libya-2014":             "[{Libyan conflict (since 2014)}][{Conflict}][][{2014}][][]",
		"nobody":                 "[][][][][][]",
		"berlin-conference-2020": "[{Berlin International Conference on Libya}][{Event}][{DEU}][{2020-01-19}][{2020-01-19}][]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A preview is a page of its own, in which nothing of the facts is markup; other pages may frame it.
func TestPreview(t *testing.T) {
	f := alliance.NewFacts(alliance.Facts{Actors: []*alliance.Actor{{
		ID: "a", Name: `<script>alert("a")</script>`, Type: alliance.State, Country: `"><b>`, Aliases: []string{"<i>"},
		Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "<u>", Span: alliance.Span{From: alliance.MustDate("1900")}}},
	}}})
	h := reconcile.NewHandler(live.New(live.Embedded(f)), time.Minute, flight.New(1), room.New())
	for _, path := range []string{"/reconcile/preview?id=a", "/reconcile/flyout/entity?id=a"} {
		body := get(h, path).Body.String()
		if strings.Contains(body, "<script") || strings.Contains(body, "<b>") || strings.Contains(body, "<i>") || strings.Contains(body, "<u>") {
			t.Errorf("%s has markup from the facts: %s", path, body)
		}
	}
	w := get(h, "/reconcile/preview?id=a")
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || !strings.Contains(policy, "frame-ancestors *") {
		t.Errorf("the policy is %q", policy)
	}
	for _, want := range []string{"cow: &lt;u&gt; (from 1900)", "State", "Dataset " + w.Header().Get(reconcile.DatasetHeader)} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("there is no %q in %s", want, w.Body)
		}
	}
}
