package main

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/contract"
	"cistern/graph/globalid"
	"cistern/verify"
)

const verifyHelp = `Proves that what is counted is what ran, and what the ledger says: of every contract, or of one.

  cistern verify
  cistern verify --contract con_…

Each contract is read in one snapshot, while everything goes on:

  counters = runs     used, succeeded and failed of each billing period, workspace, agent and hour;
                      what contract, workspaces and agents hold = what runs that are going reserved
  ledger = counters   what each period has settled = its USAGE entries, and all that it used once it closed;
                      what it is credited with = what its grants brought in
  ledger = balance    what is left of each grant = its entries; their sum = what all grants have left

Each figure that another one contradicts is told on a line of its own: contract, period, whose it is, and
both values; the first one is where to look first. The exit status is 1 then. Nothing is changed.

All runs of a contract are read once: some four seconds a million, and a snapshot that long.
`

// tellEvery is how often a long verification says how far it is.
const tellEvery = 2 * time.Second

func verifyContracts(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "verify", "[--contract ID]", verifyHelp)
	only := flags.String("contract", "", "global id of the contract; all when left out")
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	return onContracts(ctx, p, *only, func(client *ent.Client, contracts []uuid.UUID) error {
		return verifyAll(ctx, p, client, contracts)
	})
}

// onContracts works on the contract of a global id, or on all without one, as the user of DATABASE_URL.
func onContracts(ctx context.Context, p program, only string, work func(*ent.Client, []uuid.UUID) error) error {
	var one uuid.UUID
	if only != "" {
		id, err := globalid.Parse(only)
		if err != nil || id.Type != globalid.Contract {
			return misuse("--contract: %q is not the global id of a contract", only)
		}
		one = id.Of
	}
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	if config.DatabaseURL == "" {
		return fmt.Errorf("%s is not set", databaseURL)
	}
	db, err := openPatientPool(config.DatabaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	client := clientOf(db)
	query := client.Contract.Query().Order(contract.ByID())
	if one != uuid.Nil {
		query.Where(contract.ID(one))
	}
	contracts, err := query.IDs(ctx)
	if err != nil {
		return fmt.Errorf("find contracts: %w", err)
	}
	if one != uuid.Nil && len(contracts) == 0 {
		return fmt.Errorf("there is no contract %s", one)
	}
	return work(client, contracts)
}

// verifyAll verifies contracts, and is an error when any figure is contradicted.
func verifyAll(ctx context.Context, p program, client *ent.Client, contracts []uuid.UUID) error {
	told, wrong := time.Now(), 0
	for i, id := range contracts {
		found, err := verify.Snapshot(ctx, client, id)
		if err != nil {
			return fmt.Errorf("contract %s: %w", id, err)
		}
		for _, d := range found {
			fmt.Fprintln(p.stdout, d)
		}
		if len(found) > 0 {
			wrong++
		}
		if time.Since(told) > tellEvery {
			told = time.Now()
			fmt.Fprintf(p.stderr, "verified %d of %d contracts\n", i+1, len(contracts))
		}
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d contracts have figures that disagree", wrong, len(contracts))
	}
	fmt.Fprintf(p.stdout, "%d contracts: counters, runs and ledger agree\n", len(contracts))
	return nil
}
