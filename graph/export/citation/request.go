package citation

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/edge"
	"entente/graph/refusal"
)

// maxIDs is the number of ids that one request may name.
const maxIDs = 500

// A request asks for the citation of an answer, of sources, or of the data sets.
type request struct {
	format Format
	// media is the media type to send the format as.
	media string
	// answer is the address of the answer; if it is nil, the sources of the ids and the data sets are asked for.
	answer *url.URL
	ids    references
	// subject is what the file is named after: sources or dataset, or empty for an answer.
	subject string
}

// parseRequest returns what a request to [Handler] asks for.
func parseRequest(r *http.Request) (*request, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, refusal.Errorf(http.StatusBadRequest, "the query of the address is malformed: %v", err)
	}
	if err := checkNames(query); err != nil {
		return nil, err
	}
	q := &request{ids: references{}}
	if name := query.Get("format"); name != "" {
		if q.format, err = parseFormat(name); err == nil {
			q.media = q.format.MediaType()
		}
	} else {
		q.format, q.media, err = accepted(r.Header)
	}
	if err == nil {
		err = q.parseSubject(query, edge.Base(r))
	}
	return q, err
}

// checkNames returns an error if a query has parameters that there are not.
func checkNames(query url.Values) error {
	known := append(things(), "url", "format")
	for name := range query {
		if !slices.Contains(known, name) {
			return refusal.Errorf(http.StatusBadRequest, "there is no parameter %q: there are %s (and what follows url= is percent-encoded, with %%26 for &)",
				name, strings.Join(known, ", "))
		}
	}
	return nil
}

// parseSubject sets what a query asks the citation of.
func (q *request) parseSubject(query url.Values, server string) (err error) {
	count := 0
	for _, thing := range things() {
		count += len(query[thing])
		q.ids[thing] = distinct(query[thing])
	}
	addresses := query["url"]
	switch {
	case count > maxIDs:
		return refusal.Errorf(http.StatusBadRequest, "%d ids at once are too many: ask for %d or fewer", count, maxIDs)
	case len(addresses) > 1 || len(addresses) == 1 && count > 0:
		return refusal.Errorf(http.StatusBadRequest, "an answer is cited alone: give one url, and no source, actor, relation or event with it")
	case len(addresses) == 1:
		q.answer, err = parseAnswer(addresses[0], server)
		return err
	case count > 0:
		q.subject = "sources"
	default:
		q.subject = "dataset"
	}
	return nil
}

// distinct returns each of some ids once, in the order in which they came.
func distinct(ids []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		before := seen[id]
		seen[id] = true
		return before
	})
}

// items returns the items that a request asks for, with the data set that they are from. Sources that are asked for by
// themselves come without the data sets.
func (q *request) items(ctx context.Context, s alliance.Store, at Access) ([]Item, alliance.Dataset, error) {
	sources, err := cited(ctx, s, q.ids)
	if err != nil {
		return nil, alliance.Dataset{}, err
	}
	d, err := s.Dataset(ctx)
	if err != nil {
		return nil, alliance.Dataset{}, err
	}
	if q.answer != nil {
		return []Item{OfAnswer(targetOf(q.answer), &d, at)}, d, nil
	}
	var items []Item
	for _, source := range sources {
		items = append(items, OfSource(source))
	}
	if len(items) == 0 || q.derived() {
		items = append(items, OfDataset(&d, at)...)
	}
	return items, d, nil
}

// derived reports whether the sources are found by the facts, which their data sets must then be cited for.
func (q *request) derived() bool {
	return slices.ContainsFunc(things(), func(thing string) bool { return thing != "source" && len(q.ids[thing]) > 0 })
}
