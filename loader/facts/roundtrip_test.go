package facts_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/loader/facts"
)

// A memoryFile adds what is written to the files of a directory.
type memoryFile struct {
	bytes.Buffer
	to   fstest.MapFS
	name string
}

// Close implements [io.Closer].
func (f *memoryFile) Close() error {
	f.to[f.name] = &fstest.MapFile{Data: f.Bytes()}
	return nil
}

// exported returns facts as a directory of YAML files, and as a JSON file in a directory.
func exported(t interface{ Fatal(...any) }, f *alliance.Facts) (yaml, json fstest.MapFS) {
	yaml = fstest.MapFS{}
	if err := facts.WriteYAML(f, func(name string) (io.WriteCloser, error) { return &memoryFile{to: yaml, name: name}, nil }); err != nil {
		t.Fatal(err)
	}
	text, err := facts.JSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return yaml, fstest.MapFS{"facts.json": {Data: text}}
}

// texts returns the files of a directory.
func texts(fsys fstest.MapFS) map[string]string {
	all := map[string]string{}
	for name, file := range fsys {
		all[name] = string(file.Data)
	}
	return all
}

// roundTrip returns how facts differ that are written and read again, in each form, or "" if they do not: they have the
// same version, and are written as the same bytes.
func roundTrip(t interface{ Fatal(...any) }, f *alliance.Facts) string {
	yaml, json := exported(t, f)
	for _, files := range []fstest.MapFS{yaml, json} {
		again, err := facts.Read(facts.Dir{FS: files})
		if err != nil {
			return err.Error()
		}
		if diff := cmp.Diff(f.Dataset().Version, again.Dataset().Version); diff != "" {
			return diff
		}
		yamlAgain, jsonAgain := exported(t, again)
		if diff := cmp.Diff(texts(yaml), texts(yamlAgain)) + cmp.Diff(texts(json), texts(jsonAgain)); diff != "" {
			return diff
		}
	}
	return ""
}

// Facts that are written and read again are the same.
func TestRoundTrip(t *testing.T) {
	base, long := facts.Open("testdata/base"), strings.Repeat("long", 49)
	libya, powers := facts.Dir{Name: "libya-2020", FS: fixtures.Libya()}, facts.Open("../../fixtures/great-powers")
	for name, dirs := range map[string][]facts.Dir{
		"nothing":             {dir("a.yaml", "")},
		"everything":          {dir("a.yaml", everything)},
		"Libya":               {libya},
		"great powers":        {powers},
		"several collections": {libya, powers, dir("a.yaml", "dataset: {license: CC0-1.0, covers: {to: 2020}}\nsources: [{id: a, title: A, published: 2021}]")},
		"proven quotes":       {dir("facts/a.yaml", quoting, "texts/article.TXT", quotedText)},
		"long generated ids": {dir("a.yaml", strings.ReplaceAll(`
actors: [{id: LONG-a, name: A, type: STATE}, {id: LONG-b, name: B, type: STATE}]
sources: [{id: LONG-s, title: S, published: 2020}]
relations: [{subject: LONG-a, type: ALLIED_WITH, object: LONG-b, evidence: [{source: LONG-s}, {source: LONG-s, locator: 2}]}]
`, "LONG", long))},
		"tables": {facts.Open("testdata/tables")},
		"sources that a data set does not describe": {base, dir("a.yaml", `
dataset: {title: D, covers: {from: 1871, to: 1914}}
sources: [{id: a, title: A, published: 2000}, {id: b, title: B, published: 2000, covers: {from: 1900, to: null}}]
`)},
		"a shared name": {base, dir("a.yaml", `actors:
  - {id: a, name: BRA, type: ARMED_GROUP, sharedName: true}
  - {id: b, name: B, type: ARMED_GROUP, sharedName: true, aliases: [bra]}
`)},
		"what evidence does not say of its relation": {base, dir("a.yaml", `relations:
  - {subject: russia, type: SUPPORTS, object: lna, from: 2019, kinds: [TROOPS], evidence: [{source: tass-2020, from: null, kinds: []}]}
  - {subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020, stance: DENIES, kinds: [TROOPS]}]}
  - {id: own, subject: russia, type: SUPPORTS, object: lna, evidence: [{source: tass-2020}]}
`)},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := roundTrip(t, mustRead(t, dirs...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Random facts with everything that facts may have are written and read again the same.
func TestRoundTripRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := randomFacts(t)
		if diff := roundTrip(t, f); diff != "" {
			text, _ := facts.JSON(f)
			t.Fatalf("%s\n\n%s", diff, text)
		}
	})
}
