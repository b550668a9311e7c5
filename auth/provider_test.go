package auth

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"cistern/ent"
	"cistern/ent/user"
	"cistern/internal/dbtest"
	"cistern/internal/outbound"
)

const (
	clientID    = "cistern"
	otherClient = "another application"
	atProvider  = "at the provider"
)

// ada is who signs in at the provider.
var ada = storage.User{
	ID: "subject-1", Username: "ada", Password: atProvider, FirstName: "Ada", LastName: "Lovelace",
	Email: "Ada@example.com", EmailVerified: true,
}

// enrolled are those of the provider, by name.
type enrolled map[string]*storage.User

func (p enrolled) GetUserByUsername(name string) *storage.User { return p[name] }

func (p enrolled) GetUserByID(id string) *storage.User {
	for _, u := range p {
		if u.ID == id {
			return u
		}
	}
	return nil
}

func (enrolled) ExampleClientID() string { return storage.ServiceUserID }

// club is an installation with a provider: both serve over HTTP, as a browser finds them.
type club struct {
	*bundle
	url, issuer string
	people      enrolled
	provider    *Provider

	mu     sync.Mutex
	tokens func(answer map[string]any) // changes what the provider answers to a code
}

func newClub(t *testing.T) *club {
	t.Helper()
	t.Parallel()
	c := &club{bundle: setup(t), people: enrolled{}}
	c.enrol(ada)
	c.clock.at = time.Now() // the provider has no other clock

	mux := http.NewServeMux()
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)
	c.url = site.URL
	callback := c.url + "/auth/oidc/callback"

	clients := map[string]*storage.Client{
		clientID:    storage.WebClient(clientID, "secret", callback),
		otherClient: storage.WebClient(otherClient, "secret", callback),
	}
	identities := httptest.NewUnstartedServer(nil)
	c.issuer = "http://" + identities.Listener.Addr().String()
	op := exampleop.SetupServer(c.issuer, storage.NewStorageWithClients(c.people, clients), nil, false)
	identities.Config.Handler = c.changed(op)
	identities.Start()
	t.Cleanup(identities.Close)

	c.provider = c.knows(clientID)
	mux.Handle("GET /auth/oidc/begin", BeginAtProvider(c.sessions, c.provider, c.log))
	mux.Handle("GET /auth/oidc/callback", FinishAtProvider(c.sessions, c.provider, c.log))
	mux.HandleFunc("GET /sign-in", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "sign in") })
	authenticator := &Authenticator{c.sessions, c.bundle.tokens, slog.New(slog.DiscardHandler)}
	mux.Handle("GET /", authenticator.Authenticate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if v := From(r.Context()); v != nil {
			_, _ = io.WriteString(w, v.UserID.String())
		}
	})))
	return c
}

// knows is the provider as an application would have it.
func (c *club) knows(client string) *Provider {
	return NewProvider(ProviderConfig{
		Issuer: c.issuer, ClientID: client, ClientSecret: "secret", RedirectURL: c.url + "/auth/oidc/callback",
	}, outbound.NewClient([]netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}), c.clock.now)
}

func (c *club) enrol(u storage.User) { c.people[u.Username] = &u }

// changed lets a test change the answers of the token endpoint.
func (c *club) changed(op http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		change := c.tokens
		c.mu.Unlock()
		if change == nil || r.URL.Path != "/oauth/token" {
			op.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		op.ServeHTTP(answer, r)
		var body map[string]any
		if json.Unmarshal(answer.Body.Bytes(), &body) == nil {
			change(body)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(answer.Code)
		_ = json.NewEncoder(w).Encode(body)
	})
}

func (c *club) answerWith(change func(map[string]any)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tokens = change
}

// browser keeps cookies, and follows redirects only when it is told.
type browser struct {
	*http.Client
	club *club
}

func (c *club) browser(t *testing.T) browser {
	t.Helper()
	jar := must(cookiejar.New(nil))
	return browser{&http.Client{
		Jar: jar, Timeout: 20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, c}
}

// open requests a page and returns its body, and where it leads.
func (b browser) open(t *testing.T, address string) (body, leadsTo string) {
	t.Helper()
	request := must(http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody))
	return b.do(t, request)
}

