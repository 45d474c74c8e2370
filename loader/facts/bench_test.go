package facts_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"entente/loader/facts"
)

// BenchmarkRead reads and checks 100,000 relations with two pieces of evidence each; the goal is 4 s and 1 GiB. It
// reports the sampled peak size of the heap, without the files.
func BenchmarkRead(b *testing.B) {
	const relations = 100_000
	for _, files := range []int{1, 16} {
		b.Run(fmt.Sprintf("files=%d", files), func(b *testing.B) { benchmarkRead(b, generated(relations, files), relations) })
	}
	b.Run("json", func(b *testing.B) {
		fsys := generated(relations, 1)
		text := asJSON(b, fsys["relations-0.yaml"].Data)
		delete(fsys, "relations-0.yaml")
		fsys["relations.json"] = &fstest.MapFile{Data: text}
		benchmarkRead(b, fsys, relations)
	})
}

// benchmarkRead reads a data set with the given number of relations.
func benchmarkRead(b *testing.B, fsys fs.FS, relations int) {
	runtime.GC()
	before := held()
	peak := samplePeak(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := facts.Read(facts.Dir{Name: "bench", FS: fsys})
		if err != nil {
			b.Fatal(err)
		}
		if len(f.Relations) != relations {
			b.Fatalf("got %d relations", len(f.Relations))
		}
	}
	b.ReportMetric(float64(relations)*float64(b.N)/b.Elapsed().Seconds(), "relations/s")
	b.ReportMetric(float64(peak()-before)/(1<<20), "peak-MiB")
}

// BenchmarkReadCSV reads and checks 250,000 statements of 83,334 relations in tables. It reports statements per second and
// the bytes of memory that are in use at most for each, without the files; the goal for a million is 15 s and 3 GiB.
func BenchmarkReadCSV(b *testing.B) {
	const statements = 250_000
	fsys := generatedTables(statements)
	runtime.GC()
	before := held()
	peak := samplePeak(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(fsys["relations.csv"].Data)))
	for b.Loop() {
		f, err := facts.Read(facts.Dir{Name: "bench", FS: fsys})
		if err != nil {
			b.Fatal(err)
		}
		if got := f.Dataset().Counts.Evidence; got != statements {
			b.Fatalf("got %d statements", got)
		}
	}
	b.ReportMetric(statements*float64(b.N)/b.Elapsed().Seconds(), "statements/s")
	b.ReportMetric(float64(peak()-before)/statements, "bytes/statement")
}

// generatedTables returns a data set in tables with a number of statements, three for each relation.
func generatedTables(statements int) fstest.MapFS {
	var b bytes.Buffer
	b.WriteString("subject,type,object,kinds,from,to,conflict,source,stance,quote,locator\n")
	for n := range statements {
		subject := n / 3 % 5000
		object := (subject + 1 + n/3/5000*37%4999) % 5000
		fmt.Fprintf(&b, "actor-%d,SUPPORTS,actor-%d,TROOPS|WEAPONS,%d-%02d,%d,war-%d,source-%d,%s,The passage number %d says that the one supports the other.,p. %d\n",
			subject, object, 1990+n%20, 1+n%12, 2011+n%9, subject%50, n*31%2000, []string{"", "ALLEGES", "DENIES"}[n%3], n, n%400)
	}
	return fstest.MapFS{"things.yaml": {Data: generatedThings()}, "relations.csv": {Data: b.Bytes()}}
}

// BenchmarkReadWrong reads 10,000 relations, each to an unknown actor: reporting must not take longer than reading.
func BenchmarkReadWrong(b *testing.B) {
	fsys := generated(10_000, 1)
	text := string(fsys["relations-0.yaml"].Data)
	fsys["relations-0.yaml"].Data = []byte(strings.ReplaceAll(text, "object: actor-", "object: actro-"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := facts.Read(facts.Dir{Name: "bench", FS: fsys}); err == nil {
			b.Fatal("no problems")
		}
	}
}

// held returns the number of heap bytes in use or not yet collected. Unlike runtime.ReadMemStats, it does not stop the
// world.
func held() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() + sample[1].Value.Uint64()
}

// samplePeak begins to sample the memory in use and returns a function that returns the peak so far.
func samplePeak(b *testing.B) (peak func() uint64) {
	var most atomic.Uint64
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				most.Store(max(most.Load(), held()))
			}
		}
	}()
	b.Cleanup(func() {
		close(done)
		<-stopped
	})
	return most.Load
}

// generated returns a data set with the given numbers of relations between 5,000 actors, no two of the same pair, and of
// files; each call returns the same.
func generated(relations, files int) fstest.MapFS {
	rng := rand.New(rand.NewPCG(1, 2))
	fsys := fstest.MapFS{"things.yaml": {Data: generatedThings()}}
	for i := range files {
		var b bytes.Buffer
		b.WriteString("relations:\n")
		for n := relations * i / files; n < relations*(i+1)/files; n++ {
			subject := n % 5000
			object := (subject + 1 + n/5000*37%4999) % 5000
			fmt.Fprintf(&b, generatedRelation, subject, object, 1990+n%30, 1+n%12, n%50,
				rng.IntN(2000), n, n%40, rng.IntN(2000), object, n)
		}
		fsys[fmt.Sprintf("relations-%d.yaml", i)] = &fstest.MapFile{Data: b.Bytes()}
	}
	return fsys
}

// generatedRelation is a relation as people write it.
const generatedRelation = `  - subject: actor-%d
    type: SUPPORTS
    object: actor-%d
    kinds: [TROOPS, WEAPONS]
    from: %d-%02d
    conflict: war-%d
    evidence:
      - source: source-%d
        quote: The passage number %d says that the one supports the other.
        locator: paragraph %d
      - source: source-%d
        stance: DENIES
        speaker: actor-%d
        quote: denies that what is said in passage %d is so
`

// generatedThings returns a file of the actors, conflicts and sources that generated relations refer to.
func generatedThings() []byte {
	var b bytes.Buffer
	b.WriteString("actors:\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "  - {id: actor-%d, name: Actor %d, type: ARMED_GROUP}\n", i, i)
	}
	b.WriteString("conflicts:\n")
	for i := range 50 {
		fmt.Fprintf(&b, "  - {id: war-%d, name: War %d}\n", i, i)
	}
	b.WriteString("sources:\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "  - {id: source-%d, title: Source %d, published: %d}\n", i, i, 1990+i%30)
	}
	return b.Bytes()
}
