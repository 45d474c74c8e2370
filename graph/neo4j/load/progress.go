package load

import "sync"

// A Phase is what a load is doing.
type Phase string

// The phases, in their order. Checking is there only if everything is compared.
const (
	Reading  Phase = "reading"
	Checking Phase = "checking"
	Writing  Phase = "writing"
	Deleting Phase = "deleting"
)

// A Progress is how far a phase is: how many things of how many are done.
type Progress struct {
	Phase    Phase
	Done, Of int
}

// A meter counts what is done in a phase; it is safe for concurrent use.
type meter struct {
	mu   sync.Mutex
	now  Progress
	show func(Progress)
}

// meter returns a meter for a phase.
func (l *loader) meter(phase Phase, of int) *meter {
	m := &meter{now: Progress{Phase: phase, Of: of}, show: l.options.Progress}
	m.add(0)
	return m
}

// add adds to what is done.
func (m *meter) add(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now.Done = min(m.now.Done+n, m.now.Of)
	if m.show != nil && m.now.Of > 0 {
		m.show(m.now)
	}
}