func (b browser) do(t *testing.T, request *http.Request) (body, leadsTo string) {
	t.Helper()
	response, err := b.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text := must(io.ReadAll(response.Body))
	if location := response.Header.Get("Location"); location != "" {
		leadsTo = must(request.URL.Parse(location)).String()
	}
	return string(text), leadsTo
}

// begin goes to the provider; change may change what is asked of it.
func (b browser) begin(t *testing.T, next string, change func(url.Values)) (atLogin string) {
	t.Helper()
	_, toProvider := b.open(t, b.club.url+"/auth/oidc/begin?next="+url.QueryEscape(next))
	asked := must(url.Parse(toProvider))
	query := asked.Query()
	if change != nil {
		change(query)
	}
	asked.RawQuery = query.Encode()
	_, atLogin = b.open(t, asked.String())
	return atLogin
}

// login gives name and password to the provider and returns where it sends the browser back to.
func (b browser) login(t *testing.T, atLogin, name string) (callback string) {
	t.Helper()
	login := must(url.Parse(atLogin))
	form := url.Values{"id": {login.Query().Get("authRequestID")}, "username": {name}, "password": {atProvider}}
	login.RawQuery = ""
	request := must(http.NewRequestWithContext(t.Context(), http.MethodPost, login.String(), strings.NewReader(form.Encode())))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	body, done := b.do(t, request)
	if done == "" {
		t.Fatalf("the provider does not know %s: %s", name, body)
	}
	_, callback = b.open(t, done)
	return callback
}

// callback goes as far as the provider sends the browser back.
func (b browser) callback(t *testing.T, next string) string {
	t.Helper()
	return b.login(t, b.begin(t, next, nil), "ada")
}

func (b browser) whoami(t *testing.T) string {
	t.Helper()
	who, _ := b.open(t, b.club.url+"/whoami")
	return who
}

// requireRefused finishes a sign-in that has to come to nothing.
func (b browser) requireRefused(t *testing.T, callback string, why problem) {
	t.Helper()
	_, to := b.open(t, callback)
	if got := must(url.Parse(to)); got.Path != "/sign-in" || got.Query().Get("problem") != string(why) {
		t.Errorf("led to %s, want the problem %q", to, why)
	}
	if who := b.whoami(t); who != "" {
		t.Errorf("signed in as %q", who)
	}
}

func (c *club) requirePeople(t *testing.T, want int) {
	t.Helper()
	if n := must(c.client.User.Query().Count(t.Context())); n != want {
		t.Errorf("%d people, want %d", n, want)
	}
}

func TestSignInAtTheProvider(t *testing.T) {
	c := newClub(t)
	b := c.browser(t)
	_, to := b.open(t, b.callback(t, "/workspaces/x/credits?q=a#b"))
	if to != c.url+"/workspaces/x/credits?q=a#b" {
		t.Errorf("led to %s", to)
	}
	person := c.client.User.Query().Where(user.Issuer(c.issuer), user.Subject("subject-1")).OnlyX(t.Context())
	if b.whoami(t) != person.ID.String() || person.Name != "Ada Lovelace" || person.Email != "Ada@example.com" || person.PasswordHash != nil {
		t.Errorf("%q signed in, known as %v", b.whoami(t), person)
	}

	t.Run("AgainIsTheSamePerson", func(t *testing.T) {
		moved := ada
		moved.Email, moved.EmailVerified = "lovelace@example.com", false
		c.enrol(moved)
		defer c.enrol(ada)
		again := c.browser(t)
		again.open(t, again.callback(t, "/"))
		if again.whoami(t) != person.ID.String() {
			t.Error("somebody else")
		}
	})
	t.Run("AnotherSubjectIsAnotherPerson", func(t *testing.T) { // though the address was given to them
		heir := ada
		heir.ID, heir.Username = "subject-2", "heir"
		c.enrol(heir)
		other := c.browser(t)
		other.requireRefused(t, other.login(t, other.begin(t, "/", nil), "heir"), errEmailTaken)
	})
	t.Run("EndsTheSessionThatTheBrowserHad", func(t *testing.T) {
		again := c.browser(t)
		planted := c.signedIn(t, dbtest.User(t, c.client))
		site := must(url.Parse(c.url))
		again.Jar.SetCookies(site, []*http.Cookie{{Name: sessionCookie, Value: planted}})
		again.open(t, again.callback(t, "/"))
		if again.whoami(t) != person.ID.String() || must(c.sessions.viewer(t.Context(), planted)) != nil {
			t.Error("the planted session goes on")
		}
	})
}

