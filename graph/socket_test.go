package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent/membership"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func TestSubscribingOverASocket(t *testing.T) {
	t.Parallel()
	t.Run("ShowsWhatThereIsAndWhatChanges", func(t *testing.T) {
		w := setup(t)
		s := w.admin(t).open(t)
		s.subscribe("1", watchWorkspace, w.watched(nil))
		first := s.frame("1").WorkspaceUsage
		if first.Dashboard.Used != "0" || first.Version == "" || !first.AsOf.Equal(noon) {
			t.Errorf("got %+v", first)
		}
		w.use(t, 5*credit.Credit)
		second := s.frame("1").WorkspaceUsage
		if second.Dashboard.Used != "5" || second.Dashboard.Pool.Used != "5" || second.Version == first.Version {
			t.Errorf("got %+v", second)
		}
	})
	t.Run("GoesOnFromWhatWasSeen", func(t *testing.T) {
		w := setup(t)
		admin := w.admin(t)
		s := admin.open(t)
		s.subscribe("1", watchWorkspace, w.watched(nil))
		seen := s.frame("1").WorkspaceUsage.Version

		back := admin.open(t)
		back.subscribe("up to date", watchWorkspace, w.watched(seen))
		back.subscribe("stale", watchWorkspace, w.watched("0-x"))
		if u := back.frame("stale"); u.WorkspaceUsage.Version != seen {
			t.Errorf("got %+v", u)
		}
		w.use(t, credit.Credit)
		got := map[string]string{}
		for range 2 {
			m := back.receive()
			got[m.ID] = decodeFrame(t, m.Payload).WorkspaceUsage.Dashboard.Used
		}
		if got["up to date"] != "1" || got["stale"] != "1" {
			t.Errorf("got %v", got)
		}
	})
	t.Run("ShowsContractsAndAgents", func(t *testing.T) {
		w := setup(t)
		s := w.officer(t, credit.RoleOrgAdmin).open(t)
		w.use(t, 3*credit.Credit)
		s.subscribe("c", `subscription($id: ID!) { contractUsage(contractId: $id) {
			version asOf contractId overview { asOf period { startsOn } pool { used } forecast { expected } workspaces { nodes { workspaceId name used allocation } } } } }`,
			variables{"id": globalid.ID{Type: globalid.Contract, Of: w.contract.ID}.String()})
		if m := s.receive(); !strings.Contains(string(m.Payload), `"pool":{"used":"3"},"forecast":null,"workspaces":{"nodes":[{"workspaceId":"`+workspaceID(w.workspace)+`"`) {
			t.Errorf("got %s %s", m.Type, m.Payload)
		}
		s.subscribe("a", `subscription($id: ID!) { agentUsage(agentId: $id) { version asOf agentId usage { credits status agent { name } } } }`,
			variables{"id": agentID(w.agent)})
		if m := s.receive(); m.ID != "a" || !strings.Contains(string(m.Payload), `"usage":{"credits":"3","status":"ACTIVE"`) {
			t.Errorf("got %s %s", m.Type, m.Payload)
		}
	})
	t.Run("AsAProgramByThePayload", func(t *testing.T) {
		w := setup(t)
		s := w.watcher(t).open(t)
		s.subscribe("1", watchWorkspace, w.watched(nil))
		s.frame("1")
	})
	t.Run("EndsWhenToldTo", func(t *testing.T) {
		w := setup(t)
		s := w.admin(t).open(t)
		s.subscribe("1", watchWorkspace, w.watched(nil))
		s.frame("1")
		s.send(`{"type":"complete","id":"1"}`)
		s.send(`{"type":"complete","id":"never begun"}`)
		s.send(`{"type":"ping","payload":{"n":1}}`)
		if m := s.receive(); m.Type != "pong" || string(m.Payload) != `{"n":1}` {
			t.Errorf("got %s %s", m.Type, m.Payload)
		}
		s.subscribe("1", watchWorkspace, w.watched(nil))
		s.frame("1")
	})
}

