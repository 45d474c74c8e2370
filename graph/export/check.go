package export

import (
	"context"
	"net/url"

	"entente/graph/alliance"
)

// Check returns an error if a store has no file with a name, or the file does not take the parameters: a
// [*refusal.Error]. The file is not written.
func Check(ctx context.Context, s alliance.Store, name string, parameters url.Values) error {
	kind, err := KindOf(name)
	if err != nil {
		return refused(err)
	}
	_, _, err = ask(ctx, s, kind, parameters)
	return refused(err)
}

// ask returns the question for a file over HTTP, and what writes the file.
func ask(ctx context.Context, s alliance.Store, kind *Kind, parameters url.Values) (*Question, Write, error) {
	d, err := s.Dataset(ctx)
	if err != nil {
		return nil, nil, err
	}
	q := &Question{Store: s, Dataset: d, Name: kind.Name, Parameters: parameters, MaxRows: maxRows}
	write, err := kind.Prepare(q)
	return q, write, err
}
