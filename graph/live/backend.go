package live

import "context"

// A Backend is facts being served, together with their origin.
type Backend struct {
	*Facts
	follow func(context.Context)
	close  func()
}

// Follow keeps the facts up to date until the context is done. If they cannot change, it returns at once.
func (b *Backend) Follow(ctx context.Context) {
	if b.follow != nil {
		b.follow(ctx)
	}
}

// Close releases the backend's resources. It must not be used afterwards.
func (b *Backend) Close() {
	if b.close != nil {
		b.close()
	}
}
