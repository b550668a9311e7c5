package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/history"
	"cistern/ingest"
	"cistern/live"
	"cistern/metering"
)

const importHelp = `Reads runs that already happened from CSV with a header, or from NDJSON: a JSON object a line.

  cistern import --workspace wsp_… --map finishedAt=ended --map credits=cost --create-agents runs.csv
  cistern import --workspace wsp_… --preset azure-llm --agent "Code completion" azure-llm-code-2023.csv

FILE may be - for standard input, which is copied to a temporary file first. Fields of a run are read
from the columns of their names, or those that --map gives:

  finishedAt  decides the billing period; RFC 3339 or 2006-01-02 15:04:05.0000000
  agent       name, global id or UUID; or --agent for all runs
  credits     decimal with at most six places; or --rate
  outcome     SUCCEEDED, also when empty or not told, or FAILED
  startedAt   may be empty or not told
  runId       a UUID, unique in the contract for good

Without run ids they are derived from the workspace's contract, agent, --source, line and content. So a
file may be imported again, after an interruption or by mistake: runs that are there are repeated, not
counted twice. It is the same file only under the same --source and --time-zone.

All rows are checked before the first is recorded. Periods before the contract's first are opened as
FREE; runs of the running period count against its pool; billed periods that closed more than 72 hours
ago take no more.

Presets:
`

// importFlags are the flags as they are given.
type importFlags struct {
	workspace, preset, format, source, zone string
	plan                                    history.Plan
}

func importRuns(ctx context.Context, p program, args []string) error {
	var given importFlags
	flags := newFlags(p, "import", "--workspace ID [FLAGS] FILE", importHelp+listPresets())
	given.register(flags)
	files, done, err := parseMixed(flags, args)
	if done || err != nil {
		return err
	}
	if len(files) != 1 {
		return misuse("one FILE is needed, or - for standard input")
	}
	plan, err := given.read(files[0])
	if err != nil {
		return err
	}
	file, closeFile, err := openImport(files[0], p.stdin)
	if err != nil {
		return err
	}
	defer closeFile()
	summary, err := runImport(ctx, p, plan, file)
	if err != nil {
		return err
	}
	if plan.DryRun {
		fmt.Fprintln(p.stdout, "dry run: nothing was changed")
	}
	return summary.Write(p.stdout)
}

func (f *importFlags) register(flags *flag.FlagSet) {
	f.plan.Columns = map[history.Field]string{}
	flags.StringVar(&f.workspace, "workspace", "", "global id of the workspace, or CONTRACT:WORKSPACE as UUIDs")
	flags.StringVar(&f.preset, "preset", "", "what a well-known file means")
	flags.StringVar(&f.format, "format", "", "csv or ndjson; ndjson when left out for names in .ndjson and .jsonl, else csv")
	flags.StringVar(&f.source, "source", "", "name that run ids are derived from; the file's own when left out, stdin for standard input")
	flags.StringVar(&f.zone, "time-zone", "UTC", "of times that name none, such as Europe/Berlin")
	flags.StringVar(&f.plan.TimeLayout, "time-layout", "", "how times are written, as Go's time package has it: \"02/01/2006 15:04\"")
	flags.StringVar(&f.plan.Agent, "agent", "", "agent of every run")
	flags.BoolVar(&f.plan.CreateAgents, "create-agents", false, "make the agents that the workspace does not have")
	flags.BoolVar(&f.plan.SkipBad, "skip-bad", false, "import the good rows of a file with bad ones")
	flags.BoolVar(&f.plan.DryRun, "dry-run", false, "say what would be done, and change nothing")
	flags.Func("map", "FIELD=COLUMN, any number of times", func(s string) error {
		field, column, _ := strings.Cut(s, "=")
		if column == "" {
			return errors.New("write FIELD=COLUMN")
		}
		f.plan.Columns[history.Field(field)] = column
		return nil
	})
	flags.Func("rate", "COLUMN=CREDITS/UNITS, any number of times: credits are the sum, rounded half up to millionths once a run", func(s string) error {
		rate, err := history.ParseRate(s)
		f.plan.Rates = append(f.plan.Rates, rate)
		return err
	})
}

