package main

import (
	"math"
	"runtime/debug"

	"entente/loader/facts"
)

// baseMemory is how much the loader takes before garbage is collected more often. 250,000 relations with 500,000 pieces of
// evidence, which are 180 MB of facts from files of 150 MB, are read and loaded in it at hardly any cost; without it they
// take up to 750 MB.
const baseMemory = 420 << 20

// limitMemory limits the memory to what facts take that are read from directories, and as much again for what is kept of a
// database, unless the environment sets GOMEMLIMIT. Facts that take more are read and loaded, too, but slower.
func limitMemory(dirs []facts.Dir, kept bool) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	limit := int64(0)
	for _, d := range dirs {
		limit += d.Memory()
	}
	limit = max(limit, baseMemory)
	if kept {
		limit *= 2
	}
	debug.SetMemoryLimit(limit)
}
