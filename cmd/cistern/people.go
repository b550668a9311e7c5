package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/auth"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/ledger"
	"cistern/notify/email"
	"cistern/people"
)

const peopleHelp = `Lets people in, and prints the link by which they come: it is shown this once, and good once.

The first person of an installation gets a contract, which they own and are the account team of; they may create
others from then on, and invite people to them:

  cistern people --email ada@example.com --name Ada --new-contract "Example Inc."

Others are invited to a role in a contract: ACCOUNT_TEAM, ORG_OWNER or ORG_ADMIN.

  cistern people --email bob@example.com --contract con_… --role ACCOUNT_TEAM

Whoever forgot their password, where no e-mails are sent, gets a link to set one:

  cistern people --email ada@example.com

It works as the user of DATABASE_URL. Links lead to CISTERN_PUBLIC_URL.
`

// operatorLinkLife is how long a link to set a password is good that an operator hands out.
const operatorLinkLife = 24 * time.Hour

// newcomer is whom the operator lets in, and to what.
type newcomer struct {
	email, name    string
	newContract    string // its name
	contract, role string
}

func letIn(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "people", "--email ADDRESS [FLAGS]", peopleHelp)
	var n newcomer
	flags.StringVar(&n.email, "email", "", "address of the person")
	flags.StringVar(&n.name, "name", "", "name of a person who is not known yet")
	flags.StringVar(&n.newContract, "new-contract", "", "name of a contract to make for the person")
	flags.StringVar(&n.contract, "contract", "", "global id of the contract that the person is invited to")
	flags.StringVar(&n.role, "role", "", "role there: ACCOUNT_TEAM, ORG_OWNER or ORG_ADMIN")
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	switch {
	case n.email == "":
		return misuse("--email is needed: say who it is")
	case (n.contract == "") != (n.role == ""):
		return misuse("--contract and --role go together")
	case n.newContract != "" && (n.contract != "" || n.name == ""):
		return misuse("--new-contract goes with --name alone")
	}
	config, err := loadConfig(p.environ)
	if err != nil {
		return err
	}
	if config.DatabaseURL == "" {
		return fmt.Errorf("%s is not set", databaseURL)
	}
	db, err := openOwnerPool(config.DatabaseURL)
	if err != nil {
		return err
	}
	defer db.Close()
	path, err := n.letIn(ctx, db, time.Now())
	if err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, cmp.Or(config.PublicURL, "http://"+config.Listen)+path)
	return nil
}

// letIn returns the path of the link.
func (n newcomer) letIn(ctx context.Context, db *sql.DB, now time.Time) (path string, err error) {
	err = ent.InTx(ctx, clientOf(db), func(tx *ent.Tx) error {
		if n.contract != "" {
			path, err = n.invite(ctx, tx, now)
			return err
		}
		if n.newContract != "" {
			if err := n.makeContract(ctx, tx, now); err != nil {
				return err
			}
		}
		path, err = n.link(ctx, tx, now)
		return err
	})
	return path, err
}

func (n newcomer) invite(ctx context.Context, tx *ent.Tx, now time.Time) (string, error) {
	id, err := globalid.Parse(n.contract)
	if err != nil || id.Type != globalid.Contract {
		return "", misuse("--contract: %q is not the global id of a contract", n.contract)
	}
	var role credit.ContractRole
	if err := role.UnmarshalGQL(n.role); err != nil {
		return "", misuse("--role: %w", err)
	}
	if _, err := ledger.Lock(ctx, tx, id.Of); err != nil {
		return "", err
	}
	text, hash := auth.NewInvitationText(id.Of)
	_, err = people.Invite(ctx, tx, people.NewInvitation{
		Change: people.Change{Contract: id.Of, Cause: byOperator}, Office: role, Email: n.email, Hash: hash,
	}, now)
	return auth.InvitationPath(text), err
}

var byOperator = audit.Cause{Actor: audit.Actor{Kind: audit.Operator}, Reason: "cistern people"}

// makeContract makes a contract of the person, with a workspace of the same name. Terms are agreed on later, by the account team.
func (n newcomer) makeContract(ctx context.Context, tx *ent.Tx, now time.Time) error {
	_, err := billing.CreateContract(ctx, tx, billing.NewContract{
		ID: uuid.Must(uuid.NewV7()),
		Terms: billing.Terms{
			Name: n.newContract, Plan: credit.PlanBusiness, Channel: credit.ChannelSelfServe, ServiceDay: 1, TimeZone: "UTC",
		},
		Currency: "USD", WorkspaceName: n.newContract, OwnerName: n.name, OwnerEmail: n.email, Cause: byOperator,
	}, now)
	return err
}

// link is one to set a password, or to sign in for whoever signs in with a provider.
func (n newcomer) link(ctx context.Context, tx *ent.Tx, now time.Time) (string, error) {
	person, err := people.FindForReset(ctx, tx, n.email)
	switch {
	case err != nil:
		return "", err
	case person != nil:
		secret := rand.Text()
		return email.ResetPath(secret), people.AllowReset(ctx, tx, people.PasswordReset{
			Person: person.ID, Secret: secret, Life: operatorLinkLife,
		}, now)
	case n.newContract != "":
		return "/sign-in", nil
	}
	return "", fmt.Errorf("nobody who signs in with a password has the address %s", n.email)
}