func TestWhoMaySubscribe(t *testing.T) {
	w := setup(t)
	member, _ := w.person(t, credit.RoleMember)
	other := dbtest.Workspace(t, w.client, dbtest.Contract(t, w.client))
	elsewhere := w.token(t, auth.Scope{Contract: other.ContractID}, credit.ScopeUsageRead)
	for name, test := range map[string]struct {
		by   caller
		on   string
		code string
	}{
		"Member":           {member, workspaceID(w.workspace), "FORBIDDEN"},
		"Runtime":          {w.runtime(t), workspaceID(w.workspace), "FORBIDDEN"},
		"OfAnother":        {elsewhere, workspaceID(w.workspace), "NOT_FOUND"},
		"NoSuchWorkspace":  {w.watcher(t), idOf(globalid.Workspace, w.contract.ID, newID()), "NOT_FOUND"},
		"NoWorkspaceAtAll": {w.admin(t), agentID(w.agent), "NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			s := test.by.open(t)
			s.subscribe("1", watchWorkspace, variables{"id": test.on})
			if code := s.refusal("1"); code != test.code {
				t.Errorf("refused by %q", code)
			}
		})
	}
	t.Run("NobodyAtAll", func(t *testing.T) {
		for name, by := range map[string]caller{
			"Anonymous": w.anonymous(), "Forged": {url: w.url, authorization: "Bearer cis_forged"},
		} {
			s := by.dial(t)
			s.init(by)
			if code := s.closed(); code != 4401 {
				t.Errorf("%s: closed by %d", name, code)
			}
		}
	})
	t.Run("NotByPost", func(t *testing.T) {
		if a := w.admin(t).ask(t, watchWorkspace, w.watched(nil)); a.code(t) != "BAD_REQUEST" {
			t.Errorf("got %s", a.body)
		}
	})
	t.Run("NothingThatNotAllMaySee", func(t *testing.T) {
		s := w.admin(t).open(t)
		for _, document := range []string{
			`subscription($id: ID!) { agentUsage(agentId: $id) { usage { agent { limitPreview(limit: "1") { __typename } } } } }`,
			`subscription($id: ID!) { ...F } fragment F on Subscription { agentUsage(agentId: $id) { usage { ... { agent { ...G } } } } }
				fragment G on Agent { limitPreview(limit: "1") { __typename } }`,
		} {
			s.subscribe("1", document, variables{"id": agentID(w.agent)})
			if code := s.refusal("1"); code != "BAD_REQUEST" {
				t.Errorf("%s: refused by %q", document, code)
			}
		}
	})
	t.Run("NothingButSubscriptions", func(t *testing.T) {
		s := w.admin(t).open(t)
		s.subscribe("q", `{ viewer { user { name } } }`, nil)
		if code := s.refusal("q"); code != "BAD_REQUEST" {
			t.Errorf("refused by %q", code)
		}
		s.subscribe("deep", `subscription { `+strings.Repeat("a { ", 20)+"b"+strings.Repeat(" }", 20)+` }`, nil)
		if code := s.refusal("deep"); code != "LIMIT_EXCEEDED" {
			t.Errorf("refused by %q", code)
		}
	})
}

// Whatever a right hangs by: when it is taken away, open streams end soon, and their clients learn whether coming back helps. How soon, -v
// tells.
func TestWhatWasTakenAwayEndsTheStream(t *testing.T) {
	t.Parallel()
	const stays = websocket.StatusCode(0) // the socket, without the subscription
	for name, test := range map[string]struct {
		arrive func(*testing.T, *world) (who caller, takeAway func())
		code   string
		closed websocket.StatusCode
	}{
		"Role": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			who, user := w.person(t, credit.RoleAdmin)
			return who, func() {
				must(t, w.client.Membership.Update().
					Where(membership.ContractID(w.contract.ID), membership.UserID(user.ID)).SetRole(credit.RoleMember).Exec(t.Context()))
			}
		}, "FORBIDDEN", stays},
		"Membership": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			who, user := w.person(t, credit.RoleAdmin)
			return who, func() {
				w.exec(t, `delete from memberships where contract_id = $1 and user_id = $2`, w.contract.ID, user.ID)
			}
		}, "NOT_FOUND", stays},
		"Plan": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			return w.admin(t), func() {
				must(t, w.client.Contract.UpdateOneID(w.contract.ID).SetPlan(credit.PlanPlus).Exec(t.Context()))
			}
		}, "PLAN_NOT_ELIGIBLE", stays},
		"Session": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			return w.admin(t), func() { w.exec(t, `delete from sessions`) }
		}, "UNAUTHENTICATED", 4401},
		"RevokedToken": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			return w.watcher(t), func() {
				w.exec(t, `update service_tokens set revoked_at = $2 where contract_id = $1`, w.contract.ID, w.clock.now())
				w.clock.set(w.clock.now().Add(2 * time.Second)) // what was asked about it is remembered for less
			}
		}, "UNAUTHENTICATED", 4401},
		"SignedToken": {func(t *testing.T, w *world) (caller, func()) {
			t.Helper()
			return w.signedWatcher(t, time.Minute), func() { w.clock.set(w.clock.now().Add(time.Minute)) }
		}, "UNAUTHENTICATED", 4401},
	} {
		t.Run(name, func(t *testing.T) {
			w := setup(t)
			who, takeAway := test.arrive(t, w)
			s, e := who.open(t), who.stream(t, watchWorkspace, w.watched(nil))
			s.subscribe("1", watchWorkspace, w.watched(nil))
			s.frame("1")
			e.frame()
			takeAway()
			taken := time.Now()
			if test.closed == stays {
				if code := s.refusal("1"); code != test.code {
					t.Errorf("ended by %q", code)
				}
				s.subscribe("1", watchWorkspace, w.watched(nil))
				if code := s.refusal("1"); code != test.code {
					t.Errorf("refused by %q", code)
				}
			} else if code := s.closed(); code != test.closed {
				t.Errorf("closed by %d", code)
			}
			t.Logf("the socket ended after %s", time.Since(taken).Round(time.Millisecond))
			if name, data, err := e.next(); err != nil || name != "next" || !strings.Contains(data, test.code) {
				t.Errorf("got %q %q %v", name, data, err)
			}
			if name, _, err := e.next(); err != nil || name != "complete" {
				t.Errorf("got %q %v", name, err)
			}
		})
	}
}

