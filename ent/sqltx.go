package ent

import (
	"database/sql"

	entsql "entgo.io/ent/dialect/sql"
)

// SQLTx is the database/sql transaction below this one: what hand-written SQL and prepared statements run on.
// It panics on a transaction that was not begun by a client on database/sql, which the program never makes.
func (tx *Tx) SQLTx() *sql.Tx {
	below := tx.config.driver.(*txDriver).tx
	if telling, ok := below.(*announcingTx); ok {
		below = telling.Tx
	}
	return below.(*entsql.Tx).Tx.(*sql.Tx)
}
