package listening

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// unheardTimeout is how long a client may leave unconfirmed what was sent to it. By itself, Linux waits a quarter of an hour, for
// which a client that was cut off would keep its streams.
const unheardTimeout = time.Minute

// limitUnheard has the connections of a listener fail once a client is unheard of.
func limitUnheard(_, _ string, listener syscall.RawConn) error {
	var failed error
	err := listener.Control(func(fd uintptr) {
		failed = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(unheardTimeout.Milliseconds()))
	})
	if err != nil {
		return err
	}
	return failed
}
