package web_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

// quoting are facts with two quotes, one of which can be proven.
const quoting = `
actors:
  - {id: ruritania, name: Ruritania, type: STATE}
  - {id: strelsau, name: Strelsau, type: STATE}
sources:
  - {id: gazette, title: The envoy's speech, publisher: Gazette, published: 1900, text: gazette.html}
  - {id: herald, title: A report, publisher: Herald, published: 1900}
relations:
  - id: backing
    subject: ruritania
    type: SUPPORTS
    object: strelsau
    evidence:
      - {source: gazette, quote: 'we stand by Strelsau […] to the end'}
      - {source: herald, quote: they stand by Strelsau}
`

// gazette is the text of a source.
const gazette = `<!DOCTYPE html><meta charset="utf-8"><title>Gazette</title>
<h1>The envoy’s speech</h1>
<p>The envoy rose late in the evening, when most of the benches were empty, and spoke without notes. “Let there be no doubt,” he said:
“we stand by <i>Strelsau</i> in peace and, if it has to be, in war, to the end.” <b>Nobody</b> answered him &amp; the house rose.`

// TestVerified opens a tie that has a proven quote: a mark in words says so and opens the passage with the quote marked.
func TestVerified(t *testing.T) {
	t.Parallel()
	found := readFacts(t, facts.Dir{Name: "quoting", FS: fstest.MapFS{"facts.yaml": {Data: []byte(quoting)}, "gazette.html": {Data: []byte(gazette)}}})
	server := serveFacts(t, found)
	for _, v := range views() {
		b := newTab(t, server.URL, v.size, v.scheme)
		openExplorer(b, "/?tie=backing")
		marks := get[[]string](b, `[...document.querySelectorAll("#page .passage summary")].map(s => s.textContent + ": " + s.title)`)
		if diff := cmp.Diff([]string{"Verified: in context: The quote was found word for word in the source’s text."}, marks); diff != "" {
			t.Errorf("marks (-want +got):\n%s", diff)
		}
		lacks(b, page(b), "without notes")
		b.click("#page .passage summary")
		b.wait(`document.querySelector("#page .passage").open`)
		has(b, page(b), "spoke without notes. “Let there be no doubt,”", "Nobody answered him & the house rose.")
		if got, want := get[string](b, `document.querySelector("#page .passage mark").textContent`), "we stand by Strelsau in peace and, if it has to be, in war, to the end"; got != want {
			t.Errorf("marked is %q, want %q", got, want)
		}
		b.picture("explorer-verified-" + v.name + "-" + v.scheme)
		b.clean()
		if source := axe(t); source != "" {
			for _, problem := range violations(b, source) {
				t.Error(problem)
			}
		}
	}
}
