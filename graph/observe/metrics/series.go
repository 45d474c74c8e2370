package metrics

import (
	"strconv"
	"strings"
	"sync"

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

// names are texts of which so many are told apart.
type names struct {
	mu    sync.RWMutex
	most  int
	known map[string]string
}

// newNames returns names of which the given ones are told apart, and of others the most that come first.
func newNames(most int, given ...string) *names {
	n := &names{most: most, known: map[string]string{"": ""}}
	for _, name := range given {
		n.known[name] = name
	}
	return n
}

// label returns the label of a name: itself, or [other]. It keeps nothing of the memory of what it is called with.
func (n *names) label(name string) string {
	name = record.CutName(name)
	n.mu.RLock()
	label, known := n.known[name]
	full := n.most == 0
	n.mu.RUnlock()
	switch {
	case known:
		return label
	case full:
		return other
	}
	return n.add(name)
}

// add adds a name, if there may be more.
func (n *names) add(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	if label, known := n.known[name]; known {
		return label
	}
	if n.most == 0 {
		return other
	}
	n.most--
	name = strings.ToValidUTF8(strings.Clone(name), "?")
	n.known[name] = name
	return name
}
