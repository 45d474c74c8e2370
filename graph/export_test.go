package graph

import (
	"net/http"

	"entente/graph/network"
)

// ByGqlgen returns a handler like [NewHandler] does, in which gqlgen resolves all fields.
func ByGqlgen(f Facts) http.Handler { return newServer(f, Deadline) }

// KeptSize returns how many bytes a partition takes, or a negative number if it is not kept.
func KeptSize(p *network.Partition) int { return keptSize(p) }
