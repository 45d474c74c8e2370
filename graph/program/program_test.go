package program

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"
	"testing"
	"time"
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

// child is the environment variable that makes the test binary a program that ends when it is asked to.
const child = "ENTENTE_TEST_PROGRAM"

// TestMain runs the tests, or the program that they start.
func TestMain(m *testing.M) {
	if os.Getenv(child) != "" {
		end()
		return
	}
	os.Exit(m.Run())
}

// end waits for a signal, and then, as it has something to finish, for the end of its input. It tells when it does.
func end() {
	ctx, stop := Context()
	defer stop()
	fmt.Println("begun")
	<-ctx.Done()
	fmt.Println("ending")
	_, _ = io.Copy(io.Discard, os.Stdin)
	fmt.Println("ended")
}

// hear undoes what nohup, and a shell that runs the test in the background, ignore for it and for the processes that it starts.
func hear(t *testing.T) {
	t.Helper()
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP, syscall.SIGINT)
	t.Cleanup(func() { signal.Stop(heard) })
}

// TestContext sends two signals to processes: the first has them finish what they do, the second ends them unless it is SIGHUP.
func TestContext(t *testing.T) {
	hear(t)
	for _, first := range []syscall.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM} {
		for second, want := range map[syscall.Signal]string{syscall.SIGHUP: "ended", syscall.SIGINT: "interrupt", syscall.SIGTERM: "terminated"} {
			if got := endOf(t, first, second); got != want {
				t.Errorf("%v, then %v: %s, want %s", first, second, got, want)
			}
		}
	}
}

// endOf returns what a process says that two signals are sent to, or else the signal that ended it.
func endOf(t *testing.T, first, second syscall.Signal) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	p := exec.CommandContext(ctx, os.Args[0])
	p.Env = append(os.Environ(), child+"=1")
	in, inErr := p.StdinPipe()
	out, outErr := p.StdoutPipe()
	if err := errors.Join(inErr, outErr, p.Start()); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for _, s := range []syscall.Signal{first, second} {
		if !said.Scan() {
			t.Fatalf("before %v: %v", s, p.Wait())
		}
		if err := p.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	if second == syscall.SIGHUP {
		_ = in.Close() // the others are to end it though it has not finished
	}
	if said.Scan() {
		return cmp.Or(exitOf(p), said.Text())
	}
	return exitOf(p)
}

// exitOf waits for a process and returns the signal that ended it, if one has.
func exitOf(p *exec.Cmd) string {
	_ = p.Wait() // which says the same
	if status, ok := p.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return status.Signal().String()
	}
	return ""
}

// TestSignals checks that the end of the terminal ends a process, unless it was started to outlive that.
func TestSignals(t *testing.T) {
	hear(t)
	if all := signals(); !slices.Equal(all, []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}) {
		t.Errorf("ended by %v", all)
	}
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	if all := signals(); slices.Contains[[]os.Signal, os.Signal](all, syscall.SIGHUP) {
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
