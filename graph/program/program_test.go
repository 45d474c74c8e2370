package program

import (
	"os"
	"os/signal"
	"slices"
	"syscall"
	"testing"
)

// TestLoader checks that the loader is called as it can be run.
func TestLoader(t *testing.T) {
	const cached = "/home/me/cache/8b/8b3e3db0ad8ad5e8b3a8ad5e8b3e3db0ad8ad5e8b3a8ad5e8b3e3db0ad8ad5e8-d/entente"
	for _, tt := range []struct{ executable, name, want string }{
		{"/tmp/go-build3021/b001/exe/loader", "/tmp/go-build3021/b001/exe/loader", "go run ./loader"},
		{"/home/me/.cache/go-build/8b/x-d/entente", "/home/me/.cache/go-build/8b/x-d/entente", "go run ./loader"},
		{cached, cached, "go run ./loader"},
		{"/entente", "/entente", "/loader"},
		{"/usr/bin/entente", "entente", "loader"},
		{"/opt/entente/entente", "./entente", "./loader"},
		{"/opt/loader", "../loader", "../loader"},
		{"/usr/bin/entente-loader", "entente-loader", "entente-loader"},
		{"/home/me/go-builder/entente", "entente", "loader"},
	} {
		if got := loader(tt.executable, tt.name); got != tt.want {
			t.Errorf("%s, started as %s: %s, want %s", tt.executable, tt.name, got, tt.want)
		}
	}
	if got := Loader(); got != "go run ./loader" {
		t.Errorf("in a test: %s", got)
	}
}

// TestSignals checks that the end of the terminal ends a process, unless it was started to outlive that.
func TestSignals(t *testing.T) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP) // or it is ignored if nohup runs the test
	defer signal.Stop(hangups)
	if all := Signals(); !slices.Equal(all, []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}) {
		t.Errorf("ended by %v", all)
	}
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	if all := Signals(); slices.Contains[[]os.Signal, os.Signal](all, syscall.SIGHUP) {
		t.Errorf("with nohup, ended by %v", all)
	}
}

// TestStatus checks that only the status of a wrong command line is another than kong's.
func TestStatus(t *testing.T) {
	for kongs, want := range map[int]int{0: 0, 1: 1, 80: 2} {
		if got := Status(kongs); got != want {
			t.Errorf("%d becomes %d, want %d", kongs, got, want)
		}
	}
}
