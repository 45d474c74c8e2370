package load

import (
	"context"
	"slices"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// A dataset is what a database says of the data set that it has.
type dataset struct {
	version string
	format  int64
	// edition is the number of the load that made it, loading that of one that is under way or was cut short; 0 is none.
	edition, loading int64
	// counts are how many nodes and edges there were after the load.
	counts []int64
}

// current reports whether the data set was loaded whole, in the layout of today.
func (d *dataset) current() bool {
	return d.version != "" && d.format == layout.Format && d.loading == 0
}

// readDataset returns the data set that the database has, zero if it has none.
func readDataset(ctx context.Context, db *bolt.DB) (d dataset, err error) {
	rows, err := db.Write(ctx, readDatasetStatement, nil)
	if err != nil || len(rows) == 0 {
		return d, err
	}
	r := rows[0]
	d.version, _ = r[0].(string) // whatever others made of it: then it is not current
	d.format, _ = r[1].(int64)
	d.edition, _ = r[2].(int64)
	d.loading, _ = r[3].(int64)
	d.counts = numbers(r[4])
	return d, nil
}

// numbers returns a list of numbers, nil if it is none.
func numbers(value any) []int64 {
	list, _ := value.([]any)
	var all []int64
	for _, v := range list {
		n, ok := v.(int64)
		if !ok {
			return nil
		}
		all = append(all, n)
	}
	return all
}

// altered reports whether somebody added or deleted nodes with our labels, or edges of our types, since the last load.
func (l *loader) altered(ctx context.Context) (bool, error) {
	if !l.before.current() {
		return false, nil
	}
	now, err := readCounts(ctx, l.db.Write)
	return !slices.Equal(now, l.before.counts), err
}

// readCounts returns how many nodes with each of our labels and edges of each of our types there are. The database keeps these
// numbers, and need not count.
func readCounts(ctx context.Context, run bolt.Runner) ([]int64, error) {
	rows, err := run(ctx, countsStatement(), nil)
	if err != nil {
		return nil, err
	}
	return numbers(rows[0][0]), nil
}

// noteCounts has the data set say how many nodes and edges there are now.
func (l *loader) noteCounts(ctx context.Context) error {
	return l.db.Transact(ctx, func(run bolt.Runner) error {
		if err := l.lease.lock(ctx, run, 0); err != nil {
			return err
		}
		counts, err := readCounts(ctx, run)
		if err != nil {
			return err
		}
		_, err = run(ctx, writeDatasetStatement, map[string]any{"p": map[string]any{"_counts": counts}})
		return err
	})
}

// finish has the data set say that it is the facts now.
func (l *loader) finish(ctx context.Context, run bolt.Runner) error {
	counts, err := readCounts(ctx, run)
	if err != nil {
		return err
	}
	d := l.facts.Dataset()
	p := map[string]any{"from": nil, "fromPrecision": nil, "to": nil, "toPrecision": nil, "loading": nil}
	for name, value := range layout.NewDataset(l.facts, &d) {
		p[name] = value
	}
	p["edition"], p["_counts"] = l.lease.edition, counts
	_, err = run(ctx, finishStatement, map[string]any{"p": p})
	return err
}
