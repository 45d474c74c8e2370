package neo4j

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// format is the number of the way in which facts are written. It changes with every change that a reader, or a load of the
// same facts, has to know of.
const format = 2

// leaseTime is how long a loader that died keeps others from loading.
const leaseTime = 20 * time.Second

// LoadOptions say how to load.
type LoadOptions struct {
	// DryRun only works out what a load would change.
	DryRun bool
	// Keep removes nothing: what the database has and the facts do not say stays, and is part of the data set.
	Keep bool
	// Check, where it is not nil, says what is wrong with the facts together with what is kept.
	Check func(*alliance.Facts) error
	// Progress, where it is not nil, is called with how many things of how many are written.
	Progress func(done, of int)
	// Waiting, where it is not nil, is called once when another loader is at work, with who that is. The load begins when
	// the other is done, or dead for 20 seconds.
	Waiting func(owner string)

	// lease and size stand for leaseTime and writeSize, where they are not zero.
	lease time.Duration
	size  int
}

// Load makes the data set of the database exactly what the facts say, in the way that the package comment describes, and
// reports what that changed. It may be called again after any error; the database is then as it was before, or as it
// should be, for everyone who reads it.
func (db *DB) Load(ctx context.Context, f *alliance.Facts, o LoadOptions) (*Report, error) {
	o.lease, o.size = cmp.Or(o.lease, leaseTime), cmp.Or(o.size, writeSize)
	l := &loader{db: db, options: o, seen: "readers have what they had"}
	report, err := l.load(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("load into neo4j at %s: %w (%s)", db.config.URI, err, l.seen)
	}
	return report, nil
}

// A loader loads facts.
type loader struct {
	db      *DB
	options LoadOptions
	lease   *lease
	// altered is the generation that has the version of the facts, but not, or not only, what was loaded with it; or 0.
	altered int64
	// seen says what readers see, should the load fail now.
	seen string
}

// load loads facts, under the lease unless nothing is to be written.
func (l *loader) load(ctx context.Context, f *alliance.Facts) (*Report, error) {
	done, err := l.loaded(ctx, f)
	if done != nil || err != nil {
		return done, err
	}
	if l.options.DryRun {
		return l.dryRun(ctx, f)
	}
	if err := l.prepare(ctx); err != nil {
		return nil, err
	}
	if l.lease, err = l.db.acquire(ctx, l.options.lease, l.options.Waiting); err != nil {
		return nil, err
	}
	held, release := l.lease.hold(ctx)
	defer release()
	report, err := l.write(held, f)
	if lost := context.Cause(held); err != nil && (errors.Is(lost, ErrLeaseLost) || errors.Is(lost, errSilent)) {
		return nil, lost
	}
	return report, err
}

// dryRun returns the report of a load that is not done.
func (l *loader) dryRun(ctx context.Context, f *alliance.Facts) (*Report, error) {
	now, err := l.current(ctx)
	if err != nil {
		return nil, err
	}
	if f, err = l.kept(ctx, f, now.gen); err != nil {
		return nil, err
	}
	return l.compare(ctx, f, now.gen)
}

// kept returns the facts with what is to be kept.
func (l *loader) kept(ctx context.Context, f *alliance.Facts, current int64) (*alliance.Facts, error) {
	if !l.options.Keep || current == 0 {
		return f, nil
	}
	f, err := l.merged(ctx, f)
	if err != nil || l.options.Check == nil {
		return f, err
	}
	if err := l.options.Check(f); err != nil {
		return nil, fmt.Errorf("the facts do not go together with what is kept: %w (load without --keep, or mend them)", err)
	}
	return f, nil
}

// loaded returns the report of a load that has nothing to do, nil where there is something to do.
func (l *loader) loaded(ctx context.Context, f *alliance.Facts) (*Report, error) {
	now, err := l.current(ctx)
	if err != nil || now.gen == 0 || l.options.Keep {
		return nil, err
	}
	d := f.Dataset()
	if now.version != d.Version {
		return nil, nil
	}
	whole, err := l.whole(ctx, now, f, d)
	if err != nil {
		return nil, err
	}
	if !whole {
		// If another loader is at work, the generation is no longer the current one by the time that something is written.
		l.altered = now.gen
		return nil, nil
	}
	left, err := l.leftovers(ctx, now.gen)
	if err != nil || len(left) > 0 && !l.options.DryRun {
		return nil, err
	}
	return &Report{Version: now.version, Unchanged: true}, nil
}

