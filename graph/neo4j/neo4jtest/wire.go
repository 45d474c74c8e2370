package neo4jtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// A Wire is a way to a server that faults can be made on.
type Wire struct {
	// URI is the address of the server by this way.
	URI string

	t     testing.TB
	proxy *toxiproxy.Proxy
}

// NewWire returns a wire to a server, until the test ends.
func NewWire(t testing.TB, server *Server) *Wire {
	t.Helper()
	_, address, _ := strings.Cut(server.URI, "://")
	proxy := toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop()), "neo4j", "127.0.0.1:0", address)
	w := &Wire{t: t, proxy: proxy}
	w.Join()
	w.URI = "bolt://" + proxy.Listen
	t.Cleanup(proxy.Stop)
	return w
}

// Cut ends all connections and refuses new ones.
func (w *Wire) Cut() { w.proxy.Stop() }

// Join ends what Cut began.
func (w *Wire) Join() {
	w.t.Helper()
	if err := w.proxy.Start(); err != nil {
		w.t.Fatal(err)
	}
}

// Poison makes a fault in what goes `upstream` or `downstream`, with a value of one attribute; see the documentation of
// Toxiproxy.
func (w *Wire) Poison(toxic, stream, attribute string, value int) {
	w.t.Helper()
	_, err := w.proxy.Toxics.AddToxicJson(strings.NewReader(
		fmt.Sprintf(`{"type": %q, "stream": %q, "attributes": {%q: %d}}`, toxic, stream, attribute, value)))
	if err != nil {
		w.t.Fatal(err)
	}
}

// Heal ends all faults.
func (w *Wire) Heal() { w.proxy.Toxics.ResetToxics(context.Background()) }
