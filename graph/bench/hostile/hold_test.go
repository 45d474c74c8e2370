package hostile

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A hold is a cgroup that holds a process to some memory. Without a directory, it holds nothing.
type hold struct{ dir string }

// cgroups are where cgroups for memory are made: of version 1, and of version 2; and the file with their limit.
var cgroups = []struct{ root, limit string }{
	{"/sys/fs/cgroup/memory", "memory.limit_in_bytes"},
	{"/sys/fs/cgroup", "memory.max"},
}

// newHold makes a cgroup with a limit in bytes, and deletes it when the test ends. If none can be made, it says so.
func newHold(t *testing.T, limit int64) hold {
	t.Helper()
	for _, c := range cgroups {
		dir := filepath.Join(c.root, "entente-hostile-"+strconv.Itoa(os.Getpid())+"-"+strconv.FormatInt(time.Now().UnixNano(), 36))
		if os.Mkdir(dir, 0o755) != nil {
			continue
		}
		t.Cleanup(func() { remove(t, dir) })
		if os.WriteFile(filepath.Join(dir, c.limit), []byte(strconv.FormatInt(limit, 10)), 0o644) == nil {
			return hold{dir}
		}
	}
	t.Log("no cgroup for memory can be made: the server is held by its own limit alone")
	return hold{}
}

// remove deletes a cgroup, whose processes may need a moment to be gone.
func remove(t *testing.T, dir string) {
	err := os.Remove(dir)
	for range 50 {
		if err == nil || errors.Is(err, os.ErrNotExist) {
			return
		}
		pause(t.Context(), 20*time.Millisecond)
		err = os.Remove(dir)
	}
	t.Logf("delete the cgroup: %v", err)
}

// command returns a command that runs another in the cgroup.
func (h hold) command(command ...string) []string {
	if h.dir == "" {
		return command
	}
	return append([]string{"sh", "-c", `echo $$ >"$0/cgroup.procs" && exec "$@"`, h.dir}, command...)
}

// used returns the memory in the cgroup that is not a cache of files, in bytes, 0 if it holds nothing.
func (h hold) used() uint64 {
	text, err := os.ReadFile(filepath.Join(h.dir, "memory.stat"))
	if err != nil {
		return 0
	}
	return anonymous(string(text))
}

// anonymous returns the anonymous memory in a memory.stat: `rss` in version 1, `anon` in version 2.
func anonymous(stat string) uint64 {
	for line := range strings.Lines(stat) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "rss" || name == "anon" {
			n, _ := strconv.ParseUint(value, 10, 64)
			return n
		}
	}
	return 0
}
