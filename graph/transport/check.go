package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Check returns an error, in one line, if GET with these parameters in the address would be refused, or if it would not have one
// answer, as a subscription. If only some operations are answered, they are given. Nothing is run.
func Check(ctx context.Context, exec graphql.GraphExecutor, only Operations, query url.Values) error {
	asked, err := readURL(query)
	if err != nil {
		return err
	}
	if only != nil && !only.Trusts(asked.Query) {
		return errUntrusted()
	}
	op, errs := parse(graphql.StartOperationTrace(ctx), exec, asked.RawParams)
	if errs != nil {
		where := ""
		if at := errs[0].Locations; len(at) > 0 {
			where = fmt.Sprintf("line %d, column %d of the query: ", at[0].Line, at[0].Column)
		}
		return refusef(http.StatusBadRequest, "%s%s", where, strings.Join(strings.Fields(errs[0].Message), " "))
	}
	if kind := op.Operation.Operation; kind != ast.Query {
		return refusef(http.StatusBadRequest, "a %s has no single answer: only queries have one", kind)
	}
	return nil
}
