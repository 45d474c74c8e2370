package facts_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// quoting are facts with a quote from a source with a text, in a directory of its own.
const quoting = `
actors: [{id: malta, name: Malta, type: STATE}, {id: council, name: Council, type: GOVERNMENT}]
sources:
  - {id: article, title: A, published: 2020, text: ../texts/article.TXT}
  - {id: reprint, title: A, published: 2021, text: ../texts/article.TXT}
  - {id: other, title: A, published: 2020}
relations:
  - subject: malta
    type: SUPPORTS
    object: council
    evidence: [{source: article, quote: "Malta backs the \"Council\""}, {source: article}, {source: other, quote: said elsewhere}]
events:
  - {id: visit, type: CONSULT, title: Visit, evidence: [{source: reprint, quote: "Envoys […] Valletta"}]}
`

const quotedText = "Malta backs the “Council”, its envoy said.\r\nEnvoys went to Valletta."

// Evidence with a quote from a source that has a text gets the passage of the text, whichever source with this text it is.
func TestTexts(t *testing.T) {
	f := mustRead(t, dir("facts/a.yaml", quoting, "texts/article.TXT", quotedText))
	got := map[string]*alliance.Passage{}
	for e := range f.Evidence {
		got[e.ID] = e.Passage
		if e.Verified() != (e.Passage != nil) {
			t.Errorf("%s: verified is %t", e.ID, e.Verified())
		}
	}
	want := map[string]*alliance.Passage{
		"malta.supports.council.article":   {Quote: "Malta backs the “Council”", After: ", its envoy said. Envoys went to Valletta."},
		"malta.supports.council.article.2": nil, "malta.supports.council.other": nil,
		"visit.reprint": {Before: "Malta backs the “Council”, its envoy said. ", Quote: "Envoys went to Valletta", After: "."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// What is said around a quote is part of the version.
func TestTextsVersion(t *testing.T) {
	version := func(text string) string {
		return mustRead(t, dir("facts/a.yaml", quoting, "texts/article.TXT", text)).Dataset().Version
	}
	if version(quotedText+" So it ended.") == version(quotedText) {
		t.Error("another passage has the same version")
	}
}

// A text that cannot be read is an error of the file system, not of the facts.
func TestTextsUnreadable(t *testing.T) {
	files := fstest.MapFS{"facts/a.yaml": {Data: []byte(quoting)}, "texts/article.TXT": {Data: []byte(quotedText)}}
	_, err := facts.Read(facts.Dir{Name: "set", FS: sealed{files}})
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "set/texts/article.TXT") {
		t.Errorf("error %v, want one of permission that names the file", err)
	}
}

// sealed does not let texts be read.
type sealed struct{ fstest.MapFS }

func (s sealed) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".TXT") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return s.MapFS.Open(name)
}

// A text alone is no data set.
func TestTextsAlone(t *testing.T) {
	if _, err := facts.Read(dir("article.txt", quotedText, "page.html", "<p>x")); !errors.Is(err, facts.ErrNoFiles) {
		t.Errorf("error %v, want %v", err, facts.ErrNoFiles)
	}
}