// read makes a plan of the flags.
func (f *importFlags) read(name string) (*history.Plan, error) {
	plan := f.plan
	var err error
	if plan.Contract, plan.Workspace, err = readWorkspace(f.workspace); err != nil {
		return nil, misuse("--workspace: %w", err)
	}
	if plan.Zone, err = time.LoadLocation(f.zone); err != nil {
		return nil, misuse("--time-zone: %w", err)
	}
	if f.preset != "" {
		at := slices.IndexFunc(history.Presets, func(p history.Preset) bool { return p.Name == f.preset })
		if at < 0 {
			return nil, misuse("--preset: there is no %q", f.preset)
		}
		history.Presets[at].Apply(&plan)
	}
	switch plan.Format = history.Format(f.format); {
	case plan.Format == "" && slices.Contains([]string{".ndjson", ".jsonl"}, strings.ToLower(filepath.Ext(name))):
		plan.Format = history.NDJSON
	case plan.Format == "":
		plan.Format = history.CSV
	case plan.Format != history.CSV && plan.Format != history.NDJSON:
		return nil, misuse("--format: %q is neither csv nor ndjson", f.format)
	}
	switch plan.Source = f.source; {
	case plan.Source != "":
	case name == "-":
		plan.Source = "stdin"
	default:
		plan.Source = filepath.Base(name)
	}
	if err := plan.Check(); err != nil {
		return nil, misuse("%w", err)
	}
	return &plan, nil
}

func readWorkspace(s string) (contract, workspace uuid.UUID, err error) {
	if first, second, both := strings.Cut(s, ":"); both {
		contract, err = uuid.Parse(first)
		if err == nil {
			workspace, err = uuid.Parse(second)
		}
		return contract, workspace, err
	}
	id, err := globalid.Parse(s)
	if err == nil && id.Type != globalid.Workspace {
		err = fmt.Errorf("%q is not the global id of a workspace", s)
	}
	return id.Contract, id.Of, err
}

// openImport opens what can be read twice.
func openImport(name string, stdin io.Reader) (file io.ReadSeeker, closeFile func(), err error) {
	if name == "-" {
		return history.Spool(stdin)
	}
	opened, err := os.Open(name) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, nil, err
	}
	closeFile = func() { _ = opened.Close() }
	info, err := opened.Stat()
	if err == nil && info.Mode().IsRegular() {
		return opened, closeFile, nil
	}
	defer closeFile()
	return history.Spool(opened)
}

func runImport(ctx context.Context, p program, plan *history.Plan, file io.ReadSeeker) (*history.Summary, error) {
	config, err := loadConfig(p.environ)
	if err != nil {
		return nil, err
	}
	if config.DatabaseURL == "" {
		return nil, fmt.Errorf("%s is not set", databaseURL)
	}
	db, err := openOwnerPool(config.DatabaseURL)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := checkDatabase(ctx, db); err != nil {
		return nil, err
	}
	log := newLogger(p.stderr, config.LogLevel)
	announcer := live.Announce(db, log)
	defer announcer.Close()
	client := ent.NewClient(ent.Announcing(db, announcer.Changed))
	meter, err := metering.Prepare(ctx, db)
	if err != nil {
		return nil, err
	}
	committer := ingest.NewCommitter(ingest.Config{
		Client: client, Meter: meter, Scope: config.IngestScope, Now: time.Now, Log: log,
	})
	defer committer.Close()
	bar := history.ProgressBar{Out: p.stderr, Terminal: isTerminal(p.stderr), Now: time.Now}
	defer bar.Close()
	importer := history.Importer{Client: client, Meter: meter, Committer: committer, Now: time.Now, Progress: bar.Show}
	return importer.Import(ctx, plan, file)
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// parseMixed reads flags that stand before or after the other arguments, which it returns.
func parseMixed(flags *flag.FlagSet, args []string) (others []string, done bool, err error) {
	for {
		if done, err = parseFlags(flags, args); done || err != nil || flags.NArg() == 0 {
			return others, done, err
		}
		others = append(others, flags.Arg(0))
		args = flags.Args()[1:]
	}
}

func listPresets() string {
	var list strings.Builder
	for _, preset := range history.Presets {
		fmt.Fprintf(&list, "  %s  %s\n", preset.Name, preset.Summary)
	}
	return list.String()
}
