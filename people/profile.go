package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/user"
)

const maxName = 200 // characters

// Profile is what people say of themselves.
type Profile struct {
	Name   string // 1 to 200 characters without the spaces around them; no control characters
	Locale string // en or vi: in which e-mail is written
}

// Check trims the name, and refuses what is not valid by a credit.Error.
func (p *Profile) Check() error {
	p.Name = strings.TrimSpace(p.Name)
	if err := credit.CheckText("name", p.Name, 1, maxName); err != nil {
		return err
	}
	if p.Locale != "en" && p.Locale != "vi" {
		return refused(credit.CodeBadInput, "locale", "The language is en or vi.")
	}
	return nil
}

// SetProfile changes what a person says of themselves.
func SetProfile(ctx context.Context, tx *ent.Tx, person uuid.UUID, p Profile) (*ent.User, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	if err := tx.User.Update().Where(user.ID(person)).SetName(p.Name).SetLocale(p.Locale).Exec(ctx); err != nil {
		return nil, fmt.Errorf("set a profile: %w", err)
	}
	return tx.User.Query().Where(user.ID(person)).Only(ctx)
}
