package layout_test

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// plain is the key of the properties of plain edges among those of nodes.
const plain = "plain"

// shownNames returns the names of the properties that people are shown, by label: all but bookkeeping, and precisions.
func shownNames() map[string][]string {
	all := map[string][]string{plain: shown(layout.CompletePlain(nil))}
	for _, label := range layout.Labels() {
		all[string(label)] = shown(layout.Complete(label, nil, nil))
	}
	return all
}

// shown returns the names of properties that people are shown, sorted.
func shown(properties map[string]any) []string {
	hidden := func(name string) bool { return name[0] == '_' || strings.HasSuffix(name, "Precision") }
	return slices.DeleteFunc(slices.Sorted(maps.Keys(properties)), hidden)
}

// edgeTypes returns the types of edges but for plain ones, each once.
func edgeTypes() []string {
	types := map[string]bool{}
	for _, label := range layout.Labels() {
		for _, typ := range layout.EdgeTypes(label) {
			types[typ] = true
		}
	}
	return slices.Sorted(maps.Keys(types))
}

// plainTypes returns the types of plain edges.
func plainTypes() []string {
	var types []string
	for _, typ := range alliance.RelationTypes() {
		types = append(types, string(typ))
	}
	return slices.Sorted(slices.Values(types))
}

// groups returns the words of each group of a picture that has an id, but for notes, which are for readers alone.
func groups(t testing.TB, picture string) map[string][]string {
	t.Helper()
	all, group, skip := map[string][]string{}, "", false
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "g" {
				group = attribute(x, "id")
			}
			skip = x.Name.Local != "text" || attribute(x, "class") == "note" || group == plain && attribute(x, "class") == "label"
		case xml.CharData:
			if words := strings.FieldsFunc(string(x), notOfName); !skip && len(words) > 0 {
				all[group] = append(all[group], words...)
			}
		}
	}
}

// attribute returns the value of an attribute.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// notOfName reports whether a character does not belong to names.
func notOfName(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// TestPicture checks that the picture has every label, type of edges and property, and no other.
func TestPicture(t *testing.T) {
	got := groups(t, read(t, pictureFile))
	want := shownNames()
	for _, label := range layout.Labels() {
		want[string(label)] = append(want[string(label)], string(label))
	}
	want[plain] = append(want[plain], plainTypes()...)
	want["types"] = slices.Sorted(slices.Values(layout.TypeLabels()))
	want["edges"] = append(edgeTypes(), "role", "kind")
	for _, list := range []map[string][]string{want, got} {
		for name := range list {
			list[name] = slices.Compact(slices.Sorted(slices.Values(list[name])))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs from the layout (-layout +picture):\n%s", pictureFile, diff)
	}
}

// TestModel checks that the tables of the README have every label, type of edges and property, and no other.
func TestModel(t *testing.T) {
	names := shownNames()
	schemes := []string{"cow", "gw", "wikidata"}
	names["Actor"] = slices.Sorted(slices.Values(append(names["Actor"], schemes...)))
	var types []string
	for _, row := range rows(section(t, "### The model")) {
		first := words(row[0])
		label := first[0]
		if slices.Contains(first, "SUPPORTS") {
			label = plain
		}
		if label == plain || names[label] == nil {
			types = append(types, first...)
		}
		if want := names[label]; want != nil {
			if diff := cmp.Diff(want, words(row[2])); diff != "" {
				t.Errorf("the properties of %s differ (-layout +README):\n%s", label, diff)
			}
			delete(names, label)
		}
		if label == string(layout.Actor) {
			if diff := cmp.Diff(slices.Sorted(slices.Values(layout.TypeLabels())), words(row[1])); diff != "" {
				t.Errorf("the second labels differ (-layout +README):\n%s", diff)
			}
		}
	}
	if len(names) > 0 {
		t.Errorf("no table has %v", names)
	}
	want := slices.Sorted(slices.Values(append(edgeTypes(), plainTypes()...)))
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(types))); diff != "" {
		t.Errorf("the types of edges differ (-layout +README):\n%s", diff)
	}
}
