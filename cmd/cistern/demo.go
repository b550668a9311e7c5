package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strconv"
	"time"

	"cistern/demo"
	"cistern/internal/pgdev"
	"cistern/notify/email"
)

const demoHelp = `Runs everything: a private PostgreSQL (or the one of DATABASE_URL), the server, a demo contract with two
years of past whose agents go on running, and small contracts in other states. The first start takes some seconds
more, to make the past. Ctrl-C stops everything; the data stays, and the next start finds it.`

// demoFlags are how a demo is asked for.
type demoFlags struct {
	listen, data, readyFile string
	pace                    float64
}

func runDemo(ctx context.Context, p program, args []string) error {
	var f demoFlags
	flags := newFlags(p, "demo", "[FLAGS]", demoHelp)
	flags.StringVar(&f.listen, "listen", "", "`address` of the API and the dashboard (default 127.0.0.1:8080, or a free port when that is taken)")
	flags.StringVar(&f.data, "data", "", "`directory` of the private PostgreSQL, made when missing (default one of the user's)")
	flags.StringVar(&f.readyFile, "ready-file", "", "`path` of a file that is written when all is ready: JSON with url, site, email, password, token, workspace, database")
	flags.Float64Var(&f.pace, "pace", 120, "how many times more often than in life the agents run")
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	if f.pace <= 0 {
		return misuse("--pace: %v is not above zero", f.pace)
	}
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	ports, err := f.open(ctx, config)
	if err != nil {
		return err
	}
	defer ports.close()
	if config.DatabaseURL != "" {
		return f.run(ctx, p, config, ports)
	}
	postgres, err := f.startPostgres(ctx, p.stdout)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	config.DatabaseURL = postgres.URL
	err = f.run(ctx, p, config, ports)
	return errors.Join(err, postgres.Stop())
}

// open listens where it was asked to, and else on any port where the usual one is taken.
func (f demoFlags) open(ctx context.Context, config Config) (p ports, err error) {
	if f.listen != "" {
		p.public, err = listenOn(ctx, f.listen)
	} else {
		p.public, err = listenOnOrNear(ctx, config.Listen)
	}
	if err != nil {
		return p, err
	}
	if p.operations, err = listenOnOrNear(ctx, config.Operations); err != nil {
		p.close()
	}
	return p, err
}

func listenOnOrNear(ctx context.Context, address string) (net.Listener, error) {
	if listener, err := listenOn(ctx, address); err == nil {
		return listener, nil
	}
	return listenOn(ctx, "127.0.0.1:0")
}

func (f demoFlags) startPostgres(ctx context.Context, told io.Writer) (*pgdev.Server, error) {
	dir := f.data
	if dir == "" {
		cache, err := pgdev.CacheDir()
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(cache, "demo")
	}
	fmt.Fprintf(told, "starting PostgreSQL in %s\n", dir)
	server, err := pgdev.Start(ctx, pgdev.Config{Dir: dir, Database: "cistern", Durability: pgdev.Durable})
	if err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	return server, nil
}

// run makes the demo, or finds it, and serves it until the context ends.
func (f demoFlags) run(ctx context.Context, p program, config Config, ports ports) error {
	log := newLogger(p.stderr, max(config.LogLevel, slog.LevelWarn))
	story, access, err := prepareDemo(ctx, p.stdout, config.DatabaseURL, log)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	site, err := openDemoSite(ctx, config, log)
	if err != nil {
		return err
	}
	defer site.listener.Close()
	config.Trial, config.DemoSite, config.Issuer = true, origin(site.listener), site.issuer()
	config.PublicURL = cmp.Or(config.PublicURL, origin(ports.public))
	if config.SMTP == "" {
		config.Shelf = &email.Shelf{Log: log}
	}
	s, err := newServer(ctx, config, ports, log)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	s.lookAway = 0 // there is no load balancer
	access.URL, access.Site, access.Database = origin(ports.public), config.DemoSite, config.DatabaseURL
	simulation := demo.Simulation{Story: story, API: access.URL, Token: access.Token, Pace: f.pace, Now: time.Now, Log: log}
	return site.during(access.URL, func() error {
		return serveSimulation(ctx, s, simulation, func() error {
			access.welcome(p.stdout)
			return access.write(f.readyFile)
		})
	})
}

// prepareDemo makes what the database lacks.
func prepareDemo(ctx context.Context, told io.Writer, databaseURL string, log *slog.Logger) (story demo.Story, access demoAccess, err error) {
	owner, err := openOwnerPool(databaseURL)
	if err != nil {
		return story, access, err
	}
	defer owner.Close()
	if err := migrateDatabase(ctx, owner, databaseURL, told, log); err != nil {
		return story, access, err
	}
	if story, err = makeDemo(ctx, told, databaseURL); err != nil {
		return story, access, err
	}
	access, err = openDemo(ctx, owner)
	return story, access, err
}

func makeDemo(ctx context.Context, told io.Writer, databaseURL string) (demo.Story, error) {
	db, err := openIngestPool(databaseURL)
	if err != nil {
		return demo.Story{}, err
	}
	defer db.Close()
	return demo.Make(ctx, demo.Config{DB: db, Now: time.Now(), Periods: demo.Periods, Told: func(e demo.Event) {
		fmt.Fprintf(told, "making the past: %s, %d %%\n", e.Of, e.Done)
	}})
}

// serveSimulation serves until the context ends, and then lets the agents stop first, so that they find a server to finish their runs.
// It tells when it is ready.
func serveSimulation(ctx context.Context, s *server, simulation demo.Simulation, ready func() error) error {
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	acting, dismiss := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		defer dismiss()
		served <- s.run(serving)
	}()
	err := ready()
	if err == nil {
		simulation.Run(acting)
		<-acting.Done()
	}
	stop()
	return errors.Join(err, <-served)
}

// unlessStopped is the error of making a demo, or none when it was told to stop: the next start goes on from there.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // stopping is what was asked for
	}
	return err
}

// origin is where a browser on this machine finds what listens.
func origin(listener net.Listener) string {
	address := listener.Addr().(*net.TCPAddr)
	host := address.IP.String()
	if address.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(address.Port))
}
