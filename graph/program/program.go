// Package program has what the server and the loader have in common as programs: how they are called, which signals end them, and
// what they exit with.
package program

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// usage is the exit status if the command line is wrong, as in most programs; kong has kongUsage.
const (
	usage     = 2
	kongUsage = 80
)

// Status returns the exit status for one of kong's: another for a wrong command line.
func Status(kongs int) int {
	if kongs == kongUsage {
		return usage
	}
	return kongs
}

// Context returns a context that is done once a signal asks the process to end, or stop is called. After that signal, another interrupt
// or SIGTERM ends the process at once, but SIGHUP is ignored: when a terminal is closed, the shell and the kernel may both send it, and
// the second is not to end a process that finishes what it has begun.
func Context() (ctx context.Context, stop context.CancelFunc) {
	ctx, stop = context.WithCancel(context.Background())
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, signals()...)
	go func() {
		defer stop() // last: once the context is done, signals do what is said above
		defer signal.Stop(asked)
		select {
		case <-asked:
			signal.Ignore(syscall.SIGHUP)
		case <-ctx.Done():
		}
	}()
	return ctx, stop
}

// signals returns the signals that ask the process to end. The end of its terminal is one of them, unless whoever started it had it
// go on, as nohup does.
func signals() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

// Loader returns the command that runs the loader, as whoever has started this process can type it.
func Loader() string {
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0]
	}
	return loader(executable, os.Args[0])
}

// loader is [Loader] for a process of an executable file that was started by a name. The loader is this program, or is beside it.
func loader(executable, name string) string {
	if isBuilt(filepath.Dir(executable)) {
		return "go run ./loader"
	}
	dir, base := filepath.Split(name)
	if strings.Contains(base, "loader") {
		return name
	}
	return dir + "loader"
}

// built matches the directories that go run, and go test, build programs in: temporary ones, or entries of Go's cache.
var built = regexp.MustCompile(`(^|/)(go-build\d*|[0-9a-f]{64}-d)(/|$)`)

// isBuilt reports whether the programs in a directory were built only to be run from source.
func isBuilt(dir string) bool { return built.MatchString(filepath.ToSlash(dir)) }
