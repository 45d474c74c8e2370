package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mit is the part of the MIT licence that every copy has.
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

func TestReadLicence(t *testing.T) {
	for _, test := range []struct {
		name, want string
		files      map[string]string
	}{
		{"one", "MIT", map[string]string{"LICENSE.md": "The MIT License\n\nCopyright (c) 2026 Somebody\n\n" + mit, "README": "All rights reserved."}},
		{"twice the same", "MIT", map[string]string{"LICENSE": mit, "COPYING": mit}},
		{"of documents only", "", map[string]string{"LICENSE.docs": mit}},
		{"a mention", "", map[string]string{"LICENSE": "You may not use this, although it was under the MIT License once.\n" + strings.Repeat("Nor that. ", 200)}},
		{"none", "", nil},
	} {
		dir := t.TempDir()
		for name, text := range test.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got, _, err := readLicence(dir); got != test.want || err != nil {
			t.Errorf("%s: got the licence %q, %v, want %q", test.name, got, err, test.want)
		}
	}
}

func TestRefuse(t *testing.T) {
	good := []component{{name: "a", licence: "MIT"}, {name: "b", licence: "Apache-2.0 AND BSD-3-Clause"}, {name: "c", licence: "(MIT OR CC0-1.0)"}}
	if err := refuse(good); err != nil {
		t.Error(err)
	}
	err := refuse(append(good, component{name: "d", licence: "MIT AND SSPL-1.0"}, component{name: "e"}))
	if err == nil || !strings.Contains(err.Error(), "d  has the licence SSPL-1.0") || !strings.Contains(err.Error(), "e  has no licence") {
		t.Errorf("got %v, want an error about d and e", err)
	}
}

func TestLinked(t *testing.T) {
	all := []component{
		{ecosystem: ecosystemNPM, name: "a", version: "1", place: "node_modules/a"},
		{ecosystem: ecosystemNPM, name: "b", version: "2", place: "node_modules/a/node_modules/b"},
		{ecosystem: ecosystemNPM, name: "b", version: "1", place: "node_modules/b"},
		{ecosystem: ecosystemNPM, name: "@s/c", version: "1", place: "node_modules/@s/c"},
	}
	locked := map[string]lockedPackage{
		"node_modules/a":                {Dependencies: map[string]string{"b": "^2"}},
		"node_modules/a/node_modules/b": {Dependencies: map[string]string{"@s/c": "1"}},
		"node_modules/@s/c":             {Dependencies: map[string]string{"b": "^1", "absent": "1"}},
	}
	want := map[string][]string{
		"pkg:npm/%40s/c@1": {"pkg:npm/b@1"}, "pkg:npm/a@1": {"pkg:npm/b@2"}, "pkg:npm/b@1": nil, "pkg:npm/b@2": {"pkg:npm/%40s/c@1"},
	}
	got := linked(all, locked)
	if len(got) != len(want) {
		t.Errorf("got %d packages, want %d", len(got), len(want))
	}
	for _, c := range got {
		if !slices.Equal(c.needs, want[c.key()]) {
			t.Errorf("%s needs %v, want %v", c.key(), c.needs, want[c.key()])
		}
	}
}
