package factfile

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// A job is a piece of a file that is being read, or the end of a table.
type job struct {
	file int
	// result receives the piece when it has been read; nil at the end of a table.
	result chan Parsed
	// table reports whether the file is a table; bytes is how much of the file was read for the piece.
	table bool
	bytes int64
}

// A pipeline cuts files into pieces and reads these in parallel, while the results are taken in order.
type pipeline struct {
	files []File
	size  int
	jobs  chan job
	// stopped is closed when no more results will be taken.
	stopped chan struct{}
	workers errgroup.Group
	// readers has the plainReaders that are not in use.
	readers sync.Pool
}

// read is [Read] with pieces of the given size.
func read(files []File, size int, take func(int, Parsed), progress func(int64)) error {
	p := &pipeline{files: files, size: size, jobs: make(chan job, 2*runtime.GOMAXPROCS(0)), stopped: make(chan struct{})}
	p.workers.SetLimit(runtime.GOMAXPROCS(0))
	failed := make(chan error, 1)
	go func() {
		failed <- p.cut()
		close(p.jobs)
	}()
	err := p.take(take, progress)
	close(p.stopped)
	for range p.jobs { // until nothing is cut any more
	}
	_ = p.workers.Wait() // no piece returns an error
	if cut := <-failed; err == nil {
		err = cut
	}
	return err
}

// cut cuts all files.
func (p *pipeline) cut() error {
	for i, f := range p.files {
		add := func(c piece, bytes int64) bool { return p.add(i, c, bytes) }
		if !IsTable(f.Name) {
			if err := f.cutText(i, p.size, add); err != nil {
				return err
			}
			continue
		}
		if err := f.cutTable(p.size, add); err != nil {
			return err
		}
		if !p.send(job{file: i}) {
			return nil
		}
	}
	return nil
}

// add begins to read a piece, and reports whether more are wanted.
func (p *pipeline) add(file int, c piece, bytes int64) bool {
	j := job{file, make(chan Parsed, 1), IsTable(p.files[file].Name), bytes}
	if !p.send(j) {
		return false
	}
	p.workers.Go(func() error {
		plain, ok := p.readers.Get().(*plainReader)
		if !ok {
			plain = newPlainReader()
		}
		j.result <- c.read(plain)
		p.readers.Put(plain)
		return nil
	})
	return true
}

// send sends a job to be taken, and reports whether more are wanted.
func (p *pipeline) send(j job) bool {
	select {
	case p.jobs <- j:
		return true
	case <-p.stopped:
		return false
	}
}

// take takes the results in order.
func (p *pipeline) take(take func(int, Parsed), progress func(int64)) error {
	var done int64
	t := tableTaker{files: p.files, stray: map[int]bool{}}
	for j := range p.jobs {
		done += j.bytes
		if j.result == nil {
			t = tableTaker{files: p.files, stray: map[int]bool{}}
			continue
		}
		complete := p.files[j.file].complete
		if j.table {
			complete = t.complete
		}
		part, err := complete(j.file, <-j.result)
		if err != nil {
			return err
		}
		take(j.file, part)
		if progress != nil {
			progress(done)
		}
	}
	return nil
}

// A tableTaker completes the parts of one table.
type tableTaker struct {
	files []File
	// stray has the columns without a name in which there were values; broken reports whether there was a syntax error.
	stray  map[int]bool
	broken bool
}

// complete completes the next part of a file. After a syntax error there are no more.
func (t *tableTaker) complete(file int, p Parsed) (Parsed, error) {
	if t.broken {
		return Parsed{}, nil
	}
	for _, i := range slices.Sorted(maps.Keys(p.stray)) {
		if !t.stray[i] {
			p.Problems = append(p.Problems, Problem{p.stray[i], fmt.Sprintf("column %d has values but no name (name it in the first row, or delete it)", i+1)})
		}
		t.stray[i] = true
	}
	var err error
	if t.broken = p.broken; t.broken {
		p.Broken, err = t.files[file].text()
	}
	return p, err
}
