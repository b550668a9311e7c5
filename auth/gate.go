package auth

import "context"

// gate lets a few callers work at once and a few more wait; whoever comes on top of these is turned away at once.
type gate struct {
	admitted chan struct{}
	working  chan struct{}
}

func newGate(working, waiting int) gate {
	return gate{admitted: make(chan struct{}, working+waiting), working: make(chan struct{}, working)}
}

// do runs work, or returns ErrBusy when the queue is full, or the context's error when that ends first.
func (g gate) do(ctx context.Context, work func() error) error {
	select {
	case g.admitted <- struct{}{}:
		defer func() { <-g.admitted }()
	default:
		return ErrBusy
	}
	select {
	case g.working <- struct{}{}:
		defer func() { <-g.working }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return work()
}
