package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"cistern/auth"
	"cistern/billing/invoice"
	"cistern/ent"
	"cistern/graph"
	"cistern/ingest"
	"cistern/internal/outbound"
	"cistern/jobs"
	"cistern/live"
	"cistern/metering"
	"cistern/notify/email"
	"cistern/ui"
)

const (
	// lookAway is how long a load balancer has to notice that the process is not ready before it takes no more requests.
	lookAway = 2 * time.Second
	// drainTime is for requests, and then again for jobs, that are at work when the process is told to stop: 25 s at the most in all.
	drainTime = 11 * time.Second
	readyTime = time.Second
)

func serve(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "serve", "", "Serves the API and the dashboard on a migrated database, until it is told to stop.\n\n"+settingsHelp())
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	if config.DatabaseURL == "" {
		return fmt.Errorf("%s is not set; 'cistern demo' needs none", databaseURL)
	}
	ports, err := listen(ctx, config)
	if err != nil {
		return err
	}
	s, err := newServer(ctx, config, ports, newLogger(p.stderr, config.LogLevel))
	if err != nil {
		return err
	}
	return s.run(ctx)
}

// server is a process that serves.
type server struct {
	config      Config
	log         *slog.Logger
	client      *ent.Client
	pool        *sql.DB // across contracts: jobs, live updates, who calls
	people      *sql.DB // what answers from the API
	intake      *sql.DB // for runs
	patient     *sql.DB // for reading that may take minutes
	ingest      *ingest.Committer
	live        *live.Live
	sessions    *auth.Sessions
	tokens      *auth.Tokens
	passwords   *auth.Passwords
	accounts    *auth.Accounts
	provider    *auth.Provider // nil where people sign in with passwords alone
	presences   *auth.Presences
	graphql     *graph.Server
	unsubscribe email.Unsubscribe
	mailer      *email.Mailer // nil where no e-mails are sent
	jobs        *jobs.Client
	draining    atomic.Bool
	lookAway    time.Duration

	ports
}

// ports are what a server listens on.
type ports struct{ public, operations net.Listener }

func listen(ctx context.Context, config Config) (p ports, err error) {
	if p.public, err = listenOn(ctx, config.Listen); err != nil {
		return p, fmt.Errorf("CISTERN_LISTEN: %w", err)
	}
	if p.operations, err = listenOn(ctx, config.Operations); err != nil {
		p.close()
		return p, fmt.Errorf("CISTERN_OPERATIONS_LISTEN: %w", err)
	}
	return p, nil
}

func listenOn(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", address)
}

func (p ports) close() {
	for _, l := range []net.Listener{p.public, p.operations} {
		if l != nil {
			_ = l.Close() // closed already when it has served
		}
	}
}

// newServer opens everything else that can fail, so that a process that runs is one that works. The ports are its own from here on.
func newServer(ctx context.Context, config Config, ports ports, log *slog.Logger) (_ *server, err error) {
	slog.SetDefault(log)
	boundGarbage()
	s := &server{config: config, log: log, lookAway: lookAway, ports: ports}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if s.pool, err = openPool(config.DatabaseURL, workerRole); err != nil {
		return nil, err
	}
	if s.people, err = openPool(config.DatabaseURL, peopleRole); err != nil {
		return nil, err
	}
	if s.intake, err = openIngestPool(config.DatabaseURL); err != nil {
		return nil, err
	}
	if s.patient, err = openPatientPool(config.DatabaseURL); err != nil {
		return nil, err
	}
	if err = checkDatabase(ctx, s.pool); err != nil {
		return nil, err
	}
	meter, err := metering.Prepare(ctx, s.intake)
	if err != nil {
		return nil, err
	}
	listening, err := databaseAddress(config.DatabaseURL, url.Values{"role": {workerRole}})
	if err != nil {
		return nil, err
	}
	s.live = live.Start(live.Config{DB: s.pool, URL: listening, Log: log})
	s.client = ent.NewClient(ent.Announcing(s.pool, s.live.Changed))
	s.ingest = ingest.NewCommitter(ingest.Config{
		Client: ent.NewClient(ent.Announcing(s.intake, s.live.Changed)), Meter: meter, Scope: config.IngestScope, Now: time.Now, Log: log,
	})
	s.sessions = auth.NewSessions(s.pool, config.Proxies, time.Now)
	s.tokens = auth.NewTokens(s.pool, log, time.Now)
	if s.tokens.Issuer, err = trusted(ctx, config, log); err != nil {
		return nil, err
	}
	s.passwords = auth.NewPasswords()
	s.accounts = auth.NewAccounts(s.sessions, s.passwords, s.client)
	s.provider = newProvider(config)
	s.presences = auth.NewPresences(&auth.Authenticator{Sessions: s.sessions, Tokens: s.tokens, Log: log})
	documents, err := ui.Documents()
	if err != nil {
		return nil, err
	}
	if s.graphql, err = graph.NewServer(&graph.Resolver{
		Client: graph.ForPeople(s.people, s.live.Changed), Ingest: s.ingest, Live: s.live, Payments: invoice.Provider{}, Trial: config.Trial, Now: time.Now, Log: log, Provider: s.provider,
		Sessions: s.sessions, Accounts: s.accounts, Budgets: auth.NewBudgets(s.sessions, config.Points),
	}, s.presences, documents); err != nil {
		return nil, err
	}
	s.unsubscribe = email.Unsubscribe{Client: s.client, Log: log}
	if s.unsubscribe.Key, err = email.SigningKey(ctx, s.pool); err != nil {
		return nil, err
	}
	if s.mailer, err = newMailer(config, s.unsubscribe.Key, log); err != nil {
		return nil, err
	}
	s.jobs, err = jobs.Start(context.WithoutCancel(ctx), jobs.Config{
		DatabaseURL: config.DatabaseURL, Role: workerRole, Client: s.client, Patient: clientOf(s.patient), DB: s.pool, KeepMonths: config.KeepMonths,
		Now: time.Now, Log: log, Mail: s.mailer,
	})
	return s, err
}