func TestProviderSignInIsRefused(t *testing.T) {
	c := newClub(t)
	finish := func(t *testing.T, change func(url.Values), why problem) {
		t.Helper()
		b := c.browser(t)
		b.requireRefused(t, b.login(t, b.begin(t, "/", change), "ada"), why)
	}
	t.Run("WithoutState", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Set("state", "") }, errSignInOver)
	})
	t.Run("WithAnotherState", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Set("state", newSecret()) }, errSignInOver)
	})
	t.Run("WithTheStateOfAnotherBrowser", func(t *testing.T) { // sign-in forced upon somebody
		b := c.browser(t)
		b.begin(t, "/", nil) // has a cookie of its own
		b.requireRefused(t, c.browser(t).callback(t, "/"), errSignInOver)
	})
	t.Run("WithAnotherNonce", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Set("nonce", newSecret()) }, errProviderFailed)
	})
	t.Run("WithoutNonce", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Del("nonce") }, errProviderFailed)
	})
	t.Run("WithAnotherVerifier", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Set("code_challenge", newSecret()) }, errProviderFailed)
	})
	t.Run("WithACodeOfAnotherClient", func(t *testing.T) {
		finish(t, func(q url.Values) { q.Set("client_id", otherClient) }, errProviderFailed)
	})
	t.Run("WithACodeOfSomebodyElse", func(t *testing.T) { // injected beside the state of one's own
		b, thief := c.browser(t), c.browser(t)
		own, stolen := must(url.Parse(thief.callback(t, "/"))), must(url.Parse(b.callback(t, "/")))
		query := own.Query()
		query.Set("code", stolen.Query().Get("code"))
		own.RawQuery = query.Encode()
		thief.requireRefused(t, own.String(), errProviderFailed)
	})
	t.Run("WithoutACode", func(t *testing.T) {
		b := c.browser(t)
		callback := must(url.Parse(b.callback(t, "/")))
		callback.RawQuery = url.Values{"state": callback.Query()["state"]}.Encode()
		b.requireRefused(t, callback.String(), errProviderFailed)
	})
	t.Run("FromAnotherIssuer", func(t *testing.T) {
		b := c.browser(t)
		b.requireRefused(t, b.callback(t, "/")+"&iss=https%3A%2F%2Fevil.test", errProviderFailed)
	})
	t.Run("ByTheProvider", func(t *testing.T) {
		b := c.browser(t)
		callback := must(url.Parse(b.callback(t, "/")))
		callback.RawQuery = url.Values{"state": callback.Query()["state"], "error": {"access_denied"}}.Encode()
		b.requireRefused(t, callback.String(), errProviderRefused)
	})
	t.Run("Repeated", func(t *testing.T) {
		b := c.browser(t)
		callback := b.callback(t, "/")
		cookies := b.Jar.Cookies(must(url.Parse(c.url)))
		b.open(t, callback)
		if b.whoami(t) == "" {
			t.Fatal("the first was refused")
		}
		thief := c.browser(t)
		thief.Jar.SetCookies(must(url.Parse(c.url)), cookies)
		thief.requireRefused(t, callback, errSignInOver)
	})
	t.Run("WithAUsedCode", func(t *testing.T) {
		first, second := c.browser(t), c.browser(t)
		used := must(url.Parse(first.callback(t, "/")))
		first.open(t, used.String())
		callback := must(url.Parse(second.callback(t, "/")))
		query := callback.Query()
		query.Set("code", used.Query().Get("code"))
		callback.RawQuery = query.Encode()
		second.requireRefused(t, callback.String(), errProviderFailed)
	})
	t.Run("AfterTenMinutes", func(t *testing.T) {
		b := c.browser(t)
		callback := b.callback(t, "/")
		c.clock.pass(providerSignInLife)
		defer c.clock.pass(-providerSignInLife)
		b.requireRefused(t, callback, errSignInOver)
	})
	t.Run("WithAnExpiredToken", func(t *testing.T) { // it is good for an hour
		c.clock.pass(2 * time.Hour)
		defer c.clock.pass(-2 * time.Hour)
		finish(t, nil, errProviderFailed)
	})
	c.requirePeople(t, 1) // whoever repeated
}

