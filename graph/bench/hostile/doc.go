// Package hostile attacks entente's server, and finds out whether it stands. It consists of tests alone, which know nothing of
// the server but its binary and HTTP:
//
//	go test ./graph/bench/hostile -run Table -full -v -timeout 30m                  # every attack at every size, a quarter of an hour
//	go test ./graph/bench/hostile -run Soak -full -v -timeout 40m -duration 10m     # ten minutes at 80 % of what it can do
//
//	go test ./graph/bench/hostile -run Stop -full -v                                # told to stop right after it was asked
//
// Without -full, they do the same to a small graph, in a minute: each attack at its smallest size, with more patience for a machine that
// runs other tests. With -server FILE, another build of the server is attacked; with -facts DIR, it serves these facts, which
// must be of the same kind as the generated ones; with -table FILE, the table is also written there. One attack is chosen as a
// subtest is: -run 'Table/aliases/of_balance'.
//
// The server is held to 1.5 GiB (-memory) by its own limit and by a cgroup for memory; the table says if no cgroup can be made.
// A server that is left with 150 MB more than it began with is replaced by a new one, so that its garbage does not hide what
// the next attack needs. -relations N is another size of the facts: what is limited by the work that it makes may do most harm
// with fewer.
//
// An attack fails if
//   - an answer takes more than 100 ms longer than the deadline, or never comes, or is a 500;
//   - a connection is closed without an answer, unless the client was not one that could be answered;
//   - the memory of the server grows by more than 200 MB;
//   - a good request right after it takes more than 50 ms, or so many of those beside it that it is their 99th percentile;
//   - the server panics or ends; the next attack then has a new one.
package hostile
