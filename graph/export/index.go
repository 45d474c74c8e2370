package export

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

//go:embed index.html
var indexText string

// indexPage lists what can be exported.
var indexPage = template.Must(template.New("index").Parse(indexText))

// policy lets the page load nothing: its style is within it.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// indexed are the facts as the index describes them.
type indexed struct{ alliance.Dataset }

// Query returns the parameters that a file cannot do without: of a table by years, the last ones that the facts speak of.
func (d indexed) Query(k Kind) template.URL {
	const years = 10
	if !strings.HasPrefix(k.Name, "dyads.") || d.To.IsZero() {
		return ""
	}
	last := yearOf(d.To)
	from, err := alliance.NewDate(max(last-years+1, yearOf(d.From)), 0, 0)
	to, otherErr := alliance.NewDate(last, 0, 0)
	if err != nil || otherErr != nil {
		return ""
	}
	return template.URL(fmt.Sprintf("?from=%v&to=%v", from, to)) // #nosec G203: numbers
}

// An entry is one line of the index: files that differ by their format alone.
type entry struct {
	Name, Doc  string
	Files      []Kind
	Parameters string
	Fields     []table.Field
}

// index answers with the page that lists what there is.
func (e exporter) index(w http.ResponseWriter, r *http.Request) {
	d, err := e.facts.Store().Dataset(r.Context())
	if err != nil {
		refuse(w, r, err)
		return
	}
	var page bytes.Buffer
	err = indexPage.Execute(&page, map[string]any{"Dataset": indexed{d}, "Entries": entries()})
	if err != nil {
		refuse(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-cache")
	h.Set("Entente-Dataset", d.Version)
	_, _ = w.Write(page.Bytes())
}

// entries returns the lines of the index.
func entries() []entry {
	var list []entry
	for _, k := range Kinds() {
		name := strings.TrimSuffix(k.Name, path.Ext(k.Name))
		if n := len(list); n == 0 || list[n-1].Name != name {
			list = append(list, entry{name, k.Doc, nil, strings.Join(k.Parameters, ", "), k.Fields})
		}
		last := &list[len(list)-1]
		last.Files = append(last.Files, k)
	}
	return list
}
