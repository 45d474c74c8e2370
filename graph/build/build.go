// Package build identifies the program that runs: another may answer the same question of the same facts in other words.
package build

import (
	"runtime/debug"
	"sync"
)

// ID identifies the program, by its modules and the revision that it was built from; it is empty if the program was built without
// that.
var ID = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.String()
})
