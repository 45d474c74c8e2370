package reconcile

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"entente/graph/alliance"
	"entente/graph/refusal"
)

// style is the style sheet of previews.
//
//go:embed preview.css
var style string

// previews are the template of a page, "preview", and of a part of one, "flyout".
//
//go:embed preview.html
var previews string

// templates are the parsed previews.
var templates = template.Must(template.New("").Parse(previews))

// policy is the Content-Security-Policy of a preview: nothing but its own style sheet. Any page may frame it.
var policy = fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors *",
	hashOf(style))

// hashOf returns the hash of a style sheet as a policy has it.
func hashOf(sheet string) string {
	sum := sha256.Sum256([]byte(sheet))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// A sheet is what a preview shows of a thing.
type sheet struct {
	Style                     template.CSS
	Dataset                   string
	Title, Kind, Description  string
	Life, Country, Aliases    string
	Identifiers, Participants []string
}

// newSheet returns the sheet of a thing.
func newSheet(thing alliance.Node, dataset string) sheet {
	o := outlineOf(thing)
	s := sheet{
		Style: template.CSS(style), Dataset: dataset, //nolint:gosec // it is in the binary
		Title: o.name, Description: o.description, Life: o.Prose(), Country: o.country, Aliases: strings.Join(o.aliases, " · "),
	}
	if own := kindsOf(thing); len(own) > 0 {
		s.Kind = own[0].Name
	}
	switch t := thing.(type) {
	case *alliance.Actor:
		for _, i := range t.Identifiers {
			text := i.Scheme + ": " + i.Value
			if life := i.Prose(); life != "" {
				text += " (" + life + ")"
			}
			s.Identifiers = append(s.Identifiers, text)
		}
	case *alliance.Event:
		for _, p := range t.Participants {
			s.Participants = append(s.Participants, p.Actor.Name+" ("+strings.ToLower(string(p.Role))+")")
		}
	case *alliance.Source:
		s.Life = t.Published.Prose()
	}
	return s
}

// find returns the thing whose id the request asks for.
func find(ctx context.Context, q question) (alliance.Node, error) {
	id := q.Form.Get("id")
	nodes, err := q.store.Nodes(ctx, []string{id}, alliance.Date{})
	if err != nil {
		return nil, err
	}
	if kindsOf(nodes[0]) == nil {
		return nil, refusal.Errorf(http.StatusNotFound, "there is no actor, event, conflict or source with the id %.60q: take ids from the answers to queries", id)
	}
	return nodes[0], nil
}

// preview writes the page about a thing.
func preview(ctx context.Context, q question, out *answer) error {
	thing, err := find(ctx, q)
	if err != nil {
		return err
	}
	return out.print(written("preview", newSheet(thing, q.dataset.Version)))
}

// sendPage sends a page.
func (s *service) sendPage(w http.ResponseWriter, r *http.Request, page *answer) {
	header(w, page.version, "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	s.send(w, r, page)
}

// written returns a template with a sheet written into it.
func written(name string, s sheet) string {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, s); err != nil {
		panic(err) // it has no functions that fail
	}
	return b.String()
}

// view writes the address of a thing in the explorer, which shows all but conflicts: these have their preview only.
func view(ctx context.Context, q question, out *answer) error {
	thing, err := find(ctx, q)
	if err != nil {
		return err
	}
	return out.print(addressOf(thing))
}

// redirect sends the reader to an address.
func redirect(w http.ResponseWriter, _ *http.Request, there *answer) {
	header(w, there.version, "text/plain; charset=utf-8")
	w.Header().Set("Location", string(there.Text())) // relative, so that a proxy may serve everything below a prefix
	w.WriteHeader(http.StatusSeeOther)
}

// addressOf returns the address of the page about a thing, relative to that of the view.
func addressOf(thing alliance.Node) string {
	id := url.QueryEscape(thing.NodeID())
	if _, ok := thing.(*alliance.Conflict); ok {
		return "preview?id=" + id
	}
	own := kindsOf(thing)
	return "../?" + strings.ToLower(own[len(own)-1].ID) + "=" + id
}

// A flyout is a small preview, of a thing, a property or a type.
type flyout struct {
	ID   string `json:"id"`
	HTML string `json:"html"`
}

// flyoutEntity returns the flyout of a thing.
func flyoutEntity(ctx context.Context, q question) (any, error) {
	thing, err := find(ctx, q)
	if err != nil {
		return nil, err
	}
	return flyout{q.Form.Get("id"), written("flyout", newSheet(thing, q.dataset.Version))}, nil
}

// flyoutProperty returns the flyout of a property.
func flyoutProperty(ctx context.Context, q question) (any, error) {
	known, err := q.catalogue.properties(ctx, q)
	if err != nil {
		return nil, err
	}
	p, err := findProperty(known, q.Form.Get("id"))
	return flyout{p.ID, written("flyout", sheet{Title: p.Name, Kind: "Property"})}, err
}

// flyoutType returns the flyout of a type.
func flyoutType(_ context.Context, q question) (any, error) {
	k, err := parseKind(q.Form.Get("id"))
	return flyout{k.ID, written("flyout", sheet{Title: k.Name, Kind: "Type"})}, err
}
