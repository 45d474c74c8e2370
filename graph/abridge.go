package graph

import (
	"fmt"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph/refusal"
)

// Limits on the errors of an answer, which repeat what a request has in it.
const (
	// maxAlike is the maximum number of errors by one rule of validation; more are one.
	maxAlike = 3
	// maxRefusals is the maximum number of errors of a request that was not run.
	maxRefusals = 10
	// maxFailures is the maximum number of errors of fields.
	maxFailures = 100
	// maxLocations is the maximum number of locations of an error.
	maxLocations = 10
)

// abridge returns the errors of an answer: short ones, few by the same rule, and few in all. The last one tells how many more
// there were. Data that are missing without an error of their own are nothing new to clients: an error takes its parents along.
func abridge(errors gqlerror.List, ran bool) gqlerror.List {
	errors = grouped(errors)
	most := maxRefusals
	if ran {
		most = maxFailures
	}
	if more := len(errors) - most; more > 0 {
		last := *errors[most]
		last.Message = fmt.Sprintf("there are %d more errors", more)
		last.Path, last.Locations = nil, nil
		errors = append(errors[:most:most], &last)
	}
	short := make(gqlerror.List, len(errors))
	for i, e := range errors {
		short[i] = shortened(e)
	}
	return short
}

// grouped returns errors, those by a rule that more than a few are by as one, with the message of the first.
func grouped(errors gqlerror.List) gqlerror.List {
	by := map[string]gqlerror.List{}
	for _, e := range errors {
		by[e.Rule] = append(by[e.Rule], e)
	}
	var groups gqlerror.List
	for _, e := range errors {
		switch alike := by[e.Rule]; {
		case e.Rule == "" || len(alike) <= maxAlike:
			groups = append(groups, e)
		case e == alike[0]:
			one := *e
			one.Message = fmt.Sprintf("%s (and %d more errors of this kind)", refusal.Brief(e.Message), len(alike)-1)
			one.Locations = nil
			for _, other := range alike[:min(len(alike), maxLocations)] {
				one.Locations = append(one.Locations, other.Locations...)
			}
			groups = append(groups, &one)
		}
	}
	return groups
}

// shortened returns an error whose message and path are short.
func shortened(e *gqlerror.Error) *gqlerror.Error {
	short := *e
	short.Message, short.Path = refusal.Brief(e.Message), slices.Clone(e.Path)
	short.Locations = e.Locations[:min(len(e.Locations), maxLocations)]
	for i, at := range short.Path {
		if name, ok := at.(ast.PathName); ok {
			short.Path[i] = ast.PathName(refusal.Brief(string(name)))
		}
	}
	return &short
}
