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
	return tx.Do(fn)
}

// Do runs fn, and commits the transaction when fn returns no error; else nothing of it stays.
func (tx *Tx) Do(fn func(*Tx) error) error {
	defer tx.Rollback() // of no effect after the commit
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}
