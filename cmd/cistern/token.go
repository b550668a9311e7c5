package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"cistern/audit"
	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/ledger"
)

const tokenHelp = `Issues a service token for the contract of a workspace and prints it. It is shown this once: only its hash
is kept.

  cistern token --workspace wsp_… --name "nightly runtime"
  cistern token --workspace wsp_… --bound --scopes RUNS_WRITE --for 720h --name "sandbox"

Or signs a token (JWT) by the private key CISTERN_SIGNING_KEY, for up to an hour: an access token about a contract (con_…), a
workspace (wsp_…) or a person (usr_…) for whom a script works, or a subscription token about a contract, a workspace or an
agent (agt_…) for a widget. Servers take it while CISTERN_TOKEN_KEYS holds the public half, which --keys prints.

  openssl genpkey -algorithm ed25519 -out signing.pem
  cistern token --keys > keys.json
  cistern token --sign access --subject wsp_… --scopes RUNS_WRITE,USAGE_READ --for 15m
  cistern token --sign subscription --subject agt_…
`

// token issues a service token. It works as the user of DATABASE_URL, so whoever may run it may do so.
func token(ctx context.Context, p program, args []string) error {
	flags := newFlags(p, "token", "--workspace ID --name NAME [FLAGS]", tokenHelp)
	workspace := flags.String("workspace", "", "global id of a workspace of the contract")
	bound := flags.Bool("bound", false, "good for that workspace alone")
	name := flags.String("name", "", "what people will know it by")
	scopes := flags.String("scopes", string(credit.ScopeRunsWrite), "what it may do, separated by commas")
	life := flags.Duration("for", 0, "how long it is good; for ever when left out, or an hour if signed")
	kind := flags.String("sign", "", "sign an access or a subscription token")
	subject := flags.String("subject", "", "global id of what the signed token is about")
	keys := flags.Bool("keys", false, "print the public half of the signing key")
	if done, err := parse(flags, args); done || err != nil {
		return err
	}
	granted, err := parseScopes(*scopes)
	if err != nil {
		return err
	}
	if *keys || *kind != "" {
		return printSigned(p, signing{keys: *keys, kind: *kind, subject: *subject, scopes: granted, life: *life})
	}
	id, err := globalid.Parse(*workspace)
	if err != nil || id.Type != globalid.Workspace {
		return misuse("--workspace: %q is not the global id of a workspace", *workspace)
	}
	n := auth.NewToken{
		On: auth.Scope{Contract: id.Contract, Workspace: id.Of}, Name: *name, Scopes: granted,
		Actor: audit.Actor{Kind: audit.Operator}, Reason: "cistern token",
	}
	if !*bound {
		n.On.Workspace = [16]byte{}
	}
	switch {
	case *name == "":
		return misuse("--name is needed: say what the token is for")
	case *life < 0:
		return misuse("--for: %s has passed already", *life)
	}
	now := time.Now()
	if *life > 0 {
		n.ExpiresAt = now.Add(*life)
	}
	plain, err := issueToken(ctx, p, n, now)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.stdout, plain)
	return nil
}

func parseScopes(list string) (scopes []credit.TokenScope, err error) {
	for text := range strings.SplitSeq(list, ",") {
		var scope credit.TokenScope
		if err := scope.UnmarshalGQL(strings.TrimSpace(text)); err != nil {
			return nil, misuse("--scopes: %w", err)
		}
		scopes = append(scopes, scope)
	}
	return scopes, nil
}

func issueToken(ctx context.Context, p program, n auth.NewToken, now time.Time) (string, error) {
	config, err := loadConfig(p.environ)
	if err != nil {
		return "", err
	}
	if config.DatabaseURL == "" {
		return "", fmt.Errorf("%s is not set", databaseURL)
	}
	db, err := openOwnerPool(config.DatabaseURL)
	if err != nil {
		return "", err
	}
	defer db.Close()
	return issue(ctx, db, n, now)
}

func issue(ctx context.Context, db *sql.DB, n auth.NewToken, now time.Time) (plain string, err error) {
	client := clientOf(db)
	err = ent.InTx(ctx, client, func(tx *ent.Tx) error {
		if _, err := ledger.Lock(ctx, tx, n.On.Contract); err != nil {
			return err
		}
		plain, _, err = auth.Issue(ctx, tx, n, now)
		return err
	})
	return plain, err
}
