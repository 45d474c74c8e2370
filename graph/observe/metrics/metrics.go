// Package metrics counts what a server does, for Prometheus. What clients choose, such as the names of their operations, is bounded:
// a scrape has at most so many series, whatever is sent.
package metrics

import (
	"net/http"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"entente/graph/observe/record"
)

const (
	// maxOperations is the maximum number of names of operations that are told apart: those that are first asked for often.
	maxOperations = 100
	// often is how many requests make a name one of them: a stranger who makes names up needs so many for each place.
	often = 10
	// maxCounted is the maximum number of names of which it is counted how often they were asked for.
	maxCounted = 1_000
	// maxCodes is the maximum number of codes of errors that are told apart; the schema lists fewer.
	maxCodes = 50
	// other stands for all that is not told apart.
	other = "other"
)

// Metrics are what a server counts. They are safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	make     promauto.Factory

	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	operations *prometheus.CounterVec
	answers    *prometheus.HistogramVec
	errors     *prometheus.CounterVec
	cost       prometheus.Histogram
	kept       *prometheus.CounterVec
	calls      *prometheus.HistogramVec
	failures   *prometheus.CounterVec

	names, codes *names

	mu     sync.RWMutex
	series map[labels]*series
}

// latencies are the upper bounds of the buckets of durations, in seconds: from an answer that is kept to the deadline.
func latencies() []float64 {
	return []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
}

// New returns metrics in which nothing is counted yet but what the Go runtime and the operating system tell of the process.
func New() *Metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	f := promauto.With(registry)
	m := &Metrics{
		registry: registry, make: f, names: newNames(maxOperations, often), codes: newNames(maxCodes, 1), series: map[labels]*series{},
		requests: f.NewCounterVec(prometheus.CounterOpts{
			Name: "entente_http_requests_total", Help: "Requests that were answered, by the route that did.",
		}, []string{"route", "method", "status"}),
		seconds: f.NewHistogramVec(prometheus.HistogramOpts{
			Name: "entente_http_request_duration_seconds", Help: "How long requests took until their answers were written, other than streams.",
			Buckets: latencies(),
		}, []string{"route"}),
		operations: f.NewCounterVec(prometheus.CounterOpts{
			Name: "entente_graphql_operations_total", Help: "GraphQL operations, by the code of the first error in the answer, or OK.",
		}, []string{"operation", "kind", "code"}),
		answers: f.NewHistogramVec(prometheus.HistogramOpts{
			Name: "entente_graphql_duration_seconds", Help: "How long queries took until their answers were written.",
			Buckets: latencies(),
		}, []string{"operation"}),
		errors: f.NewCounterVec(prometheus.CounterOpts{
			Name: "entente_graphql_errors_total", Help: "Errors in GraphQL answers, all of each.",
		}, []string{"code"}),
		cost: f.NewHistogram(prometheus.HistogramOpts{
			Name: "entente_graphql_cost", Help: "What was charged for GraphQL operations.",
			Buckets: prometheus.ExponentialBuckets(10, 10, 6),
		}),
		kept: f.NewCounterVec(prometheus.CounterOpts{
			Name: "entente_kept_answers_requests_total", Help: "Queries that were answered by what was kept (hit) or run (miss).",
		}, []string{"result"}),
		calls: f.NewHistogramVec(prometheus.HistogramOpts{
			Name: "entente_store_call_duration_seconds", Help: "How long calls of the store took.",
			Buckets: append([]float64{.000001, .00001}, latencies()...),
		}, []string{"store", "method"}),
		failures: f.NewCounterVec(prometheus.CounterOpts{
			Name: "entente_store_call_failures_total", Help: "Calls of the store that returned an error.",
		}, []string{"store", "method"}),
	}
	m.addBuild()
	return m
}

// addBuild adds which build this is.
func (m *Metrics) addBuild() {
	labels := prometheus.Labels{"version": "unknown", "goversion": "unknown", "revision": "unknown"}
	if info, ok := debug.ReadBuildInfo(); ok {
		labels["version"], labels["goversion"] = info.Main.Version, info.GoVersion
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				labels["revision"] = s.Value
			}
		}
	}
	m.make.NewGauge(prometheus.GaugeOpts{
		Name: "entente_build_info", Help: "Always 1; the labels say which build this is.", ConstLabels: labels,
	}).Set(1)
}

// Handler returns the handler for scrapes.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{Registry: m.registry, MaxRequestsInFlight: 4})
}

// TellApart has the operations with these names be told apart, and no others. Without it, the first hundred are that clients send often.
// It must be called before any is counted.
func (m *Metrics) TellApart(operations ...string) { m.names = newNames(0, often, operations...) }

// Gauge adds a gauge whose value is asked for at each scrape. Labels are pairs of a name and a value. A name must be added only once
// with the same labels.
func (m *Metrics) Gauge(name, help string, value func() float64, labels ...string) {
	m.make.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: paired(labels)}, value)
}

// Counter adds a counter whose value is asked for at each scrape, and never falls. Labels are as those of [Metrics.Gauge].
func (m *Metrics) Counter(name, help string, value func() float64, labels ...string) {
	m.make.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help, ConstLabels: paired(labels)}, value)
}

// paired returns pairs of a name and a value as labels.
func paired(list []string) prometheus.Labels {
	labels := prometheus.Labels{}
	for pair := range slices.Chunk(list, 2) {
		labels[pair[0]] = pair[1]
	}
	return labels
}

// Request counts a request that was answered with a status.
func (m *Metrics) Request(f *record.Facts, method string, status int, took time.Duration) {
	s := m.of(m.labelsOf(f, method, status))
	s.requests.Inc()
	if !f.Stream {
		s.seconds.Observe(took.Seconds())
	}
	if s.operations == nil {
		return
	}
	s.operations.Inc()
	if s.kept != nil {
		s.kept.Inc()
		s.answers.Observe(took.Seconds())
	}
	if f.Cost > 0 {
		m.cost.Observe(float64(f.Cost))
	}
	for _, code := range f.Codes {
		m.errors.WithLabelValues(m.codes.label(code)).Inc()
	}
}

// Info adds a gauge that is always 1, whose labels have values that are asked for at each scrape.
func (m *Metrics) Info(name, help string, labels []string, values func() []string) {
	m.registry.MustRegister(&info{prometheus.NewDesc(name, help, labels, nil), values})
}

// An info is what [Metrics.Info] adds.
type info struct {
	desc   *prometheus.Desc
	values func() []string
}

// Describe implements [prometheus.Collector].
func (i *info) Describe(to chan<- *prometheus.Desc) { to <- i.desc }

// Collect implements [prometheus.Collector].
func (i *info) Collect(to chan<- prometheus.Metric) {
	to <- prometheus.MustNewConstMetric(i.desc, prometheus.GaugeValue, 1, i.values()...)
}
