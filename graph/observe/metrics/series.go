package metrics

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"entente/graph/observe/record"
)

// labels are those of a request.
type labels struct {
	route, method         string
	status                int
	operation, kind, code string
	kept                  bool
}

// labelsOf returns the labels of a request, all of which are bounded.
func (m *Metrics) labelsOf(f *record.Facts, method string, status int) labels {
	l := labels{route: f.Route, method: method, status: status}
	if f.Kind == "" && len(f.Codes) == 0 { // not a question in GraphQL
		return l
	}
	l.kind, l.code, l.kept = f.Kind, "OK", f.Kept
	l.operation = m.names.label(f.Name)
	if len(f.Codes) > 0 {
		l.code = m.codes.label(f.Codes[0])
	}
	return l
}

// A series is what is counted of requests that have the same labels; what is not counted of them is nil.
type series struct {
	requests, operations, kept prometheus.Counter
	seconds, answers           prometheus.Observer
}

// of returns the series of labels. That it is found at once, instead of once for each label, is most of what counting would take.
func (m *Metrics) of(l labels) *series {
	m.mu.RLock()
	s := m.series[l]
	m.mu.RUnlock()
	if s != nil {
		return s
	}
	s = m.newSeries(l)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.series[l] = s
	return s
}

// newSeries returns the series of labels.
func (m *Metrics) newSeries(l labels) *series {
	s := &series{
		requests: m.requests.WithLabelValues(l.route, l.method, strconv.Itoa(l.status)),
		seconds:  m.seconds.WithLabelValues(l.route),
	}
	if l.code == "" {
		return s
	}
	s.operations = m.operations.WithLabelValues(l.operation, l.kind, l.code)
	if l.kind == "query" {
		s.answers = m.answers.WithLabelValues(l.operation)
		s.kept = m.kept.WithLabelValues(map[bool]string{true: "hit", false: "miss"}[l.kept])
	}
	return s
}
