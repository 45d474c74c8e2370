package live

import (
	"context"
	"fmt"
	"iter"
	"time"

	"entente/graph/alliance"
	"entente/loader/facts"
	"entente/loader/watch"
)

// leastSlow is how long reading edited files may take at least before it is reported, slower how many times as long as the
// first reading took.
const (
	leastSlow = 30 * time.Second
	slower    = 4
)

// A watching reads files whenever they are edited. It does so in a goroutine of its own, as the file system may not answer: then
// neither what follows it nor the end of the process waits.
type watching struct {
	news <-chan news
	end  context.CancelFunc
	// slow is how long reading may take before it is reported.
	slow time.Duration
}

// A news is that files are being edited, or what was read of them since.
type news struct {
	edited   bool
	found    *alliance.Facts
	warnings facts.Problems
	err      error
}

// watchFiles begins to read the data set at the paths, until end is called.
func watchFiles(ctx context.Context, o FileOptions, paths []string) *watching {
	ctx, end := context.WithCancel(context.WithoutCancel(ctx)) // the first reading is not cut short
	all := make(chan news)
	send := func(n news) bool {
		select {
		case all <- n:
			return true
		case <-ctx.Done():
			return false
		}
	}
	go func() {
		defer close(all)
		var warnings facts.Problems
		r := o.reader(func(p facts.Problem) { warnings = append(warnings, p) })
		for found, err := range watch.Dirs(ctx, r, func() { send(news{edited: true}) }, paths...) {
			if !send(news{found: found, warnings: warnings, err: err}) {
				return
			}
			warnings = nil
		}
	}()
	return &watching{news: all, end: end, slow: leastSlow}
}

// first returns what was read first. It is not ok if the context is done before that.
func (w *watching) first(ctx context.Context) (n news, ok bool) {
	begun := time.Now()
	select {
	case n, ok = <-w.news:
		w.slow = max(leastSlow, slower*time.Since(begun))
	case <-ctx.Done():
	}
	return n, ok
}

// all yields what is read from then on, until the context is done, and notes the warnings about it in a log. If files have been
// edited, and reading them takes too long, it yields an error that says so.
func (w *watching) all(ctx context.Context, log *warningLog) iter.Seq2[*alliance.Facts, error] {
	return func(yield func(*alliance.Facts, error) bool) {
		late := time.NewTimer(w.slow)
		late.Stop()
		defer late.Stop()
		for {
			var n news
			select {
			case <-ctx.Done():
				return
			case <-late.C:
				n.err = fmt.Errorf("the files were edited, and have not been read for %s since: a disk or network file system does not answer, or there is much more to read than before", w.slow)
			case next, ok := <-w.news:
				if !ok {
					return
				}
				if next.edited {
					late.Reset(w.slow)
					continue
				}
				late.Stop()
				n = next
			}
			for _, warning := range n.warnings {
				log.note(warning)
			}
			if !yield(n.found, n.err) {
				return
			}
		}
	}
}
