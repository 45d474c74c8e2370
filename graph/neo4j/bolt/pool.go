package bolt

import (
	"sync/atomic"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/log"
)

// A Pool counts what the driver's pool of connections does. The driver has no numbers of its own, so they are counted from what it
// logs, nothing of which is kept. A pool is safe for concurrent use.
type Pool struct{ connects, failures, waits, timeouts atomic.Int64 }

var _ log.Logger = (*Pool)(nil)

// Connects returns how many connections were begun, Failures how many of them could not be had.
func (p *Pool) Connects() int64 { return p.connects.Load() }

// Failures is described at Connects.
func (p *Pool) Failures() int64 { return p.failures.Load() }

// Waits returns how many statements had to wait for a connection, Timeouts how many of them in vain.
func (p *Pool) Waits() int64 { return p.waits.Load() }

// Timeouts is described at Waits.
func (p *Pool) Timeouts() int64 { return p.timeouts.Load() }

// Infof implements [log.Logger].
func (p *Pool) Infof(name, _, message string, _ ...any) { p.count(name, message) }

// Warnf implements [log.Logger].
func (p *Pool) Warnf(name, _, message string, _ ...any) { p.count(name, message) }

// Debugf implements [log.Logger].
func (*Pool) Debugf(string, string, string, ...any) {}

// Error implements [log.Logger]. Whoever runs a statement is told of its errors.
func (*Pool) Error(string, string, error) {}

// count counts what a message of a part of the driver is about.
func (p *Pool) count(name, message string) {
	if name != log.Pool {
		return
	}
	switch message {
	case "Connecting to %s":
		p.connects.Add(1)
	case "Failed to connect to %s: %s":
		p.failures.Add(1)
	case "Borrow queued":
		p.waits.Add(1)
	case "Borrow time-out":
		p.timeouts.Add(1)
	}
}
