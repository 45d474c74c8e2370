//go:build unix

package watch_test

import (
	"errors"
	"syscall"
	"testing"

	"entente/loader/facts"
	"entente/loader/watch"
)

func TestStopped(t *testing.T) {
	var limit syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit))
	none := limit
	none.Cur = 0
	must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &none))
	defer func() { must(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)) }()
	var errs []error
	for _, err := range watch.Dirs(t.Context(), &facts.Reader{}, func() {}, "nowhere") {
		errs = append(errs, err)
	}
	if len(errs) != 1 || !errors.Is(errs[0], watch.ErrStopped) || !errors.Is(errs[0], syscall.EMFILE) {
		t.Errorf("without file descriptors, it yields %v; want one ErrStopped", errs)
	}
}
