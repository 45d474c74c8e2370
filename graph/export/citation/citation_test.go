package citation_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/export/citation"
)

// access is when and where the tests ask.
var access = citation.Access{Time: time.Date(2026, 11, 28, 23, 30, 0, 0, time.FixedZone("", -3600)), Server: "http://localhost:8080"}

// report is a source with everything, which took its report from two others.
var report = &alliance.Source{
	ID: "report-2020", Title: `A & B: 50% of {all}`, Publisher: "Smith & Sons", Published: alliance.MustDate("2020-05-21"),
	URL: "https://example.org/a_b?x=1&y={2}%20é", Language: "en",
	Via: &alliance.Source{
		Title: "Second", Publisher: "Daily", Published: alliance.MustDate("2020-05"),
		Via: &alliance.Source{Title: "First", Published: alliance.MustDate("2020~")},
	},
}

// dated returns a source without an address, published on the date.
func dated(date string) *alliance.Source {
	return &alliance.Source{ID: "s", Title: "S", Published: alliance.MustDate(date)}
}

// served are two data sets with the same title, and one without.
var served = &alliance.Dataset{Version: "0123456789abcdef", Collections: []alliance.Collection{
	{Title: "Wärs, 1871–1914", Authors: []string{"Ann Lee", "Peace and War Institute"}, License: "CC-BY-4.0", URL: "https://example.org/wars"},
	{Title: "Wärs 1871–1914", Authors: []string{"Ann Lee"}},
	{License: "CC0-1.0"},
}}

// items returns the items of sources.
func items(sources ...*alliance.Source) (list []citation.Item) {
	for _, s := range sources {
		list = append(list, citation.OfSource(s))
	}
	return list
}

func TestBibTeX(t *testing.T) {
	for name, test := range map[string]struct {
		items []citation.Item
		want  string
	}{
		"none": {nil, ""},
		"all fields": {items(report), `@online{report-2020,
  title = {{A \& B: 50\% of {\textbraceleft}all{\textbraceright}}},
  organization = {{Smith \& Sons}},
  date = {2020-05-21},
  year = {2020},
  month = may,
  url = {https://example.org/a_b?x=1&y=%7B2%7D%20%C3%A9},
  language = {en},
  note = {Reported via “Second” (Daily, May 2020), via “First” (about 2020)},
}
`},
		"two": {items(dated("-0430-03-31"), dated("1066~")), `@misc{s,
  title = {{S}},
  date = {-0430-03-31},
  year = {431 BC},
  month = mar,
}

@misc{s,
  title = {{S}},
  date = {1066~},
  year = {about 1066},
}
`},
		"data sets": {citation.OfDataset(served, access)[:1], `@dataset{dataset:wars-1871-1914,
  title = {{Wärs, 1871–1914}},
  author = {{Ann Lee} and {Peace and War Institute}},
  url = {https://example.org/wars},
  urldate = {2026-11-29},
  version = {0123456789abcdef},
  note = {Licence: CC-BY-4.0},
}
`},
	} {
		if got := citation.FormatBibTeX.String(test.items); got != test.want {
			t.Errorf("%s: %s", name, cmp.Diff(test.want, got))
		}
	}
}