// whole reports whether a database has the nodes and edges that a load of the facts, which the data set describes, writes.
func (l *loader) whole(ctx context.Context, now current, f *alliance.Facts, d alliance.Dataset) (bool, error) {
	if now.format != format || !now.labelled {
		return false, nil
	}
	want := newFingerprint()
	want.addFacts(f, d)
	differs, err := want.differs(ctx, l.db.write, now.gen)
	return !differs, err
}

// A current is the data set that the database has: its version, its generation (0: none), how it was written, and whether
// the nodes that say so and have the lease have their labels.
type current struct {
	version     string
	gen, format int64
	labelled    bool
}

// current returns the data set that the database has.
func (l *loader) current(ctx context.Context) (now current, err error) {
	rows, err := l.db.write(ctx, currentStatement, nil)
	if err != nil || len(rows) == 0 {
		return now, err
	}
	now.version, _ = rows[0][0].(string)
	if gen, ok := rows[0][1].(int64); ok && gen > 0 { // otherwise no loader wrote it, and nobody can read anything
		now.gen = gen
	}
	now.format, _ = rows[0][2].(int64)
	now.labelled, _ = rows[0][3].(bool)
	return now, nil
}

// leftovers returns generations other than the current one, of which loads that were cut short left nodes.
func (l *loader) leftovers(ctx context.Context, current int64) ([]record, error) {
	return l.db.write(ctx, leftoversStatement, map[string]any{"current": current})
}

// compare returns how a generation differs from the facts.
func (l *loader) compare(ctx context.Context, f *alliance.Facts, gen int64) (*Report, error) {
	have := map[string]*stored{}
	if gen > 0 {
		rows, err := l.db.write(ctx, digestsStatement, map[string]any{"gen": gen})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			s := &stored{label: r[0].(string)}
			s.typ, _ = r[1].(string) // whatever others made of it: then it counts as changed
			s.digest, _ = r[3].(int64)
			have[r[2].(string)] = s
		}
	}
	report := compare(have, f)
	report.Version, report.Altered = f.Dataset().Version, gen > 0 && gen == l.altered
	return report, nil
}

