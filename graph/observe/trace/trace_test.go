package trace_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"entente/graph/observe/trace"
)

// A received is a request to a collector.
type received = *collector.ExportTraceServiceRequest

// A collecting server takes spans by gRPC.
type collecting struct {
	collector.UnimplementedTraceServiceServer
	got chan received
}

// Export implements the service.
func (c collecting) Export(_ context.Context, r received) (*collector.ExportTraceServiceResponse, error) {
	c.got <- r
	return &collector.ExportTraceServiceResponse{}, nil
}

// overHTTP returns the address of a collector of spans by HTTP.
func overHTTP(t *testing.T, got chan received) string {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		message := &collector.ExportTraceServiceRequest{}
		if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(body, message) != nil {
			t.Errorf("%s: %v, %d bytes", r.URL, err, len(body))
		}
		got <- message
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// overGRPC returns the address of a collector of spans by gRPC.
func overGRPC(t *testing.T, got chan received) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	collector.RegisterTraceServiceServer(server, collecting{got: got})
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return "http://" + listener.Addr().String()
}

// TestSend checks that spans arrive in either protocol when the provider is closed, from the service that the environment names.
func TestSend(t *testing.T) {
	for protocol, start := range map[string]func(*testing.T, chan received) string{"": overHTTP, "http/protobuf": overHTTP, "grpc": overGRPC} {
		t.Run(protocol, func(t *testing.T) {
			got := make(chan received, 1)
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", start(t, got))
			t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)
			t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
			if protocol == "grpc" {
				t.Setenv("OTEL_SERVICE_NAME", "mine")
			}
			p, err := trace.Open(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, span := p.Tracer().Start(t.Context(), "query")
			span.End()
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			if err := p.Close(ctx); err != nil {
				t.Fatal(err)
			}
			of := (<-got).ResourceSpans[0]
			text := of.Resource.String()
			name := map[bool]string{true: `"mine"`, false: `"entente"`}[protocol == "grpc"]
			if of.ScopeSpans[0].Spans[0].Name != "query" || !strings.Contains(text, name) || !strings.Contains(text, `"deployment.environment.name"`) {
				t.Errorf("received %s", of)
			}
		})
	}
}

// TestOff checks that nothing is sent unless the environment says where to, and in which way.
func TestOff(t *testing.T) {
	for _, test := range []struct {
		environment map[string]string
		on, wrong   bool
	}{
		{},
		{environment: map[string]string{"OTEL_SERVICE_NAME": "a", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://127.0.0.1:1"}},
		{environment: map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:1/v1/traces"}, on: true},
		{environment: map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}},
		{environment: map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER": "none"}},
		{environment: map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json"}, wrong: true},
	} {
		t.Run("", func(t *testing.T) {
			for name, value := range test.environment {
				t.Setenv(name, value)
			}
			p, err := trace.Open(t.Context())
			if (p.Tracer() != nil) != test.on || (err != nil) != test.wrong {
				t.Errorf("%v: tracer %v, %v", test.environment, p.Tracer(), err)
			}
			if err := p.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}
