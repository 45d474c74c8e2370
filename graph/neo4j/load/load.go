// Package load writes facts into Neo4j, laid out as package layout says. A load changes, in place, what differs from the
// facts: digests tell what that is, and whatever is other people's stays.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
)

// leaseTime is how long a loader that died keeps others from loading.
const leaseTime = 20 * time.Second

// Options say how to load.
type Options struct {
	// DryRun only works out what a load would change.
	DryRun bool
	// Verify reads all that the database has of ours and compares it with the facts, instead of trusting the digests.
	Verify bool
	// Kept, if it is not nil, has a load remove nothing: it returns all facts of the database, and what the new facts do not
	// say stays, and is part of the data set.
	Kept func(context.Context) (*alliance.Facts, error)
	// Check, if it is not nil, says what is wrong with the facts together with what is kept.
	Check func(*alliance.Facts) error
	// Progress, if it is not nil, is called, not at the same time from several goroutines, with how far the load is.
	Progress func(Progress)
	// Waiting, if it is not nil, is called when another loader is at work, with who that is; again if that changes. The load
	// begins when the other is done, or dead for 20 seconds.
	Waiting func(owner string)

	// lease, bound and batch stand for leaseTime, boundOfOne and batchSize if they are not zero.
	lease        time.Duration
	bound, batch int
}

// Load makes the data set of the database exactly what the facts say, and reports what that changed. What fits one
// transaction is done in one, of which readers see all or nothing; everything else in many, during which they are told that facts
// are being loaded. It may be called again after any error, and goes on where it was.
func Load(ctx context.Context, db *bolt.DB, f *alliance.Facts, o Options) (*Report, error) {
	o.lease, o.bound, o.batch = cmp.Or(o.lease, leaseTime), cmp.Or(o.bound, boundOfOne), cmp.Or(o.batch, batchSize)
	l := &loader{db: db, options: o, given: f, facts: f, report: &Report{}, outcome: "readers have what they had"}
	err := l.load(ctx)
	if errors.Is(err, bolt.ErrSchema) {
		err = fmt.Errorf("%w (drop what is in the way, or load into another database)", err)
	}
	if err != nil {
		return nil, fmt.Errorf("load into neo4j at %s: %w (%s)", db.URI(), err, l.outcome)
	}
	return l.report, nil
}

// A loader loads facts.
type loader struct {
	db      *bolt.DB
	options Options
	// given are the facts to load; facts are those with what is kept.
	given, facts *alliance.Facts

	report *Report
	lease  *lease
	before dataset
	// deep has everything compared, since somebody altered the database or may have.
	deep bool
	// outcome says what readers see, should the load fail now.
	outcome string
}

// load loads facts, under the lease unless nothing is to be written.
func (l *loader) load(ctx context.Context) error {
	if err := l.look(ctx); err != nil {
		return err
	}
	if l.done() {
		return nil
	}
	if err := closed(l.given); err != nil {
		return err
	}
	if l.options.DryRun {
		_, err := l.compare(ctx)
		return err
	}
	if err := l.makeSchema(ctx, bookkeeping); err != nil {
		return err
	}
	lease, err := acquire(ctx, l.db, l.options)
	if err != nil {
		return err
	}
	l.lease = lease
	held, release := lease.hold(ctx)
	err = l.write(held)
	if lost := context.Cause(held); err != nil && (errors.Is(lost, ErrLeaseLost) || errors.Is(lost, errSilent)) {
		err = lost
	}
	if warning := release(); warning != nil {
		l.warn("give the lease back (it runs out by itself)", warning)
	}
	return err
}

// look finds out what the database has, completes the facts with what is kept, and decides how closely to compare.
func (l *loader) look(ctx context.Context) (err error) {
	if l.before, err = readDataset(ctx, l.db); err != nil {
		return err
	}
	if err := l.keep(ctx); err != nil {
		return err
	}
	altered, err := l.altered(ctx)
	l.deep = l.options.Verify || altered
	l.report.Version = l.facts.Dataset().Version
	return err
}

// done reports whether there is nothing to do.
func (l *loader) done() bool {
	d := l.before
	l.report.Unchanged = d.current() && d.version == l.report.Version && !l.deep
	return l.report.Unchanged
}

// compare returns what is to be written, and reports it.
func (l *loader) compare(ctx context.Context) (*plan, error) {
	p, err := l.plan(ctx)
	if err != nil {
		return nil, err
	}
	l.report.Altered = l.deep && l.before.current() && l.before.version == l.report.Version && !p.empty()
	return p, l.tell(ctx, p)
}

// write makes the database what the facts say. Others may have loaded while the lease was waited for.
func (l *loader) write(ctx context.Context) error {
	if err := l.look(ctx); err != nil || l.done() {
		return err
	}
	if err := l.dropOld(ctx); err != nil {
		return err
	}
	if err := l.makeSchema(ctx, constraints); err != nil {
		return err
	}
	p, err := l.compare(ctx)
	if err != nil {
		return err
	}
	if l.deep && p.empty() && l.before.current() && l.before.version == l.report.Version {
		l.report.Unchanged = true
		return l.noteCounts(ctx)
	}
	if err := l.apply(ctx, p); err != nil {
		return err
	}
	l.outcome = "readers have the new facts"
	return l.finishSchema(ctx)
}

// apply writes what is to be written, in one transaction if it fits.
func (l *loader) apply(ctx context.Context, p *plan) error {
	if p.size() <= l.options.bound {
		err := l.applyAtOnce(ctx, p)
		if !errors.Is(err, bolt.ErrMemory) {
			return err
		}
	}
	return l.applyInBatches(ctx, p)
}

// warn reports something that went wrong and does no harm.
func (l *loader) warn(doing string, err error) {
	l.report.Warnings = append(l.report.Warnings, fmt.Sprintf("%s: %v", doing, err))
}
