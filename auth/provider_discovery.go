package auth

import (
	"context"
	"fmt"

	"github.com/coreos/go-oidc/v3/oidc"
)

// discover returns what the provider says of itself. It is asked once; those who come meanwhile share the answer, or the failure.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	if found := p.known.Load(); found != nil {
		return found, nil
	}
	answer := p.asking.DoChan("", func() (any, error) {
		found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.config.Issuer)
		if err != nil {
			return nil, fmt.Errorf("discover the provider: %w", err)
		}
		p.known.Store(found)
		return found, nil
	})
	select {
	case got := <-answer:
		if got.Err != nil {
			return nil, got.Err
		}
		return got.Val.(*oidc.Provider), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