func TestSocketsAreBounded(t *testing.T) {
	t.Parallel()
	t.Run("Subscriptions", func(t *testing.T) {
		w := setup(t)
		s := w.admin(t).open(t)
		for i := range 20 {
			s.subscribe(strconv.Itoa(i), watchWorkspace, w.watched(nil))
			s.frame(strconv.Itoa(i))
		}
		s.subscribe("one more", watchWorkspace, w.watched(nil))
		if code := s.refusal("one more"); code != "LIMIT_EXCEEDED" {
			t.Errorf("refused by %q", code)
		}
	})
	t.Run("SocketsOfOneCaller", func(t *testing.T) {
		w := setup(t)
		admin := w.admin(t)
		for range 50 {
			admin.open(t)
		}
		s := admin.dial(t)
		s.init(admin)
		if code := s.closed(); code != websocket.StatusTryAgainLater {
			t.Errorf("closed by %d", code)
		}
		if e := admin.stream(t, watchWorkspace, w.watched(nil)); e.response.StatusCode != http.StatusTooManyRequests {
			t.Errorf("got %s", e.response.Status)
		}
		w.admin(t).open(t) // others are not concerned
	})
}

func TestDrainingSendsClientsElsewhere(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	s, e := admin.open(t), admin.stream(t, watchWorkspace, w.watched(nil))
	s.subscribe("1", watchWorkspace, w.watched(nil))
	s.frame("1")
	e.frame()
	drained := make(chan error, 1)
	go func() { drained <- w.server.Drain(context.Background()) }()
	if code := s.closed(); code != websocket.StatusServiceRestart {
		t.Errorf("closed by %d", code)
	}
	if name, data, err := e.next(); err == nil || name != "" {
		t.Errorf("got %q %q: not the bare end that has clients come back", name, data)
	}
	must(t, <-drained)
	if _, status := admin.tryDial(t); status != http.StatusServiceUnavailable {
		t.Errorf("got %d", status)
	}
}

func TestHostileOrigins(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	host := strings.TrimPrefix(w.url, "http://")
	name, port, _ := strings.Cut(host, ":")
	origins := []string{
		"null", "https://evil.test", "http://evil.test", "http://" + host + ".evil.test", "http://evil.test/" + host, "http://evil.test?" + host,
		"http://evil.test#" + host, "http://" + host + "@evil.test", "http://user:" + host + "@evil.test", "http://evil" + host, "http://sub." + host,
		"http://" + name, "http://" + name + ":1", "http://" + name + ":" + port + "0", "http://localhost:" + port, "http://[::1]:" + port,
		"http://0.0.0.0:" + port, "http://127.1:" + port, "http://2130706433:" + port, "http://0x7f000001:" + port, "http://127.0.0.1.nip.io:" + port,
		"http://127。0。0。1:" + port, "http://１２７.0.0.1:" + port, "http://127.0.0.1%2eevil.test:" + port, "http://127.0.0.1%00.evil.test:" + port,
		"http://127.0.0.1 .evil.test:" + port, "http://127.0.0.1\\.evil.test:" + port, "file://", "file:///etc/passwd", "data:text/html,x", "blob:null/x",
		"javascript:alert(1)", "about:blank", "chrome-extension://abcdefghijklmnop", "moz-extension://1234", "ws://evil.test", "//evil.test", "evil.test",
		"http://", "://", "http://evil.test http://" + host, "http://evil.test, http://" + host, "*", "http://*", "http://*." + name,
	}
	if len(origins) < 40 {
		t.Fatalf("%d origins", len(origins))
	}
	for _, origin := range origins {
		if _, status := admin.tryDial(t, "Origin", origin); status != http.StatusForbidden {
			t.Errorf("%q got %d", origin, status)
		}
	}
	for _, site := range []string{"cross-site", "same-site"} {
		if _, status := admin.tryDial(t, "Sec-Fetch-Site", site, "Origin", w.url); status != http.StatusForbidden {
			t.Errorf("a page that is %s got %d", site, status)
		}
	}
	admin.dial(t, "Origin", w.url)
	admin.dial(t, "Origin", w.url, "Sec-Fetch-Site", "same-origin")
}

