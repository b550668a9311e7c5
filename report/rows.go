package report

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"cistern/ent"
)

// rows runs a report and reads its columns into the fields of the same names.
func rows[Row any](ctx context.Context, tx *ent.Tx, report string, args ...any) ([]Row, error) {
	result, err := tx.SQLTx().QueryContext(ctx, report, args...)
	if err != nil {
		return nil, err
	}
	defer result.Close()
	var all []Row
	return all, sql.ScanSlice(result, &all)
}