func TestTokensOfTheProvider(t *testing.T) {
	c := newClub(t)
	refused := func(t *testing.T, change func(map[string]any), why problem) {
		t.Helper()
		c.answerWith(change)
		defer c.answerWith(nil)
		b := c.browser(t)
		b.requireRefused(t, b.callback(t, "/"), why)
	}
	t.Run("OfAnotherClient", func(t *testing.T) {
		var nonce string
		var foreign map[string]any
		b := c.browser(t)
		atLogin := b.begin(t, "/", func(q url.Values) { nonce = q.Get("nonce") })
		other := c.knows(otherClient) // which has the same nonce signed for itself
		begun := providerSignIn{state: newSecret(), nonce: nonce, verifier: newSecret() + newSecret()}
		theirs := c.browser(t)
		_, theirLogin := theirs.open(t, must(other.signInURL(t.Context(), begun)))
		theirCode := must(url.Parse(theirs.login(t, theirLogin, "ada"))).Query().Get("code")
		c.answerWith(func(answer map[string]any) { foreign = answer })
		if _, err := other.identify(t.Context(), begun, theirCode); err != nil {
			t.Fatalf("the token is good for its own client: %v", err)
		}
		c.answerWith(func(answer map[string]any) { answer["id_token"] = foreign["id_token"] })
		defer c.answerWith(nil)
		b.requireRefused(t, b.login(t, atLogin, "ada"), errProviderFailed)
	})
	t.Run("Missing", func(t *testing.T) {
		refused(t, func(answer map[string]any) { delete(answer, "id_token") }, errProviderFailed)
	})
	t.Run("WithAForgedSignature", func(t *testing.T) {
		refused(t, func(answer map[string]any) {
			text, _ := answer["id_token"].(string)
			answer["id_token"] = text[:len(text)-8] + "AAAAAAAA"
		}, errProviderFailed)
	})
	t.Run("WithoutASignature", func(t *testing.T) {
		refused(t, func(answer map[string]any) {
			text, _ := answer["id_token"].(string)
			answer["id_token"] = "eyJhbGciOiJub25lIn0." + strings.Split(text, ".")[1] + "."
		}, errProviderFailed)
	})
	c.requirePeople(t, 0)
}

// Without PKCE the provider would take a code that somebody else has caught, and without a nonce its token too.
func TestAsksTheProviderForPKCE(t *testing.T) {
	c := newClub(t)
	_, to := c.browser(t).open(t, c.url+"/auth/oidc/begin")
	asked := must(url.Parse(to)).Query()
	if asked.Get("code_challenge_method") != "S256" || len(asked.Get("code_challenge")) != 43 || len(asked.Get("nonce")) != 43 ||
		asked.Get("response_type") != "code" || asked.Get("redirect_uri") != c.url+"/auth/oidc/callback" {
		t.Errorf("asks %v", asked)
	}
}

func TestProviderAway(t *testing.T) {
	c := newClub(t)
	nowhere := httptest.NewServer(http.NotFoundHandler())
	nowhere.Close()
	away := c.knows(clientID)
	away.config.Issuer = nowhere.URL
	w := httptest.NewRecorder()
	r := request(t, http.MethodGet, "/auth/oidc/begin?next=/account", "")
	BeginAtProvider(c.sessions, away, c.log).ServeHTTP(w, r)
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/sign-in?next=%2Faccount&problem=failed" {
		t.Errorf("%d, led to %s", w.Code, to)
	}
}

