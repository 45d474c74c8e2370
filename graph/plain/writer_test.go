package plain

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestWriter writes an object with a list, in which values are missing in different places.
func TestWriter(t *testing.T) {
	const absent = "-"
	tests := []struct {
		name              string
		items             []string
		itemNonNull       bool
		fieldNonNull      bool
		want, path, named string // the JSON, or - if there is none; the path of the only error
	}{
		{"whole", []string{"1", "2"}, true, true, `{"list":[1,2],"end":true}`, "", ""},
		{"empty", []string{}, true, true, `{"list":[],"end":true}`, "", ""},
		{"null item", []string{"1", absent}, false, true, `{"list":[1,null],"end":true}`, "list[1]", ""},
		{"null list", []string{absent, "2"}, true, false, `{"list":null,"end":true}`, "list[0]", ""},
		{"null object", []string{"1", "2", absent}, true, true, absent, "list[2]", ""},
		{"no room for items", []string{"1", "2", "3", "4"}, false, true, `{"list":[null],"end":true}`, "list", ErrTooLong.Error()},
		{"no room", []string{"1", "2", "3", "4"}, true, true, absent, "list", ErrTooLong.Error()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, ctx := newWriter(3)
			step := Step{CollectedField: graphql.CollectedField{Field: &ast.Field{Name: "list", Alias: "list"}}, key: `,"list":`}
			end := Step{key: `,"end":`}
			at := w.Open()
			w.Key(at, &step)
			w.Enter("Object", &step)
			ok := w.Or(w.List(len(tt.items), true, tt.itemNonNull, func(i int) bool {
				if tt.items[i] == absent {
					return w.Missing("Item")
				}
				return w.raw(tt.items[i])
			}), tt.fieldNonNull)
			w.Leave()
			w.Key(at, &end)
			w.raw("true")
			got := absent
			if w.Close(at, ok) {
				got = string(w.JSON)
			}
			if got != tt.want || !ok && len(w.JSON) > 0 {
				t.Errorf("wrote %s (%s), want %s", got, w.JSON, tt.want)
			}
			checkError(ctx, t, tt.path, tt.named)
		})
	}
}

// newWriter returns a writer of an answer with room for so many items, and the context in which errors are reported.
func newWriter(items int) (*Writer, context.Context) {
	ctx := graphql.WithResponseContext(Begin(context.Background(), false, Limits{Items: items, Bytes: 1 << 20}), graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	return &Writer{where: ctx, request: requestOf(ctx), fields: named{}}, ctx
}

// named has the contexts of fields, which it names.
type named struct{ Fields }

// Context implements [Fields].
func (named) Context(_ context.Context, object string, f graphql.CollectedField) (*graphql.FieldContext, error) {
	return &graphql.FieldContext{Object: object, Field: f}, nil
}

// checkError checks the path and, if it is named, the message of the only error, or that there is none.
func checkError(ctx context.Context, t *testing.T, path, message string) {
	t.Helper()
	errs := graphql.GetErrors(ctx)
	if path == "" && len(errs) == 0 {
		return
	}
	if len(errs) != 1 || errs[0].Path.String() != path || message != "" && errs[0].Message != message {
		t.Errorf("errors are %v, want one at %q (%s)", errs, path, message)
	}
}

// TestPresent takes back a scalar that is null where it must not be.
func TestPresent(t *testing.T) {
	for json, want := range map[string]string{`"null"`: `"null"`, "null": "", "[null": "["} {
		w, ctx := newWriter(0)
		w.raw(json)
		if ok := w.Present("Date!"); string(w.JSON) != want || ok != (json == want) || ok != (len(graphql.GetErrors(ctx)) == 0) {
			t.Errorf("%s became %s, %v with %v", json, w.JSON, ok, graphql.GetErrors(ctx))
		}
	}
}

// TestEnded reports only once that an answer is too long, or that its request is over.
func TestEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(Begin(context.Background(), false, Limits{Items: 10, Bytes: 1 << 20}))
	r := requestOf(ctx)
	if ok, err := r.admit(ctx, 10); !ok || err != nil {
		t.Fatalf("10 of 10 items: %v, %v", ok, err)
	}
	cancel()
	if ok, err := r.admit(ctx, 0); ok || err != context.Canceled { //nolint:errorlint // it is returned as it is
		t.Errorf("after the end: %v, %v", ok, err)
	}
	if ok, err := r.admit(ctx, 1); ok || err != nil {
		t.Errorf("once more: %v, %v; want no second error", ok, err)
	}
	if ok, err := requestOf(context.Background()).admit(ctx, 1_000_000); !ok || err != nil {
		t.Errorf("without a limit: %v, %v", ok, err)
	}
}
