package live

import "context"

// A Backend is facts being served together with where they come from.
type Backend struct {
	*Facts
	follow func(context.Context)
	close  func()
}

// Follow serves what the facts become until the context is done, or returns at once if they stay what they are.
func (b *Backend) Follow(ctx context.Context) {
	if b.follow != nil {
		b.follow(ctx)
	}
}

// Close frees what the backend holds. Nothing may be asked of it afterwards.
func (b *Backend) Close() {
	if b.close != nil {
		b.close()
	}
}