// prepare makes the constraint and the indexes.
func (l *loader) prepare(ctx context.Context) error {
	others, err := l.db.write(ctx, othersStatement, nil)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return fmt.Errorf("neo4j: constraint %v of others on %v.%v does not let old and new facts be there side by side: drop it, or load into another database",
			others[0]...)
	}
	for _, s := range append(schemaStatements(), awaitStatement) {
		if _, err := l.db.write(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// write makes the database what the facts say: it writes a new generation, makes it the current one, and deletes the old
// one.
func (l *loader) write(ctx context.Context, f *alliance.Facts) (*Report, error) {
	now, err := l.current(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.deleteAll(ctx, straysStatement, map[string]any{"limit": dropSize}); err != nil {
		return nil, err
	}
	if err := l.clean(ctx, now.gen); err != nil {
		return nil, err
	}
	if f, err = l.kept(ctx, f, now.gen); err != nil {
		return nil, err
	}
	report, err := l.compare(ctx, f, now.gen)
	if err != nil {
		return nil, err
	}
	if now.gen > 0 && report.Version == now.version && now.format == format && now.gen != l.altered {
		report.Unchanged = true
		return report, nil
	}
	gen, err := l.generation(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.writeAll(ctx, f, gen); err != nil {
		return nil, err
	}
	if err := l.flip(ctx, gen); err != nil {
		return nil, err
	}
	if err := l.clean(ctx, gen); err != nil {
		return nil, err
	}
	return report, nil
}

// clean deletes what loads that were cut short left.
func (l *loader) clean(ctx context.Context, current int64) error {
	for {
		left, err := l.leftovers(ctx, current)
		if err != nil || len(left) == 0 {
			return err
		}
		for _, r := range left {
			if err := l.deleteAll(ctx, dropStatement, map[string]any{"gen": r[0], "limit": dropSize}); err != nil {
				return err
			}
		}
	}
}

// deleteAll runs a statement that deletes some nodes, and returns how many, until none are left.
func (l *loader) deleteAll(ctx context.Context, cypher string, params map[string]any) error {
	for {
		rows, err := l.lease.write(ctx, cypher, params)
		if err != nil || rows[0][0].(int64) == 0 {
			return err
		}
	}
}

// generation returns the number of a new generation.
func (l *loader) generation(ctx context.Context) (int64, error) {
	rows, err := l.lease.write(ctx, generationStatement, nil)
	if err != nil {
		return 0, err
	}
	return rows[0][0].(int64), nil
}

// writeAll writes a generation, which nobody sees yet.
func (l *loader) writeAll(ctx context.Context, f *alliance.Facts, gen int64) error {
	d := f.Dataset()
	done, of := 0, d.Actors+d.Conflicts+d.Sources+d.Relations+d.Events+d.Counts.Evidence
	w := newWriter(l.db.write, gen, l.options.size, func(n int) {
		if done += n; l.options.Progress != nil {
			l.options.Progress(done, of)
		}
	})
	for n := range nodes(f) {
		if err := w.add(ctx, n); err != nil {
			return err
		}
	}
	if err := w.close(ctx); err != nil {
		return err
	}
	p := datasetProperties(f, d)
	p["gen"] = gen
	_, err := l.db.write(ctx, datasetStatement, map[string]any{"dataset": map[string]any(p)})
	return err
}

// datasetProperties returns the properties of the node that describes a data set, loaded now.
func datasetProperties(f *alliance.Facts, d alliance.Dataset) properties {
	p := properties{
		"id": "/dataset", "format": format, "version": d.Version, "loadedAt": time.Now().UTC(), "texts": textsDigest(f),
		"actors": d.Actors, "relations": d.Relations, "events": d.Events, "conflicts": d.Conflicts, "sources": d.Sources,
		"evidence": d.Counts.Evidence, "collections": encodeJSON(d.Collections), "coverage": encodeJSON(d.Coverage),
	}
	putDate(p, "from", d.From)
	putDate(p, "to", d.To)
	return p
}

// flip makes a generation the current one, where the lease is still there.
func (l *loader) flip(ctx context.Context, gen int64) error {
	l.seen = "readers have what they had, or all of the new facts; load again"
	_, err := l.lease.write(ctx, flipStatement, map[string]any{"gen": gen})
	if err == nil {
		l.seen = "readers have the new facts; load again, to delete the old ones"
	}
	return err
}

// textsDigest returns a digest of all texts that can be searched for.
func textsDigest(f *alliance.Facts) string {
	var b []byte
	for _, a := range f.Actors {
		b = appendTexts(b, a.ID, a.Name, string(a.Description))
		b = appendTexts(b, a.Aliases...)
	}
	for _, e := range f.Events {
		b = appendTexts(b, e.ID, e.Title, string(e.Description), string(e.Mode))
		if e.Place != nil {
			b = appendTexts(b, e.Place.Name)
		}
	}
	for _, c := range f.Conflicts {
		b = appendTexts(b, c.ID, c.Name, string(c.Description))
	}
	for _, s := range f.Sources {
		b = appendTexts(b, s.ID, s.Title, string(s.Publisher))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:16])
}

// write runs a statement that may write, in a transaction of its own.
func (db *DB) write(ctx context.Context, cypher string, params map[string]any) ([]record, error) {
	return query(ctx, db, neo4j.ExecuteQueryWithWritersRouting(), cypher, params)
}

// transact has work run statements in one transaction, again from the start where the driver retries it.
func (db *DB) transact(ctx context.Context, work func(runner) error) error {
	session := db.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: db.config.Database, BookmarkManager: *db.bookmarks.Load()})
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(func(ctx context.Context, cypher string, params map[string]any) ([]record, error) {
			if db.config.Trace != nil {
				db.config.Trace(cypher)
			}
			result, err := tx.Run(ctx, cypher, params)
			if err != nil {
				return nil, err
			}
			var rows []record
			for result.Next(ctx) {
				rows = append(rows, result.Record().Values)
			}
			return rows, result.Err()
		})
	}, limitTo(ctx)...)
	if errors.Is(err, ErrLeaseLost) {
		return errors.Join(ErrLeaseLost, session.Close(ctx))
	}
	return errors.Join(explain(ctx, err), session.Close(ctx))
}