func TestMalformedMessages(t *testing.T) {
	w := setup(t)
	admin := w.admin(t)
	document, err := json.Marshal(watchWorkspace)
	must(t, err)
	good := fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%s,"variables":{"id":%q}}}`, document, workspaceID(w.workspace))
	before := map[string]websocket.StatusCode{
		``: 4400, ` `: 4400, `x`: 4400, `{`: 4400, `}`: 4400, `[]`: 4400, `null`: 4401, `1`: 4400, `"connection_init"`: 4400, `true`: 4400,
		`{}`: 4401, `{"type":null}`: 4401, `{"type":1}`: 4400, `{"type":{}}`: 4400, `{"type":"ping"}`: 4401, `{"type":"connection_ack"}`: 4401,
		`{"type":"start","id":"1"}`: 4401, `{"type":"connection_init"} x`: 4400, `{"type":"connection_init"}{}`: 4400,
		`{"type":"connection_init","payload":1}`: 4400, `{"type":"connection_init","payload":[]}`: 4400, `{"type":"connection_init","payload":"x"}`: 4400,
		`{"type":"connection_init","payload":{"Authorization":1}}`: 4400, `{"type":"connection_init","payload":{"Authorization":{}}}`: 4400,
		`{"type":"connection_init","payload":{"Authorization":"Basic x"}}`: 4401, `{"type":"connection_init","payload":{"authorization":"Bearer x"}}`: 4401,
		good: 4401, "\x00": 4400, "\xff\xfe": 4400, `{"type":"connection_init","id":1}`: 4400, `{"type":"connection_init","id":{}}`: 4400,
	}
	after := map[string]websocket.StatusCode{
		`x`: 4400, `[]`: 4400, `{}`: 4400, `{"type":"start","id":"1"}`: 4400, `{"type":"stop","id":"1"}`: 4400, `{"type":"next","id":"1"}`: 4400,
		`{"type":"connection_ack"}`: 4400, `{"type":"connection_init"}`: 4429, `{"type":"subscribe"}`: 4400, `{"type":"subscribe","id":"1"}`: 4400,
		`{"type":"subscribe","id":"","payload":{"query":"x"}}`: 4400, `{"type":"subscribe","id":1,"payload":{}}`: 4400,
		`{"type":"subscribe","id":"1","payload":1}`: 4400, `{"type":"subscribe","id":"1","payload":"x"}`: 4400, `{"type":"subscribe","id":"1","payload":[]}`: 4400,
		`{"type":"subscribe","id":"1","payload":{"query":1}}`: 4400, `{"type":"subscribe","id":"1","payload":{"query":{}}}`: 4400,
		`{"type":"subscribe","id":"1","payload":{"query":"x","variables":1}}`: 4400, `{"type":"subscribe","id":"1","payload":{"query":"x","operationName":1}}`: 4400,
		`{"type":"SUBSCRIBE","id":"1","payload":{"query":"x"}}`: 4400, strings.Repeat("a", 70_000): websocket.StatusMessageTooBig,
		`{"type":"ping","payload":"` + strings.Repeat("a", 70_000) + `"}`: websocket.StatusMessageTooBig,
	}
	if n := len(before) + len(after); n < 50 {
		t.Fatalf("%d messages", n)
	}
	for text, want := range before {
		s := admin.dial(t)
		s.send(text)
		if code := s.closed(); code != want {
			t.Errorf("first message %.80q: closed by %d, want %d", text, code, want)
		}
	}
	for text, want := range after {
		s := admin.open(t)
		s.send(text)
		if code := s.closed(); code != want {
			t.Errorf("message %.80q: closed by %d, want %d", text, code, want)
		}
	}
	t.Run("Binary", func(t *testing.T) {
		s := admin.open(t)
		must(t, s.conn.Write(t.Context(), websocket.MessageBinary, []byte(good)))
		if code := s.closed(); code != 4400 {
			t.Errorf("closed by %d", code)
		}
	})
	t.Run("TheSameIDTwice", func(t *testing.T) {
		s := admin.open(t)
		s.send(good)
		s.send(good)
		if code := s.closed(); code != 4409 {
			t.Errorf("closed by %d", code)
		}
	})
	t.Run("AnotherProtocol", func(t *testing.T) {
		if code := admin.dial(t, "Sec-WebSocket-Protocol", "graphql-ws").closed(); code != 4406 {
			t.Errorf("closed by %d", code)
		}
	})
	s := admin.open(t) // and it serves as before
	s.send(good)
	s.frame("1")
}
