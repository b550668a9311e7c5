package graph_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/audit"
	"cistern/auth"
	"cistern/billing/invoice"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph"
	"cistern/graph/globalid"
	"cistern/ingest"
	"cistern/internal/dbtest"
	"cistern/ledger"
	"cistern/live"
	"cistern/metering"
)

// noon is a time well within the first billed period of the default contract.
var noon = dbtest.Epoch.AddDate(0, 0, 9).Add(12 * time.Hour)

// clock is what the server takes for the time.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

// world is a server over HTTP on a database of its own, with one contract that has a workspace and an agent.
type world struct {
	db       *dbtest.DB
	client   *ent.Client
	clock    *clock // of the contracts
	resolver *graph.Resolver
	doors    *clock // of sessions and tokens: the same one, unless a test lives longer than they do
	tokens   *auth.Tokens
	ingest   *ingest.Committer
	live     *live.Live
	server   *graph.Server
	handler  http.Handler // what is behind the url
	url      string
	log      *lines

	contract  *ent.Contract
	workspace *ent.Workspace
	agent     *ent.Agent
}

func setup(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	return newWorld(t)
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{db: dbtest.New(t), clock: &clock{at: noon}, log: &lines{}}
	w.doors = w.clock
	doors := func() time.Time { return w.doors.now() }
	log := slog.New(slog.NewJSONHandler(w.log, nil))
	w.live = live.Start(live.Config{DB: w.db.SQL, URL: w.db.URL, Log: log})
	w.client = ent.NewClient(ent.Announcing(w.db.SQL, w.live.Changed))
	meter, err := metering.Prepare(t.Context(), w.db.SQL)
	must(t, err)
	w.ingest = ingest.NewCommitter(ingest.Config{
		Client: w.client, Meter: meter, Scope: ingest.ScopeAll, Now: w.clock.now, Log: slog.New(slog.DiscardHandler),
	})
	sessions := auth.NewSessions(w.db.SQL, nil, doors)
	w.tokens = auth.NewTokens(w.db.SQL, log, doors)
	callers := &auth.Authenticator{Sessions: sessions, Tokens: w.tokens, Log: log}
	presences := auth.NewPresences(callers)
	w.resolver = &graph.Resolver{
		Client: graph.ForPeople(w.db.People, w.live.Changed), Ingest: w.ingest, Live: w.live, Payments: invoice.Provider{}, Trial: true, Now: w.clock.now, Log: log,
		Sessions: sessions, Accounts: auth.NewAccounts(sessions, auth.NewPasswords(), w.client), Budgets: auth.NewBudgets(sessions, 1_000_000),
	}
	w.server, err = graph.NewServer(w.resolver, presences, map[string]string{"sha256:known": "query Who($n: Boolean!) { viewer { user { id @include(if: $n) } } }"})
	must(t, err)
	mux := http.NewServeMux()
	mux.Handle("/", callers.Authenticate(w.server))
	mux.Handle("/stream", callers.Authenticate(w.server.Events()))
	mux.Handle("GET /export/agents.csv", callers.Authenticate(w.server.AgentsCSV()))
	w.handler = mux
	server := httptest.NewServer(mux)
	t.Cleanup(func() {
		must(t, w.server.Drain(context.Background()))
		server.Close()
		presences.Close()
		w.ingest.Close()
		w.tokens.Close()
		w.live.Close()
		if t.Failed() {
			t.Logf("logged: %s", w.log.all())
		}
	})
	w.url = server.URL
	w.contract = dbtest.Contract(t, w.client)
	w.workspace = dbtest.Workspace(t, w.client, w.contract)
	w.agent = dbtest.Agent(t, w.client, w.workspace)
	return w
}

// lines keeps what is logged.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.FieldsFunc(l.text.String(), func(r rune) bool { return r == '\n' })
}

// caller sends requests as somebody.
type caller struct {
	url           string
	authorization string
	cookie        string
	key           string // for Idempotency-Key
}

func (w *world) anonymous() caller { return caller{url: w.url} }

// runtime is a program with a token that may write the runs of the whole contract.
func (w *world) runtime(t testing.TB) caller {
	t.Helper()
	return w.token(t, auth.Scope{Contract: w.contract.ID}, credit.ScopeRunsWrite)
}

func (w *world) token(t testing.TB, on auth.Scope, scopes ...credit.TokenScope) caller {
	t.Helper()
	var plain string
	w.inTx(t, func(tx *ent.Tx) {
		_, err := ledger.Lock(t.Context(), tx, on.Contract)
		must(t, err)
		plain, _, err = auth.Issue(t.Context(), tx, auth.NewToken{
			On: on, Name: "Runtime", Scopes: scopes, Actor: audit.Actor{Kind: audit.Operator}, Reason: "test",
		}, noon)
		must(t, err)
	})
	return caller{url: w.url, authorization: "Bearer " + plain}
}

