package ent

import (
	"context"
	"fmt"
)

// InTx runs fn in a transaction, and commits it when fn returns no error.
func InTx(ctx context.Context, client *Client, fn func(*Tx) error) error {
	tx, err := client.Tx(ctx)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // of no effect after the commit
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}
