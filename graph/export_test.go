package graph

import "net/http"

// ByGqlgen returns a handler like [NewHandler] does, in which gqlgen resolves all fields.
func ByGqlgen(f Facts) http.Handler { return newServer(f, Deadline) }
