package operations_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph"
	"entente/graph/web"
)

// files returns a directory of files, given as name, text, name, text.
func files(named ...string) fstest.MapFS {
	dir := fstest.MapFS{}
	for pair := range slices.Chunk(named, 2) {
		dir[pair[0]] = &fstest.MapFile{Data: []byte(pair[1])}
	}
	return dir
}

func TestTrusts(t *testing.T) {
	set := graph.NewOperations()
	if err := set.Add("ops", files(
		"a.graphql", "query A($n: Int! = 2) { actors(first: $n) { nodes { ...N } } }\nquery B { dataset { store } }",
		"below/n.gql", "fragment N on Actor { id ...M } fragment Unused on Actor { id }",
		"below/m.graphql", "fragment M on Actor { name }",
		"two.graphql", "query C { dataset { ...D } } query E { dataset { ...D } } fragment D on Dataset { store }",
		"short.graphql", `{ actor(id: "a,b") { id } }`,
		"relay.json", `{"r": "query R { dataset { version } }"}`,
		"README.md", "not a document",
	)); err != nil {
		t.Fatal(err)
	}
	const n, m = "fragment N on Actor { id ...M } ", "fragment M on Actor { name } "
	const a = "query A($n: Int! = 2) { actors(first: $n) { nodes { ...N } } } "
	for _, tt := range []struct {
		name, document string
		trusted        bool
	}{
		{"an operation and its fragments", a + n + m, true},
		{"fragments first", m + n + a, true},
		{"with __typename", strings.ReplaceAll(m+n+a, "}", "__typename }"), true},
		{"commas and comments", "query,B{dataset{store}}#", true},
		{"a whole file", "query C { dataset { ...D } } query E { dataset { ...D } } fragment D on Dataset { store }", true},
		{"a part of it", "query C { dataset { ...D } } fragment D on Dataset { store }", true},
		{"the keyword that may be left out", `query { actor(id: "a,b") { id } }`, true},
		{"a manifest's", "query R { dataset { version } }", true},
		{"without its fragments", a, false},
		{"with another fragment", a + n + "fragment M on Actor { aliases } ", false},
		{"another default", strings.Replace(a, "2", "3", 1) + n + m, false},
		{"another string", `{ actor(id: "a b") { id } }`, false},
		{"another name", "query X { dataset { store } }", false},
		{"no name", "{ dataset { store } }", false},
		{"a directive", "query B { dataset { store __typename @include(if: true) } }", false},
		{"an alias", "query B { dataset { store x: __typename } }", false},
		{"an operation twice", "query B { dataset { store } } query B { dataset { store } }", false},
		{"rubbish after it", "query B { dataset { store } } x", false},
		{"no token", "query B { dataset { store } } ?", false},
		{"nothing", "", false},
		{"too many tokens", "query B { dataset { store " + strings.Repeat("__typename ", 2000) + "} }", false},
		{"introspection", "{ __schema { types { name } } }", false},
	} {
		if got := set.Trusts(tt.document); got != tt.trusted {
			t.Errorf("%s: trusted: %t", tt.name, got)
		}
	}
	if names := set.Names(); !slices.Equal(names, []string{"A", "B", "C", "E", "R"}) {
		t.Errorf("names: %v", names)
	}
	if document, ok := set.Find("r"); !ok || document != "query R { dataset { version } }" {
		t.Errorf("found by id: %q, %t", document, ok)
	}
	if document, ok := set.Find("s"); ok {
		t.Errorf("found by an unknown id: %q", document)
	}
}

