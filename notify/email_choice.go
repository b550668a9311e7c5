package notify

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
)

// EmailChoice says whether a person wants e-mails of a kind. In the app they are told anyhow.
type EmailChoice struct {
	Kind   credit.NotificationKind
	Wanted bool
}

// EmailChoices are those of a person, one for each kind. What was never chosen is wanted.
func EmailChoices(ctx context.Context, tx *ent.Tx, person uuid.UUID) ([]EmailChoice, error) {
	rows, err := tx.SQLTx().QueryContext(ctx, `select kind, wanted from email_choices where user_id = $1`, person)
	if err != nil {
		return nil, fmt.Errorf("read the choices of e-mails: %w", err)
	}
	defer rows.Close()
	chosen := map[credit.NotificationKind]bool{}
	for rows.Next() {
		var c EmailChoice
		if err := rows.Scan(&c.Kind, &c.Wanted); err != nil {
			return nil, fmt.Errorf("read the choices of e-mails: %w", err)
		}
		chosen[c.Kind] = c.Wanted
	}
	var choices []EmailChoice
	for _, kind := range credit.NotificationKinds() {
		wanted, known := chosen[kind]
		choices = append(choices, EmailChoice{kind, wanted || !known})
	}
	return choices, rows.Err()
}

// WantsEmail reports whether a person wants e-mails of a kind.
func WantsEmail(ctx context.Context, tx *ent.Tx, person uuid.UUID, kind credit.NotificationKind) (wanted bool, err error) {
	err = tx.SQLTx().QueryRowContext(ctx,
		`select wanted from email_choices where user_id = $1 and kind = $2`, person, kind).Scan(&wanted)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("find the choice of e-mails: %w", err)
	}
	return wanted, nil
}

// ChooseEmail keeps whether a person wants e-mails of a kind.
func ChooseEmail(ctx context.Context, tx *ent.Tx, person uuid.UUID, c EmailChoice) error {
	_, err := tx.SQLTx().ExecContext(ctx, `
		insert into email_choices (user_id, kind, wanted)
		values ($1, $2, $3)
		on conflict (user_id, kind) do update set wanted = excluded.wanted`, person, c.Kind, c.Wanted)
	if err != nil {
		return fmt.Errorf("keep the choice of e-mails: %w", err)
	}
	return nil
}
