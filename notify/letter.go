package notify

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/notification"
	"cistern/ent/user"
)

//go:embed letter.sql
var letterSQL string

// Letter is what an e-mail about a notification tells, and whom.
type Letter struct {
	Notice
	Kind      credit.NotificationKind
	Figures   any // as Figures returns them
	CreatedAt time.Time

	Person  uuid.UUID
	Name    string // of the person
	Address string
	Locale  string // en or vi

	ContractName string
	TimeZone     string // of the contract
	AgentName    string // empty where it is about no agent
	// Workspace is whose page it leads to: for what concerns the pool, one that the person runs. Null where it leads to the contract.
	Workspace     uuid.NullUUID
	WorkspaceName string // empty where it leads to the contract
}

// FindLetter finds what is to be sent about a notification; nil when nothing is: it was sent or given up, the person does not want
// e-mails of its kind, or does not belong to the contract any more.
func FindLetter(ctx context.Context, tx *ent.Tx, n Notice) (*Letter, error) {
	row, err := tx.Notification.Query().
		Where(notification.ContractID(n.Contract), notification.ID(n.ID), notification.EmailedAtIsNil(), notification.EmailFailureIsNil()).
		Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // nothing to send is an answer
	}
	if err != nil {
		return nil, fmt.Errorf("find notification: %w", err)
	}
	wanted, err := WantsEmail(ctx, tx, row.UserID, row.Kind)
	if err != nil || !wanted {
		return nil, err
	}
	return writeLetter(ctx, tx, row)
}

func writeLetter(ctx context.Context, tx *ent.Tx, row *ent.Notification) (*Letter, error) {
	l := &Letter{Notice: Notice{row.ContractID, row.ID}, Kind: row.Kind, CreatedAt: row.CreatedAt, Person: row.UserID}
	err := tx.SQLTx().QueryRowContext(ctx, letterSQL, row.ContractID, row.UserID, row.WorkspaceID, row.AgentID).
		Scan(&l.ContractName, &l.TimeZone, &l.AgentName, &l.Workspace, &l.WorkspaceName)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // the person does not belong there any more
	}
	if err != nil {
		return nil, fmt.Errorf("find what notification %s is about: %w", row.ID, err)
	}
	person, err := tx.User.Query().Where(user.ID(row.UserID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("find whom notification %s is for: %w", row.ID, err)
	}
	l.Name, l.Address, l.Locale = person.Name, person.Email, person.Locale
	l.Figures, err = Figures(row)
	return l, err
}

// Sent keeps that the e-mail about a notification was sent.
func Sent(ctx context.Context, tx *ent.Tx, n Notice, now time.Time) error {
	err := tx.Notification.Update().
		Where(notification.ContractID(n.Contract), notification.ID(n.ID), notification.EmailedAtIsNil()).
		SetEmailedAt(now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep that an e-mail was sent: %w", err)
	}
	return nil
}

// maxFailure is how much is kept of why an e-mail was given up, in characters.
const maxFailure = 500

// GiveUp keeps why no e-mail about a notification will be sent.
func GiveUp(ctx context.Context, tx *ent.Tx, n Notice, reason string) error {
	if characters := []rune(reason); len(characters) > maxFailure {
		reason = string(characters[:maxFailure])
	}
	err := tx.Notification.Update().
		Where(notification.ContractID(n.Contract), notification.ID(n.ID)).
		SetEmailFailure(reason).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep that an e-mail was given up: %w", err)
	}
	return nil
}