// person is somebody with a role in the world's workspace; the zero role is none.
func (w *world) person(t testing.TB, role credit.WorkspaceRole) (caller, *ent.User) {
	t.Helper()
	user := dbtest.User(t, w.client)
	if role != "" {
		dbtest.Membership(t, w.client, user, w.workspace, func(m *ent.MembershipCreate) { m.SetRole(role) })
	}
	return w.signedIn(t, user), user
}

func (w *world) admin(t testing.TB) caller {
	t.Helper()
	c, _ := w.person(t, credit.RoleAdmin)
	return c
}

// signedIn gives a person the session that signing in would, without the wait for a hash.
func (w *world) signedIn(t testing.TB, user *ent.User) caller {
	t.Helper()
	secret := newID().String()
	id := sha256.Sum256([]byte(secret))
	_, err := w.db.SQL.ExecContext(t.Context(), `
		insert into sessions (id, user_id, created_at, seen_at, expires_at, user_agent)
		values ($1, $2, $3, $3, $4, '')`, id[:], user.ID, w.doors.now(), w.doors.now().AddDate(0, 0, 14))
	must(t, err)
	return caller{url: w.url, cookie: "cistern=" + secret}
}

func (w *world) exec(t testing.TB, statement string, args ...any) {
	t.Helper()
	_, err := w.db.SQL.ExecContext(t.Context(), statement, args...)
	must(t, err)
}

func (w *world) inTx(t testing.TB, fn func(*ent.Tx)) {
	t.Helper()
	tx, err := w.client.Tx(t.Context())
	must(t, err)
	defer tx.Rollback()
	fn(tx)
	must(t, tx.Commit())
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string `json:"message"`
		Path       []any  `json:"path"`
		Extensions struct {
			Code       string  `json:"code"`
			RetryAfter float64 `json:"retryAfter"`
		} `json:"extensions"`
	} `json:"errors"`
}

// said is the answer without what it cost.
func (a answer) said() string {
	said, _, _ := strings.Cut(a.body, `,"extensions":{"cost":`)
	return said
}

// code is the one of the only error; empty without errors.
func (a answer) code(t testing.TB) string {
	t.Helper()
	switch len(a.Errors) {
	case 0:
		return ""
	case 1:
		return a.Errors[0].Extensions.Code
	}
	t.Fatalf("several errors: %s", a.body)
	return ""
}

type variables map[string]any

// ask sends an operation.
func (c caller) ask(t testing.TB, query string, given variables) answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": given})
	must(t, err)
	return c.send(t, http.MethodPost, "application/json", body)
}

func (c caller) send(t testing.TB, method, contentType string, body []byte) answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, c.url, bytes.NewReader(body))
	must(t, err)
	request.Header.Set("Content-Type", contentType)
	if c.authorization != "" {
		request.Header.Set("Authorization", c.authorization)
	}
	if c.cookie != "" {
		request.Header.Set("Cookie", c.cookie)
	}
	if c.key != "" {
		request.Header.Set("Idempotency-Key", c.key)
	}
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	must(t, err)
	out := answer{status: response.StatusCode, header: response.Header, body: string(text)}
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatalf("%s: %v: %s", response.Status, err, text)
	}
	return out
}

// got sends an operation that must succeed, and returns its data.
func got[T any](t testing.TB, c caller, query string, given variables) (data T) {
	t.Helper()
	a := c.ask(t, query, given)
	if len(a.Errors) > 0 || a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	must(t, json.Unmarshal(a.Data, &data))
	return data
}

func idOf(kind globalid.Type, contract, id uuid.UUID) string {
	return globalid.ID{Type: kind, Contract: contract, Of: id}.String()
}

func agentID(a *ent.Agent) string { return idOf(globalid.Agent, a.ContractID, a.ID) }

func workspaceID(w *ent.Workspace) string { return idOf(globalid.Workspace, w.ContractID, w.ID) }

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// content is everything that requests about runs may change.
func (w *world) content(t testing.TB) (content string) {
	t.Helper()
	const statement = `
		select coalesce(string_agg(line, chr(10) order by line), '') from (
		  select c::text from contracts c where id is not null
		  union all select w::text from workspaces w where contract_id is not null
		  union all select a::text from agents a where contract_id is not null
		  union all select r::text from runs r where contract_id is not null
		  union all select u::text from workspace_usage u where contract_id is not null
		  union all select u::text from agent_usage u where contract_id is not null
		  union all select h::text from workspace_hours h where contract_id is not null
		  union all select p::text from billing_periods p where contract_id is not null
		) contract_id (line)`
	must(t, w.db.SQL.QueryRowContext(context.Background(), statement).Scan(&content))
	return content
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
