package ent

import (
	"context"
	"database/sql"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
)

// Announcing is a pool whose transactions tell, once they have committed, of whom they changed what watchers see: the ids that
// Tx.Changes was given. tell must not wait; nil is nobody to tell.
func Announcing(pool *sql.DB, tell func(of ...uuid.UUID)) Option {
	driver := entsql.OpenDB(dialect.Postgres, pool)
	if tell == nil {
		return Driver(driver)
	}
	return Driver(announcingDriver{driver, tell})
}

// Changes says that the transaction changes what watchers of these contracts or people see. Who takes the lock of a contract says so.
func (tx *Tx) Changes(of ...uuid.UUID) {
	if telling, ok := tx.config.driver.(*txDriver).tx.(*announcingTx); ok {
		telling.changed = append(telling.changed, of...)
	}
}

type announcingDriver struct {
	*entsql.Driver
	tell func(of ...uuid.UUID)
}

// Tx begins a transaction.
func (d announcingDriver) Tx(ctx context.Context) (dialect.Tx, error) { return d.BeginTx(ctx, nil) }

// BeginTx begins a transaction.
func (d announcingDriver) BeginTx(ctx context.Context, options *sql.TxOptions) (dialect.Tx, error) {
	tx, err := d.Driver.BeginTx(ctx, options)
	if err != nil {
		return nil, err
	}
	return &announcingTx{Tx: tx.(*entsql.Tx), tell: d.tell}, nil
}

type announcingTx struct {
	*entsql.Tx
	tell    func(of ...uuid.UUID)
	changed []uuid.UUID
}

// Commit tells of what is there from now on.
func (tx *announcingTx) Commit() error {
	err := tx.Tx.Commit()
	if err == nil && len(tx.changed) > 0 {
		tx.tell(tx.changed...)
	}
	return err
}
