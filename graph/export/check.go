package export

import (
	"context"
	"net/url"

	"entente/graph/alliance"
)

// Check returns an error if a store has no file with a name, or the file does not take the parameters: a [*NameError] or a
// [*parameter.Error]. The file is not written.
func Check(ctx context.Context, s alliance.Store, name string, parameters url.Values) error {
	kind, err := KindOf(name)
	if err != nil {
		return err
	}
	d, err := s.Dataset(ctx)
	if err != nil {
		return err
	}
	_, err = kind.Prepare(&Question{Store: s, Dataset: d, Name: kind.Name, Parameters: parameters})
	return err
}
