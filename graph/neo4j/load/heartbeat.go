package load

import (
	"context"
	"errors"
	"time"
)

// releaseTime is how long a load that has ended tries to give its lease back.
const releaseTime = 3 * time.Second

// hold renews the lease until the context, which it returns, is done. The context ends, with [ErrLeaseLost] or an error that
// wraps [alliance.ErrUnavailable], when the lease could not be renewed in time. The function gives the lease back.
func (l *lease) hold(ctx context.Context) (context.Context, func() error) {
	held, cancel := context.WithCancelCause(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		l.renew(held, cancel)
	}()
	return held, func() error {
		cancel(nil)
		<-stopped
		if l.uncertain {
			return nil // nobody may load until it has run out
		}
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
		defer stop()
		_, err := l.db.Write(last, releaseStatement, l.params())
		return err
	}
}

// renew renews the lease again and again.
func (l *lease) renew(ctx context.Context, cancel context.CancelCauseFunc) {
	ticker := time.NewTicker(min(l.ttl, grace) / 4)
	defer ticker.Stop()
	for renewed := time.Now(); ; {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		switch err := l.renewOnce(ctx); {
		case err == nil:
			renewed = time.Now()
		case ctx.Err() != nil:
			return
		case errors.Is(err, ErrLeaseLost):
			cancel(ErrLeaseLost)
			return
		case time.Since(renewed) > l.ttl:
			cancel(errSilent)
			return
		}
	}
}

// renewOnce renews the lease, in less time than it lasts.
func (l *lease) renewOnce(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.ttl)
	defer cancel()
	return owned(l.db.Write(ctx, renewStatement, l.params()))
}