func TestRIS(t *testing.T) {
	for name, test := range map[string]struct {
		items []citation.Item
		want  []string
	}{
		"all fields": {items(report), []string{
			"TY  - ELEC", "ID  - report-2020", "TI  - A & B: 50% of {all}", "PB  - Smith & Sons", "PY  - 2020", "DA  - 2020/05/21",
			"UR  - https://example.org/a_b?x=1&y={2}%20é", "LA  - en",
			"N1  - Reported via “Second” (Daily, May 2020), via “First” (about 2020)", "ER  - ", "",
		}},
		"partial": {items(dated("2020-05"), dated("0079")), []string{
			"TY  - GEN", "ID  - s", "TI  - S", "PY  - 2020", "DA  - 2020/05/", "ER  - ", "",
			"TY  - GEN", "ID  - s", "TI  - S", "PY  - 0079", "DA  - 0079//", "ER  - ", "",
		}},
		"in words": {items(dated("-0430-03-31"), dated("1066?")), []string{
			"TY  - GEN", "ID  - s", "TI  - S", "PY  - -0430", "DA  - -0430/03/31/31 March 431 BC", "ER  - ", "",
			"TY  - GEN", "ID  - s", "TI  - S", "PY  - 1066", "DA  - 1066///perhaps 1066", "ER  - ", "",
		}},
		"data set": {citation.OfDataset(served, access)[:1], []string{
			"TY  - DATA", "ID  - dataset:wars-1871-1914", "TI  - Wärs, 1871–1914", "AU  - Ann Lee", "AU  - Peace and War Institute",
			"UR  - https://example.org/wars", "ET  - 0123456789abcdef", "Y2  - 2026/11/29", "N1  - Licence: CC-BY-4.0", "ER  - ", "",
		}},
	} {
		got := strings.Split(citation.FormatRIS.String(test.items), "\r\n")
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestCSL(t *testing.T) {
	for name, test := range map[string]struct {
		items []citation.Item
		want  string
	}{
		"none": {nil, `[]`},
		"all fields": {items(report), `[{"id": "report-2020", "type": "webpage", "title": "A & B: 50% of {all}", "publisher": "Smith & Sons",
			"issued": {"date-parts": [[2020, 5, 21]]}, "URL": "https://example.org/a_b?x=1&y={2}%20é", "language": "en",
			"note": "Reported via “Second” (Daily, May 2020), via “First” (about 2020)"}]`},
		"dates": {items(dated("-0430-03"), dated("0000?"), dated("0079~")), `[
			{"id": "s", "type": "document", "title": "S", "issued": {"date-parts": [[-431, 3]]}},
			{"id": "s", "type": "document", "title": "S", "issued": {"date-parts": [[-1]], "circa": true}},
			{"id": "s", "type": "document", "title": "S", "issued": {"date-parts": [[79]], "circa": true}}]`},
		"data set": {citation.OfDataset(served, access)[:1], `[{"id": "dataset:wars-1871-1914", "type": "dataset", "title": "Wärs, 1871–1914",
			"author": [{"literal": "Ann Lee"}, {"literal": "Peace and War Institute"}], "URL": "https://example.org/wars",
			"accessed": {"date-parts": [[2026, 11, 29]]}, "version": "0123456789abcdef", "note": "Licence: CC-BY-4.0"}]`},
	} {
		var got, want any
		if err := errors.Join(json.Unmarshal([]byte(citation.FormatCSL.String(test.items)), &got), json.Unmarshal([]byte(test.want), &want)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestKeys(t *testing.T) {
	for title, want := range map[alliance.Text]string{
		"":                       "dataset:untitled-data-set",
		"Война":                  "dataset:untitled",
		"A_b  c.d":               "dataset:a-b-c-d",
		"Élan – Война – 1914/18": "dataset:elan-1914-18",
	} {
		d := &alliance.Dataset{Collections: []alliance.Collection{{Title: title}}}
		if got := citation.OfDataset(d, access)[0].ID; got != want {
			t.Errorf("%q: %s, want %s", title, got, want)
		}
	}
}

func TestOfDataset(t *testing.T) {
	want := []citation.Item{
		{
			ID: "dataset:wars-1871-1914", Kind: citation.Data, Title: "Wärs, 1871–1914", Authors: []string{"Ann Lee", "Peace and War Institute"},
			URL: "https://example.org/wars", Version: served.Version, Accessed: access.Time, License: "CC-BY-4.0",
		},
		{
			ID: "dataset:wars-1871-1914_2", Kind: citation.Data, Title: "Wärs 1871–1914", Authors: []string{"Ann Lee"},
			URL: "http://localhost:8080/", Version: served.Version, Accessed: access.Time,
		},
		{
			ID: "dataset:untitled-data-set", Kind: citation.Data, Title: "Untitled data set",
			URL: "http://localhost:8080/", Version: served.Version, Accessed: access.Time, License: "CC0-1.0",
		},
	}
	sameDate := cmp.Comparer(func(a, b alliance.Date) bool { return a == b })
	if d := cmp.Diff(want, citation.OfDataset(served, access), sameDate); d != "" {
		t.Error(d)
	}
	if got := citation.OfDataset(served, citation.Access{})[1]; got.URL != "" || !got.Accessed.IsZero() {
		t.Errorf("without a server and a time, a data set is cited as %+v", got)
	}
	if got := citation.OfDataset(&alliance.Dataset{}, access); len(got) != 1 || got[0].Title != "Untitled data set" {
		t.Errorf("facts that name no data set are cited as %v", got)
	}
}

func TestOfAnswer(t *testing.T) {
	const titles = " from “Wärs, 1871–1914”, “Wärs 1871–1914”, “Untitled data set”"
	keys := map[string]bool{}
	for target, title := range map[string]string{
		"/export/relations.csv?types=SUPPORTS": "relations.csv" + titles,
		"/graphql?query=a.b":                   "Answer" + titles,
	} {
		i := citation.OfAnswer(target, served, access)
		keys[i.ID] = true
		want := citation.Item{
			ID: i.ID, Kind: citation.Data, Title: title, Authors: []string{"Ann Lee", "Peace and War Institute"},
			URL: access.Server + target, Version: served.Version, Accessed: access.Time, License: "CC-BY-4.0, CC0-1.0",
		}
		if d := cmp.Diff(want, i, cmp.Comparer(func(a, b alliance.Date) bool { return a == b })); d != "" {
			t.Error(d)
		}
		later := *served
		later.Version = "later"
		keys[citation.OfAnswer(target, &later, access).ID] = true
	}
	if len(keys) != 4 {
		t.Errorf("two answers from two versions have %d keys", len(keys))
	}
}