func TestAddRefuses(t *testing.T) {
	manifest := func(operations string) string {
		return `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": ` + operations + `}`
	}
	for _, tt := range []struct {
		name string
		dir  fs.FS
		want []string
	}{
		{"no GraphQL", files("a.graphql", "query {"), []string{"ops/a.graphql:1:8: "}},
		{"unknown fields, all of them", files("a.graphql", "query A {\n  x\n}\nquery B { dataset { y } }", "b.graphql", "{ z }"),
			[]string{"ops/a.graphql:2:3: Cannot query field \"x\"", "ops/a.graphql:4:21: ", "ops/b.graphql:1:3: "}},
		{"in a fragment of another file", files("a.graphql", "{ dataset { ...F } }", "f.graphql", "\nfragment F on Dataset { x }"), []string{"ops/f.graphql:2:25: "}},
		{"a missing fragment", files("a.graphql", "{ dataset { ...F } }"), []string{"ops/a.graphql:1:16: Unknown fragment \"F\""}},
		{"no JSON", files("a.json", "{"), []string{"ops/a.json: not a manifest"}},
		{"another format", files("a.json", `{"format": "x", "version": 1}`), []string{`its format is "x"`}},
		{"another version", files("a.json", strings.Replace(manifest("[]"), "1", "2", 1)), []string{"version 2"}},
		{"an id twice", files("a.json", manifest(`[{"id": "a", "body": "{x}"}, {"id": "a", "body": "{y}"}]`)), []string{"operations[1] needs an id of its own"}},
		{"an id in two files", files("a.json", `{"a": "{dataset{store}}"}`, "b.json", `{"a": "{dataset{version}}"}`), []string{`"a" stands for two different documents`}},
		{"a name in two files", files("a.graphql", "query A { dataset { store } }", "b.graphql", "\n\nquery A { dataset { version } }"),
			[]string{`ops/b.graphql:3: operation "A" is also at ops/a.graphql:1: give each a name`}},
		{"a name twice in a file", files("a.graphql", "query A { dataset { store } }\nquery A { dataset { version } }"), []string{`ops/a.graphql:2: operation "A" is also at ops/a.graphql:1`}},
		{"an operation in two files", files("a.graphql", "{ dataset { store } }", "b.graphql", "query{dataset{store}}"),
			[]string{"ops/b.graphql:1: the same operation, without a name, is also at ops/a.graphql:1: delete one"}},
		{"an invalid document", files("a.json", `{"a": "{dataset{store}}", "b": "\n{ x }"}`), []string{`ops/a.json, in "b":2:3: `}},
		{"no file", fstest.MapFS{"a.graphql": {Mode: fs.ModeNamedPipe}}, []string{"a.graphql is not a regular file"}},
	} {
		err := graph.NewOperations().Add("ops", tt.dir)
		for _, want := range tt.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v; want %s", tt.name, err, want)
			}
		}
	}
}

// TestReleases adds the manifests of two releases of a program, its source, and that of another program.
func TestReleases(t *testing.T) {
	set := graph.NewOperations()
	const was, is = "query A { dataset { store } }", "query A { dataset { version } }"
	if err := set.Add("ops", files("1.json", `{"a1": "`+was+`"}`, "2.json", `{"a1": "`+was+`", "a2": "`+is+`"}`, "a.graphql", is, "other/a.graphql", was)); err != nil {
		t.Fatal(err)
	}
	if !set.Trusts(was) || !set.Trusts(is) || set.Len() != 2 {
		t.Errorf("%d documents are trusted", set.Len())
	}
}

// TestPages checks that what the pages ask can be trusted, as it is and as they send it.
func TestPages(t *testing.T) {
	set := graph.NewOperations()
	if err := set.Add("the pages", web.Documents()); err != nil {
		t.Fatal(err)
	}
	asked := 0
	err := fs.WalkDir(web.Documents(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(web.Documents(), name)
		asked++
		if !set.Trusts(string(text)) {
			t.Errorf("%s is not trusted", name)
		}
		return err
	})
	if err != nil || asked < 10 {
		t.Errorf("%d documents, %v", asked, err)
	}
}

// FuzzTrusts checks that whatever is sent is compared without a panic, and only what is given is trusted.
func FuzzTrusts(f *testing.F) {
	set := graph.NewOperations()
	const document = "query B { dataset { store } }"
	if err := set.Add("ops", files("a.graphql", document)); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{document, "query B{dataset{store __typename}}", "}{", `"""`, "query B { dataset { store } } {}", "\ufeff" + document} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !set.Trusts(text) {
			return
		}
		for _, word := range []string{"query", "B", "dataset", "store"} {
			if !strings.Contains(text, word) {
				t.Errorf("%q is trusted", text)
			}
		}
	})
}
