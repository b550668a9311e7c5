package main

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/ent"
	"cistern/graph/globalid"
)

const auditHelp = `Follows the audit log of every contract, or of one, and names the first entry that does not hold.

  cistern audit verify
  cistern audit verify --contract con_…

Every entry holds the hash of the one before it. One that was changed (CHANGED), taken out (MISSING), or put
in or moved (UNLINKED) since it was written breaks the chain where it stands; what follows it cannot be
judged. The exit status is 1 then. A chain that lost its last entries holds: keep the number and the hash
of an entry elsewhere, if that has to be noticed. It works as the user of DATABASE_URL.
`

func auditLog(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "audit", "verify [--contract ID]", auditHelp)
	only := flags.String("contract", "", "global id of the contract; all when left out")
	if len(args) > 0 && args[0] == "verify" {
		args = args[1:]
	} else if done, err := parse(flags, args); done || err != nil {
		return err
	} else {
		return misuse("say what to do with the audit log: verify")
	}
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	return onContracts(ctx, p, *only, func(client *ent.Client, contracts []uuid.UUID) error {
		return verifyChains(ctx, p, client, contracts)
	})
}

// verifyChains tells of every broken chain, and is an error when there is any.
func verifyChains(ctx context.Context, p program, client *ent.Client, contracts []uuid.UUID) error {
	broken := 0
	for _, id := range contracts {
		var found *audit.Break
		err := ent.InTx(ctx, client, func(tx *ent.Tx) (err error) {
			found, err = audit.Verify(ctx, tx, id)
			return err
		})
		if err != nil {
			return fmt.Errorf("contract %s: %w", id, err)
		}
		if found != nil {
			broken++
			fmt.Fprintf(p.stdout, "%s: entry %d (%s) is %s\n", globalid.ID{Type: globalid.Contract, Of: id}, found.Seq, nameOf(id, found), found.Fault)
		}
	}
	if broken > 0 {
		return fmt.Errorf("the audit logs of %d of %d contracts do not hold", broken, len(contracts))
	}
	fmt.Fprintf(p.stdout, "%d contracts: every entry of their audit logs holds\n", len(contracts))
	return nil
}

// nameOf is the global id of the entry that stands where a chain breaks.
func nameOf(contract uuid.UUID, at *audit.Break) string {
	if at.ID == uuid.Nil {
		return "gone"
	}
	return globalid.ID{Type: globalid.AuditEntry, Contract: contract, Of: at.ID}.String()
}
