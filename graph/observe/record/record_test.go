package record_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/observe/record"
)

// TestRecord checks what is known of a request after each note, and that notes of no request do no harm.
func TestRecord(t *testing.T) {
	r := &record.Record{ID: "i"}
	ctx := r.With(t.Context())
	query := record.Operation{Name: "A", Kind: "query", Cost: 1, Dataset: "v"}
	for _, step := range []struct {
		note func(*record.Record)
		want record.Facts
	}{
		{func(r *record.Record) { r.Asked("{a}") }, record.Facts{Query: "{a}"}},
		{func(r *record.Record) { r.Ran(query, []string{"C"}) }, record.Facts{Query: "{a}", Operation: query, Codes: []string{"C"}}},
		{func(r *record.Record) { r.Sent(query) }, record.Facts{Query: "{a}", Operation: query, Kept: true}},
		{func(r *record.Record) { r.Streams(); r.Arrived("/", "c") }, record.Facts{Query: "{a}", Operation: query, Kept: true, Stream: true, Route: "/", Client: "c"}},
	} {
		step.note(record.Of(ctx))
		step.note(record.Of(context.Background()))
		if diff := cmp.Diff(step.want, r.Facts()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if got := record.Of(ctx).Operation(); got != query {
		t.Errorf("the operation is %+v", got)
	}
	if got := record.Of(context.Background()).Operation(); got != (record.Operation{}) {
		t.Errorf("the operation of no request is %+v", got)
	}
}

// TestFailure checks that the id of a request leads from its answer to the log.
func TestFailure(t *testing.T) {
	const message = "internal error: see the server's log"
	if got := record.Failure(t.Context()); got != message {
		t.Errorf("got %q without a request", got)
	}
	if got := record.Failure((&record.Record{ID: "i"}).With(t.Context())); got != message+", request i" {
		t.Errorf("got %q", got)
	}
	if got := record.CutName(strings.Repeat("a", 101)); len(got) != 100 {
		t.Errorf("a name of 101 bytes is cut to %d", len(got))
	}
}
