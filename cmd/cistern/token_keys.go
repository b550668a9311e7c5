package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"cistern/auth"
	"cistern/internal/outbound"
)

// trusted is whose signed tokens are taken; nil for nobody's. A file that cannot be read stops the program; a URL may answer later.
func trusted(ctx context.Context, config Config, log *slog.Logger) (*auth.Issuer, error) {
	if config.Issuer != nil || config.TokenKeys == "" {
		return config.Issuer, nil
	}
	issuer := &auth.Issuer{Name: config.TokenIssuer, Audience: config.TokenAudience}
	if !strings.Contains(config.TokenKeys, "://") {
		issuer.Keys = auth.KeysOfFile(config.TokenKeys, log, time.Now)
		if err := issuer.Keys.Read(ctx); err != nil {
			return nil, fmt.Errorf("CISTERN_TOKEN_KEYS: %w", err)
		}
		return issuer, nil
	}
	issuer.Keys = auth.KeysAt(config.TokenKeys, outbound.NewClient(config.Networks), log, time.Now)
	if err := issuer.Keys.Read(ctx); err != nil {
		log.WarnContext(ctx, "no signed tokens are taken until their keys can be fetched", "error", err)
	}
	return issuer, nil
}
