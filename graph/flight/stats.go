package flight

// Stats are what a group does at the moment, and has done so far.
type Stats struct {
	Heavy, Light LineStats
	// Kept are the results that are kept, and KeptBytes how much memory they take.
	Kept, KeptBytes uint64
	// Hits and Misses count the questions for results that were kept, and that were not.
	Hits, Misses uint64
}

// LineStats are those of heavy or light computations.
type LineStats struct {
	Running, Waiting int
	// Refused counts those that were not begun.
	Refused uint64
}

// Stats returns what the group does.
func (g *Group) Stats() Stats {
	s := Stats{Heavy: g.line.stats(), Light: g.light.stats(), Hits: g.hits.Load(), Misses: g.misses.Load()}
	s.Heavy.Refused += g.unroomed.Load()
	if g.kept != nil {
		s.Kept, s.KeptBytes = uint64(g.kept.results.EstimatedSize()), g.kept.results.WeightedSize() //nolint:gosec // not negative
	}
	return s
}

// stats returns what is done in a line.
func (l *line) stats() LineStats {
	l.mu.Lock()
	defer l.mu.Unlock()
	return LineStats{l.all - l.free, l.waiting, l.refused}
}
