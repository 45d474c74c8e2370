package web_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// written parses the facts in text.
func written(t testing.TB, text string) *alliance.Facts {
	t.Helper()
	return readFacts(t, facts.Dir{Name: "written", FS: fstest.MapFS{"facts.yaml": {Data: []byte(text)}}})
}

// lacks fails the test if a text has any of parts.
func lacks(b *tab, text string, parts ...string) {
	b.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			b.Errorf("%q is in %q", part, text)
		}
	}
}

// disputed has facts that one source asserts and a later one denies.
const disputed = `
actors:
  - {id: ruritania, name: Ruritania, type: STATE}
  - {id: strelsau, name: Strelsau, type: STATE}
sources:
  - {id: first, title: The first, publisher: Gazette, published: 1900}
  - {id: same, title: The same year, publisher: Gazette, published: 1900}
  - {id: later, title: The later, publisher: Gazette, published: 1920}
relations:
  - id: backing
    subject: ruritania
    type: SUPPORTS
    object: strelsau
    evidence:
      - {source: first}
      - {source: later, stance: DENIES}
events:
  - id: visit
    type: CONSULT
    title: A visit to Strelsau
    participants: [{actor: ruritania, role: INITIATOR}]
    evidence:
      - {source: first, stance: ALLEGES}
      - {source: same}
      - {source: later, stance: DENIES}
`

// TestKnownByAnyPage opens pages about facts as known before they were denied.
func TestKnownByAnyPage(t *testing.T) {
	t.Parallel()
	b := newTab(t, serveFacts(t, written(t, disputed)).URL, desk(), "light")
	for path, wants := range map[string][2]string{
		"source=first":    {"Asserts: Ruritania supports Strelsau", "It is disputed"},
		"source=same":     {"Asserts: A visit to Strelsau.", "Disputed:"},
		"source=later":    {"It was published after the “as known on” date", "Denies"},
		"tie=backing":     {"At least one source asserts it", "The later"},
		"event=visit":     {"At least one source asserts it", "The later"},
		"actor=ruritania": {"A visit to Strelsau", "disputed"},
		"tie=none":        {"There is no tie “none”", "source"},
		"event=none":      {"There is no event “none”", "source"},
		"source=none":     {"There is no source “none”", "published"},
	} {
		openExplorer(b, "/?"+path+"&knownBy=1910")
		has(b, page(b), wants[0])
		lacks(b, page(b), wants[1])
	}
	for path, want := range map[string]string{
		"tie=backing": "No source published by 1899 reports this", "event=visit": "No source published by 1899 reports this",
	} {
		openExplorer(b, "/?"+path+"&knownBy=1899")
		has(b, page(b), want)
	}
	b.clean()
}
