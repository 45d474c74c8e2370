package factfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// plainLists are texts that a plainReader reads.
var plainLists = []string{
	"- id: a\n  name: A\n",
	"  - id: a\n    name: A\n\n  - id: b\n    name: B b\n  - c\n",
	"- id: a\n  aliases:\n  - B\n  - C\n  evidence:\n    - source: s\n      quote: one, two; three\n    - source: t\n",
	"- id: a\n  place:\n    name: P\n    latitude: 1.5\n  kinds: [TROOPS, \"WEAPONS\", 'OTHER']\n",
	"- {id: a, name: \"A: a\", covers: {from: 2020, to: 2021-05}, aliases: [], place: {}}\n- {id: b}\n",
	"- name: it's \"so\"\n",
	"- name: 'x'\n  quote: \"a, b ] } 'c'\"\n",
	"- name: Халифа, حفتر\n  aliases: [Халифа, حفتر, x]\n  to: 2020-05-21\n",
	"- at: 1984\n  a: 0365\n  b: 0x1f\n  c: 1e3\n  d: 12:30\n  e: yes\n  f: No\n  g: true\n  h: null\n  i: NaN\n  j: 1_000\n  k: 007\n  l: 12 men\n",
	"- url: https://example.org/a?b=c#d\n  urls: [https://example.org/a, b:c]\n",
	"- a:   b\n  c:     [ d ,e,  f ]\n- g\n- 5\n- \"h\"\n",
	"- a: [" + strings.Repeat("x, ", blockSize) + "x]\n" + strings.Repeat("- y\n", 2*blockSize),
	"- a: [" + strings.Repeat("x, ", blockSize-1) + "x]\n  b: [y]\n" + strings.Repeat("- y: [z]\n", blockSize/2+1),
}

// oddLists are texts that a plainReader leaves to the library.
var oddLists = []string{
	"", "\n", "id: a\n", "- id: a # comment\n", "# comment\n- id: a\n", "- id: a\n  # comment\n  name: A\n", "- - a\n", "-\n  id: a\n", "-  id: a\n",
	"- id: a\n  name: A\n    B\n", "- a\n  b\n", "- id: a\nname: A\n", "- id: a\n   name: A\n", "- id: a\n name: A\n", "- id: |\n    a\n", "- id: >\n    a\n",
	"- id: &a b\n", "- id: *a\n", "- id: !t a\n", "- id: ~\n", "- id: -1\n", "- id: .5\n", "- id: @a\n", "- id: %a\n", "- id: `a\n", "- id: ? a\n", "- id: , a\n",
	"- id:\n", "- id:\n  name: A\n", "- id: a: b\n", "- id: a:\n", "- id: \"a\\n\"\n", "- id: 'a''b'\n", "- id: \"a\" b\n", "- id: \"a\n", "- id: 'a\n    b'\n",
	"- id: [a\n", "- id: [a,\n    b]\n", "- id: [a, ]\n", "- id: [,]\n", "- id: [a]]\n", "- id: [a] b\n", "- id: {a}\n", "- id: {a: }\n", "- id: {a: b: c}\n", "- id: {\"a\": b}\n",
	"- id: {a: b:}\n", "- id: [a: b]\n", "- id: [a:]\n", "- a\t\n", "- a: \tb\n", "- a: b\r\n", "- a: b \n", "---\n- a: b\n", "- a: b\n---\n- c: d\n", "- a: b\n...\n",
	"- \"a\": b\n", "- a b: c\n", "- <<: a\n", "- ? a\n", "- a:\n    - b\n   - c\n", "- a:\n  - b\n    c: d\n", "- a: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n",
}

// TestPlainReader checks that what a plainReader reads is what the library reads, and what it leaves.
func TestPlainReader(t *testing.T) {
	p := newPlainReader()
	for _, text := range plainLists {
		if _, ok := p.read(text); !ok {
			t.Errorf("%q is not plain", text)
		}
		comparePlain(t, p, text)
		comparePlain(t, newPlainReader(), text)
	}
	for _, text := range oddLists {
		if _, ok := p.read(text); ok {
			t.Errorf("%q is plain", text)
		}
	}
}

// FuzzPlainReader looks for texts that a plainReader reads but the library reads otherwise.
func FuzzPlainReader(f *testing.F) {
	for _, text := range append(plainLists, oddLists...) {
		f.Add(text)
	}
	p := newPlainReader()
	f.Fuzz(func(t *testing.T, text string) {
		if splittable([]byte(text)) {
			comparePlain(t, p, text)
		}
	})
}

// comparePlain compares what a plainReader reads, if it does, with what the library reads.
func comparePlain(t *testing.T, p *plainReader, text string) {
	t.Helper()
	got, ok := p.read(text)
	if !ok {
		return
	}
	loader, err := yaml.NewLoader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var want, more yaml.Node
	if err := loader.Load(&want); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if err := loader.Load(&more); err == nil {
		t.Fatalf("%q has a second document", text)
	}
	sameForms(want.Content[0])
	sameForms(got)
	if diff := cmp.Diff(want.Content[0], got); diff != "" {
		t.Errorf("%q: -library +plain\n%s", text, diff)
	}
}

// sameForms makes the tags of texts equal, in keys too: nothing asks whether they are dates, and keys are keys.
func sameForms(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && formOf(n) == text {
		n.Tag = "!!str"
	}
	for i, child := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			child.Tag = "!!str"
		}
		sameForms(child)
	}
	if len(n.Content) == 0 {
		n.Content = nil
	}
}