// newMailer sends e-mails to the mail server, or to the shelf of a demo; nil where there is neither.
func newMailer(config Config, key []byte, log *slog.Logger) (*email.Mailer, error) {
	mailer := &email.Mailer{Writer: email.Writer{PublicURL: config.PublicURL, Key: key}}
	switch {
	case config.SMTP != "":
		server, err := email.NewSMTP(config.SMTP, config.MailFrom)
		if err != nil {
			return nil, fmt.Errorf("SMTP_URL: %w", err)
		}
		mailer.Carrier = server
	case config.Shelf != nil:
		mailer.Carrier = config.Shelf
	default:
		log.Warn("no e-mails are sent: SMTP_URL is not set")
		return nil, nil //nolint:nilnil // to send none is a choice
	}
	return mailer, nil
}

func newProvider(config Config) *auth.Provider {
	if config.OIDCIssuer == "" {
		return nil
	}
	return auth.NewProvider(auth.ProviderConfig{
		Label: config.OIDCLabel, Issuer: config.OIDCIssuer, ClientID: config.OIDCClientID, ClientSecret: config.OIDCClientSecret,
		RedirectURL: config.PublicURL + "/auth/oidc/callback",
	}, outbound.NewClient(config.Networks), time.Now)
}

// run serves until the context ends, and then lets what is at work end: not ready, the streams, no new requests, the requests taken,
// the runs taken, the jobs.
func (s *server) run(ctx context.Context) error {
	defer s.close()
	public := &http.Server{
		Handler:           s.routes(),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second,
		MaxHeaderBytes: 16 << 10,
	}
	private := &http.Server{Handler: operations(), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 2)
	go func() { failed <- public.Serve(s.public) }()
	go func() { failed <- private.Serve(s.operations) }()
	s.log.Info("serving", "listen", s.public.Addr().String(), "operations", s.operations.Addr().String())
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		s.draining.Store(true)
		s.log.Info("stopping")
		time.Sleep(s.lookAway)
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err = errors.Join(err, s.graphql.Drain(stopping), public.Shutdown(stopping))
	s.ingest.Close()
	jobsTime, cancelJobs := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancelJobs()
	err = errors.Join(err, s.jobs.Stop(jobsTime), private.Close())
	s.log.Info("stopped")
	return err
}

// close lets go of what newServer opened.
func (s *server) close() {
	if s.live != nil {
		s.live.Close()
	}
	if s.presences != nil {
		s.presences.Close()
	}
	if s.tokens != nil {
		s.tokens.Close()
	}
	for _, db := range []*sql.DB{s.pool, s.people, s.intake, s.patient} {
		if db != nil {
			_ = db.Close() // nothing is at work any more
		}
	}
	s.ports.close()
}

// readyz says whether requests should come here: not while stopping, and not without a database that answers.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	switch err := s.pool.PingContext(ctx); {
	case s.draining.Load():
		http.Error(w, "stopping", http.StatusServiceUnavailable)
	case err != nil:
		http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// newFlags is a command's flags; its help begins with how it is called and what it does.
func newFlags(p program, name, arguments, help string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {
		fmt.Fprintf(p.stdout, "Usage: cistern %s %s\n\n%s\n", name, arguments, help)
		flags.SetOutput(p.stdout)
		flags.PrintDefaults()
	}
	return flags
}

// parse reads the flags of a command that takes nothing else; done says that help was asked for and has been given.
func parse(flags *flag.FlagSet, args []string) (done bool, err error) {
	if done, err = parseFlags(flags, args); err == nil && flags.NArg() > 0 {
		return false, misuse("there is no use for %q", flags.Arg(0))
	}
	return done, err
}

// parseFlags reads the flags up to the first argument that is none.
func parseFlags(flags *flag.FlagSet, args []string) (done bool, err error) {
	help := flags.Usage
	flags.Usage = func() {} // a mistake is answered by what is wrong
	err = flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		help()
		return true, nil
	}
	if err != nil {
		return false, misuse("%w", err)
	}
	return false, nil
}
