package reconcile_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestFailures(t *testing.T) {
	h := serving(t, "libya-2020")
	many := "{" + strings.Repeat(`"a": {}, `, 3)
	for i := range 501 {
		many += fmt.Sprintf(`"%d": {"query": "a"}, `, i)
	}
	many += `"b": {}}`
	extend := func(text string) url.Values { return url.Values{"extend": {text}} }
	for _, tt := range []struct {
		form   url.Values
		status int
		want   string
	}{
		{url.Values{"q": {"a"}}, 400, `the form has neither "queries" nor "extend"`},
		{url.Values{"queries": {"[]"}}, 400, "is not a JSON object of queries (all of it is of the type array, before byte 1)"},
		{url.Values{"queries": {"null"}}, 400, "(it is null)"},
		{url.Values{"queries": {`{"a": `}}, 400, "unexpected end of JSON input, before byte 6"},
		{url.Values{"queries": {many}}, 413, "503 queries are too many: send at most 500 at once"},
		{url.Values{"queries": {strings.Repeat(" ", 1<<20)}}, 413, "the body is longer than 1048576 bytes"},
		{extend(`5`), 400, `"extend" is not a data extension query (all of it is of the type number`},
		{extend(`{"ids": [], "properties": [{"id": "asOf"}]}`), 400, "the property asOf restricts queries, and has no values"},
		{extend(`{"ids": [], "properties": [{"id": "nmae"}]}`), 400, `unknown property "nmae": choose among name, type`},
		{extend(`{"ids": [` + strings.Repeat(`"a", `, 1000) + `"a"]}`), 413, "1001 ids and 0 properties are too many: ask for at most 1000 and 20 at once"},
	} {
		w := post(h, tt.form)
		if w.Code != tt.status || !strings.Contains(decodeFailure(t, w), tt.want) {
			t.Errorf("%.80v: %d %s, want %d %s", tt.form, w.Code, w.Body, tt.status, tt.want)
		}
	}
	for path, want := range map[string]string{
		"/reconcile/nothing":                                         `404 there is nothing at "/reconcile/nothing"`,
		"/reconcile/suggest/entity?cursor=x":                         `400 "cursor" is "x": give a whole number from 0 to 1000`,
		"/reconcile/suggest/type?prefix=" + strings.Repeat("a", 201): `400 "prefix" has 201 characters`,
		"/reconcile/suggest/entity?type=a":                           `400 unknown type "a"`,
		"/reconcile/properties?type=a":                               `400 unknown type "a"`,
		"/reconcile/properties?limit=-1":                             `400 "limit" is "-1"`,
		"/reconcile/flyout/entity?id=a":                              `404 there is no actor, event, conflict or source with the id "a"`,
		"/reconcile/flyout/type?id=a":                                `400 unknown type "a"`,
		"/reconcile/flyout/property?id=a":                            `400 unknown property "a"`,
		"/reconcile/preview?id=gna.opposes.lna":                      `404 there is no actor`,
		"/reconcile/view":                                            `404 there is no actor`,
		"/reconcile?queries=%zz":                                     `400 the form cannot be read`,
	} {
		w := get(h, path)
		if got := fmt.Sprint(w.Code, " ", decodeFailure(t, w)); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPut, "/reconcile", http.NoBody))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") == "" {
		t.Errorf("PUT: %d %v", w.Code, w.Header())
	}
}

// decodeFailure returns the message of an answer that is a failure.
func decodeFailure(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	before, after, found := strings.Cut(w.Body.String(), `{"status":"error","message":"`)
	if !found || before != "" || w.Header().Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("%v %s is no failure", w.Header(), w.Body)
	}
	return strings.NewReplacer(`\"`, `"`).Replace(after)
}
