package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"cistern/auth"
	"cistern/demo"
)

// demoSiteListen is the usual address of the site of somebody else, beside the dashboard's.
const demoSiteListen = "127.0.0.1:8081"

// demoSite is the site of somebody else in a demo, who signs tokens that the demo takes.
type demoSite struct {
	listener net.Listener
	key      *auth.SigningKey
	config   Config
	log      *slog.Logger
}

func openDemoSite(ctx context.Context, config Config, log *slog.Logger) (d demoSite, err error) {
	d.config, d.log = config, log
	if d.key, err = auth.GenerateSigningKey(); err != nil {
		return d, err
	}
	d.listener, err = listenOnOrNear(ctx, demoSiteListen)
	return d, err
}

// issuer is whose tokens the demo takes.
func (d demoSite) issuer() *auth.Issuer {
	return &auth.Issuer{Name: d.config.TokenIssuer, Audience: d.config.TokenAudience, Keys: auth.KeysOf(d.key, d.log, time.Now)}
}

func (d demoSite) sign(life time.Duration) (string, error) {
	return d.key.Subscription(auth.NewSigned{
		Issuer: d.config.TokenIssuer, Audience: d.config.TokenAudience, Subject: demo.MainWorkspace, Life: life,
	}, time.Now())
}

// during serves while something else runs.
func (d demoSite) during(api string, run func() error) error {
	site := &http.Server{Handler: demo.Site{API: api, Sign: d.sign, Log: d.log}.Handler(), ReadHeaderTimeout: 5 * time.Second}
	served := make(chan error, 1)
	go func() { served <- site.Serve(d.listener) }()
	err := run()
	_ = site.Close() // nobody waits for what it was asked
	if problem := <-served; !errors.Is(problem, http.ErrServerClosed) {
		err = errors.Join(err, problem)
	}
	return err
}