func TestBeginAtProviderIsLimited(t *testing.T) {
	c := newClub(t)
	b := c.browser(t)
	var to string
	for range addressBurst + 1 {
		_, to = b.open(t, c.url+"/auth/oidc/begin")
	}
	if to != c.url+"/sign-in?problem=busy" {
		t.Errorf("led to %s", to)
	}
}

func TestPersonOfAnIdentity(t *testing.T) {
	t.Parallel()
	b := setup(t)
	of := func(subject, email string) identity {
		return identity{issuer: "https://id.test", subject: subject, email: email, name: "Ada", emailVerified: true}
	}
	refused := func(t *testing.T, id identity, why problem) {
		t.Helper()
		if user, err := b.sessions.personOf(t.Context(), id); !errors.Is(err, why) {
			t.Errorf("%s, %v", user, err)
		}
	}
	t.Run("TakesOverAnAccountThatNobodyCouldSignInTo", func(t *testing.T) {
		waiting := dbtest.User(t, b.client, func(u *ent.UserCreate) { u.SetEmail("waiting@example.com") })
		if got := must(b.sessions.personOf(t.Context(), of("1", "Waiting@Example.com"))); got != waiting.ID {
			t.Error("got another account")
		}
		refused(t, of("2", "waiting@example.com"), errEmailTaken)
	})
	t.Run("NotOneWithAPassword", func(t *testing.T) {
		b.person(t, "local@example.com")
		refused(t, of("3", "local@example.com"), errEmailTaken)
	})
	t.Run("NotByAnAddressThatIsNotVerified", func(t *testing.T) {
		dbtest.User(t, b.client, func(u *ent.UserCreate) { u.SetEmail("unverified@example.com") })
		id := of("4", "unverified@example.com")
		id.emailVerified = false
		refused(t, id, errEmailNotVerified)
	})
	t.Run("NotWithoutAnAddress", func(t *testing.T) { refused(t, of("5", ""), errEmailNotVerified) })
	t.Run("OfAnotherIssuerIsAnother", func(t *testing.T) {
		first := must(b.sessions.personOf(t.Context(), of("6", "six@example.com")))
		elsewhere := of("6", "six@elsewhere.example")
		elsewhere.issuer = "https://elsewhere.test"
		if must(b.sessions.personOf(t.Context(), elsewhere)) == first {
			t.Error("the same person")
		}
	})
	t.Run("OneAccountHoweverManyComeAtOnce", func(t *testing.T) {
		var callers sync.WaitGroup
		users := make([]string, 16)
		for i := range users {
			callers.Go(func() { users[i] = must(b.sessions.personOf(t.Context(), of("7", "seven@example.com"))).String() })
		}
		callers.Wait()
		for _, u := range users {
			if u != users[0] {
				t.Fatalf("several: %v", users)
			}
		}
	})
	t.Run("HasANameThatCanBeKept", func(t *testing.T) {
		for name, want := range map[string]string{
			"": "n@example.com", "Ada\x00\n": "Ada", strings.Repeat("ệ", 300): strings.Repeat("ệ", 200), "\xff": "n@example.com",
		} {
			if got := personName(identity{name: name, email: "n@example.com"}); got != want {
				t.Errorf("%q from %q", got, name)
			}
		}
	})
}

func TestOwnPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"": "/", "/": "/", "/a/b?c=d#e": "/a/b?c=d#e", "a": "/", "//evil.test": "/", "/\\evil.test": "/", "\\\\evil.test": "/",
		"https://evil.test": "/", "/\t/evil.test": "/", "javascript:alert(1)": "/", "/%zz": "/", "///evil.test": "/",
		"/" + strings.Repeat("a", maxPath): "/", "/https://evil.test": "/https://evil.test",
	} {
		if got := ownPath(path); got != want {
			t.Errorf("%q from %q", got, path)
		}
	}
}
