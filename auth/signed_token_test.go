package auth

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

func TestSignedTokens(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.trust(t, edKey(), ecKey(), rsaKey())
	on := b.workspace(t)
	sibling := dbtest.Workspace(t, b.client, must(b.client.Contract.Get(t.Context(), on.ContractID)))
	agent := dbtest.Agent(t, b.client, on)
	sign := func(subject globalid.ID, scopes ...credit.TokenScope) NewSigned {
		return NewSigned{Issuer: issuerName, Audience: audienceName, Subject: subject, Scopes: scopes, Life: time.Hour}
	}
	ofContract := globalid.ID{Type: globalid.Contract, Of: on.ContractID}
	ofWorkspace := globalid.ID{Type: globalid.Workspace, Contract: on.ContractID, Of: on.ID}
	ofAgent := globalid.ID{Type: globalid.Agent, Contract: on.ContractID, Of: agent.ID}

	for name, key := range map[string]*SigningKey{"Ed25519": edKey(), "ECDSA": ecKey(), "RSA": rsaKey()} {
		t.Run("AccessBy"+name, func(t *testing.T) {
			text := must(key.Access(sign(ofWorkspace, credit.ScopeUsageRead, credit.ScopeRunsWrite), b.clock.now()))
			v := must(b.tokens.verify(t.Context(), text))
			if v.Token.On != scopeOf(on) || !slices.Equal(v.Token.Scopes, []credit.TokenScope{credit.ScopeUsageRead, credit.ScopeRunsWrite}) {
				t.Errorf("%+v", v.Token)
			}
			if err := v.Require(ViewDashboard, scopeOf(on)); err != nil {
				t.Error(err)
			}
			if err := v.Require(ViewDashboard, scopeOf(sibling)); !errors.Is(err, ErrNotFound) {
				t.Errorf("a sibling: %v", err)
			}
			if err := v.Require(ManageAgents, scopeOf(on)); !errors.Is(err, ErrForbidden) {
				t.Errorf("beyond its scopes: %v", err)
			}
		})
	}
	t.Run("SubscriptionWatchesItsSubjectAlone", func(t *testing.T) {
		v := must(b.tokens.verify(t.Context(), must(edKey().Subscription(sign(ofAgent), b.clock.now()))))
		here := Scope{Contract: on.ContractID, Workspace: on.ID, Agent: agent.ID}
		other := Scope{Contract: on.ContractID, Workspace: on.ID, Agent: uuid.New()}
		for _, test := range []struct {
			action Action
			on     Scope
			want   error
		}{
			{WatchUsage, here, nil},
			{WatchUsage, other, ErrNotFound},
			{WatchUsage, scopeOf(on), ErrForbidden},
			{WatchUsage, Scope{Contract: on.ContractID}, ErrForbidden},
			{ViewDashboard, here, ErrForbidden},
			{ManageAgents, here, ErrForbidden},
			{WriteRuns, here, ErrForbidden},
		} {
			if err := v.Require(test.action, test.on); !errors.Is(err, test.want) {
				t.Errorf("%s on %v: %v", test.action, test.on, err)
			}
		}
	})
	t.Run("SubscriptionOfAContract", func(t *testing.T) {
		v := must(b.tokens.verify(t.Context(), must(edKey().Subscription(sign(ofContract), b.clock.now()))))
		for _, at := range []Scope{{Contract: on.ContractID}, scopeOf(on), scopeOf(sibling)} {
			if err := v.Require(WatchUsage, at); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("ScriptMayWhatBothPersonAndTokenMay", func(t *testing.T) {
		staff := dbtest.User(t, b.client)
		b.appoint(t, staff, must(b.client.Contract.Get(t.Context(), on.ContractID)), credit.RoleAccountTeam)
		subject := globalid.ID{Type: globalid.User, Of: staff.ID}
		text := must(edKey().Access(sign(subject, credit.ScopeUsageRead), b.clock.now()))
		v := must(b.tokens.verify(t.Context(), text))
		if v.Program() || v.UserID != staff.ID {
			t.Errorf("%+v", v)
		}
		if err := v.Require(ViewDashboard, scopeOf(on)); err != nil {
			t.Error(err)
		}
		if err := v.Require(ManageAgents, scopeOf(on)); !errors.Is(err, ErrForbidden) {
			t.Errorf("without the scope: %v", err)
		}
		if err := v.Require(ViewDashboard, scopeOf(b.workspace(t))); !errors.Is(err, ErrNotFound) {
			t.Errorf("not assigned: %v", err)
		}
		b.exec(t, `delete from contract_roles where contract_id = $1 and user_id = $2`, on.ContractID, staff.ID)
		b.clock.pass(tokenMemory)
		if err := must(b.tokens.verify(t.Context(), text)).Require(ViewDashboard, scopeOf(on)); !errors.Is(err, ErrNotFound) {
			t.Errorf("assigned no more: %v", err)
		}
	})
	t.Run("WithoutThePlan", func(t *testing.T) {
		free := dbtest.Workspace(t, b.client, b.contract(t, credit.PlanPlus))
		subject := globalid.ID{Type: globalid.Workspace, Contract: free.ContractID, Of: free.ID}
		v := must(b.tokens.verify(t.Context(), must(edKey().Access(sign(subject, credit.ScopeUsageRead), b.clock.now()))))
		if err := v.Require(ViewDashboard, scopeOf(free)); !errors.Is(err, ErrPlanNotEligible) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("EndsAtTheVeryInstant", func(t *testing.T) {
		text := must(edKey().Access(sign(ofContract), b.clock.now()))
		must(b.tokens.verify(t.Context(), text))
		b.clock.pass(time.Hour)
		if _, err := b.tokens.verify(t.Context(), text); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("NothingIsTakenWithoutAnIssuer", func(t *testing.T) {
		other := setup(t)
		text := must(edKey().Access(sign(ofContract), b.clock.now()))
		if _, err := other.tokens.verify(t.Context(), text); !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("SignsNothingThatIsNotTaken", func(t *testing.T) {
		for name, n := range map[string]NewSigned{
			"NoLife":       {Subject: ofContract},
			"TooLong":      {Subject: ofContract, Life: time.Hour + 1},
			"OtherSubject": {Subject: globalid.ID{Type: globalid.Run, Contract: on.ContractID, Of: on.ID}, Life: time.Hour},
			"AgentAccess":  {Subject: ofAgent, Life: time.Hour},
		} {
			if text, err := edKey().Access(n, b.clock.now()); err == nil {
				t.Errorf("%s: %s", name, text)
			}
		}
		if text, err := edKey().Subscription(NewSigned{Subject: globalid.ID{Type: globalid.User, Of: on.ID}, Life: time.Hour}, b.clock.now()); err == nil {
			t.Errorf("of a person: %s", text)
		}
	})
}

// forgery is a token that must not be taken.
type forgery struct {
	name string
	text string
}

// TestForgedTokens takes a good token apart in every way known, and holds that none of what comes of it is taken.
func TestForgedTokens(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.trust(t, edKey(), ecKey(), rsaKey())
	on := b.workspace(t)
	var forged []forgery
	for _, key := range []*SigningKey{edKey(), ecKey(), rsaKey()} {
		good := b.draft(on, key)
		if _, err := b.tokens.verify(t.Context(), good.text()); err != nil {
			t.Fatalf("the good one: %v", err)
		}
		for _, f := range slices.Concat(algorithmTricks(good), headerTricks(good), claimTricks(b, good, on), mutilations(good)) {
			forged = append(forged, forgery{key.method.Alg() + " " + f.name, f.text})
		}
	}
	names := map[string]bool{}
	for _, f := range forged {
		if names[f.name] {
			t.Errorf("%s is there twice", f.name)
		}
		names[f.name] = true
		if v, err := b.tokens.verify(t.Context(), f.text); v != nil || !errors.Is(err, ErrUnauthenticated) {
			t.Errorf("%s: taken as %+v, %v", f.name, v, err)
		}
	}
	t.Logf("%d forged tokens, none accepted", len(forged))
	if len(forged) < 200 {
		t.Errorf("only %d forgeries", len(forged))
	}
}

func spoil(good draft, change func(*draft)) string {
	d := good.clone()
	change(&d)
	return d.text()
}

// algorithmTricks make the signature mean something else than it was made for.
func algorithmTricks(good draft) (out []forgery) {
	public := must(x509.MarshalPKIXPublicKey(good.by.key.Public()))
	secrets := map[string][]byte{
		"DER": public, "PEM": pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}),
		"JWKS": must(good.by.JWKS()), "kid": []byte(good.by.id), "nothing": {},
	}
	for _, name := range slices.Sorted(maps.Keys(secrets)) {
		for _, alg := range []string{"HS256", good.by.method.Alg()} {
			out = append(out, forgery{"MAC as " + alg + " with " + name, spoil(good, func(d *draft) {
				d.header["alg"], d.sign = alg, hmacWith(secrets[name])
			})})
		}
	}
	for _, alg := range []any{"none", "None", "NONE", "nOnE", "", "HS384", "HS512", "RS512", "ES384", "PS256", "ES256K", "RSA-OAEP", "dir", nil, 5, true, []string{good.by.method.Alg()}} {
		out = append(out,
			forgery{fmt.Sprintf("alg %v, signed", alg), spoil(good, func(d *draft) { d.header["alg"] = alg })},
			forgery{fmt.Sprintf("alg %v, unsigned", alg), spoil(good, func(d *draft) {
				d.header["alg"] = alg
				d.sign = func(draft, string) []byte { return nil }
			})})
	}
	for _, other := range []*SigningKey{edKey(), ecKey(), rsaKey()} {
		if other != good.by {
			out = append(out,
				forgery{"alg of the key of " + other.method.Alg(), spoil(good, func(d *draft) { d.header["alg"] = other.method.Alg() })},
				forgery{"kid of the key of " + other.method.Alg(), spoil(good, func(d *draft) { d.header["kid"] = other.id })},
				forgery{"signed by the key of " + other.method.Alg(), spoil(good, func(d *draft) { d.by = other })},
				forgery{"alg and kid of the key of " + other.method.Alg(), spoil(good, func(d *draft) {
					d.header["alg"], d.header["kid"] = other.method.Alg(), other.id
				})})
		}
	}
	return append(out,
		forgery{"signed by a stranger", spoil(good, func(d *draft) { d.header["alg"], d.by = "EdDSA", strange() })},
		forgery{"signed by a stranger with a kid of their own", spoil(good, func(d *draft) {
			d.header["alg"], d.header["kid"], d.by = "EdDSA", strange().id, strange()
		})},
		forgery{"signed by a short key", spoil(good, func(d *draft) {
			d.header["alg"] = "RS256"
			d.sign = func(_ draft, text string) []byte { return must(jwt.SigningMethodRS256.Sign(text, shortRSA())) }
		})})
}

// headerTricks are of a stranger who says in the header where their key is, and of headers that say too much.
func headerTricks(good draft) (out []forgery) {
	var own struct{ Keys []json.RawMessage }
	if err := json.Unmarshal(must(strange().JWKS()), &own); err != nil {
		panic(err)
	}
	for name, value := range map[string]any{
		"jwk": own.Keys[0], "jku": "https://attacker.example/keys", "x5u": "https://attacker.example/chain.pem",
		"x5c": []string{base64.StdEncoding.EncodeToString([]byte("certificate"))}, "x5t": "AAAA", "crit": []string{"exp"},
		"b64": false, "zip": "DEF", "enc": "A256GCM", "cty": "JWT", "iss": issuerName, "": "", "KID": strange().id,
	} {
		out = append(out,
			forgery{"header " + name, spoil(good, func(d *draft) { d.header[name] = value })},
			forgery{"a stranger's header " + name, spoil(good, func(d *draft) {
				d.header["alg"], d.header[name], d.by = "EdDSA", value, strange()
			})},
			forgery{"a stranger's header with kid and " + name, spoil(good, func(d *draft) {
				d.header["alg"], d.header["kid"], d.header[name], d.by = "EdDSA", strange().id, value, strange()
			})})
	}
	for i, kid := range []any{
		nil, "", 0, true, []string{good.by.id}, object{"kid": good.by.id}, "../../../../dev/null", "/dev/null", "keys.json",
		"' or '1'='1", "x' union select 'secret", "key; drop table users", "file:///etc/passwd", "https://attacker.example/key",
		"http://169.254.169.254/", good.by.id + "\x00", good.by.id + " ", strings.ToLower(good.by.id), "*", "%2e%2e%2f", strings.Repeat("k", 2000),
	} {
		out = append(out, forgery{fmt.Sprintf("kid %d", i), spoil(good, func(d *draft) {
			d.header["kid"] = kid
		})})
	}
	for _, typ := range []any{
		nil, "", "JWT", "jwt", "id+jwt", "logout+jwt", "AT+JWT", "application/at+jwt", "at+jwt ", "dpop+jwt", "secevent+jwt", "refresh", 1,
		[]string{accessType},
	} {
		out = append(out, forgery{fmt.Sprintf("typ %v", typ), spoil(good, func(d *draft) { d.header["typ"] = typ })})
	}
	for _, name := range []string{"alg", "kid", "typ"} {
		out = append(out, forgery{"without header " + name, spoil(good, func(d *draft) { delete(d.header, name) })})
	}
	return out
}

// claimTricks are well signed, by somebody who may not say this.
func claimTricks(b *bundle, good draft, on *ent.Workspace) (out []forgery) {
	claim := func(name string, values ...any) {
		for _, value := range values {
			out = append(out, forgery{fmt.Sprintf("claim %s, forgery %d", name, len(out)), spoil(good, func(d *draft) { d.claims[name] = value })})
		}
	}
	now := b.clock.now()
	for _, name := range []string{"iss", "aud", "exp", "nbf", "sub", "jti"} {
		out = append(out, forgery{"without claim " + name, spoil(good, func(d *draft) { delete(d.claims, name) })})
		claim(name, nil, "", 0, -1, true, []string{}, object{}, []any{nil}, object{name: good.claims[name]}, strings.Repeat("x", 3000))
		out = append(out, forgery{"claim in capitals " + name, spoil(good, func(d *draft) {
			d.claims[strings.ToUpper(name)] = d.claims[name]
			delete(d.claims, name)
		})})
	}
	claim("iss", "https://host.example/", "https://host.example.attacker.example", "HTTPS://HOST.EXAMPLE", " "+issuerName, []string{issuerName})
	claim("aud", "other", audienceName+".", strings.ToUpper(audienceName), []string{"other", "another"}, audienceName+",other")
	claim("exp", now.Unix(), now.Add(-time.Second).Unix(), now.Add(-time.Hour).Unix(), now.Add(61*time.Minute).Unix(), now.AddDate(100, 0, 0).Unix(),
		now.UnixMilli(), math.MaxInt64, 1e308, "1e400", now.Add(time.Minute).Format(time.RFC3339), "9999999999")
	claim("nbf", now.Add(time.Minute).Unix(), now.Add(time.Hour).Unix(), now.Add(11*time.Minute).Unix(), now.Add(-time.Hour).Unix(), -1e300, "0")
	claim("iat", now.Add(time.Hour).Unix(), "now", []int{1})
	claim("jti", "1", "' or 1=1", uuid.NewString()+uuid.NewString())
	ids := globalid.ID{Type: globalid.Workspace, Contract: on.ContractID, Of: on.ID}
	for _, kind := range []globalid.Type{globalid.Agent, globalid.BillingPeriod, globalid.Run, globalid.Contract, globalid.User, globalid.AgentUsage} {
		claim("sub", string(kind)+strings.TrimPrefix(ids.String(), string(globalid.Workspace)))
	}
	claim("sub",
		on.ID.String(), "*", "wsp_", ids.String()+"=", " "+ids.String(), "admin", "../"+ids.String(),
		globalid.ID{Type: globalid.Workspace, Contract: on.ContractID, Of: uuid.New()}.String(),
		globalid.ID{Type: globalid.Workspace, Contract: uuid.New(), Of: on.ID}.String(),
		globalid.ID{Type: globalid.Contract, Of: uuid.New()}.String(),
		globalid.ID{Type: globalid.User, Of: uuid.New()}.String(),
		globalid.ID{Type: globalid.Agent, Contract: on.ContractID, Of: uuid.New()}.String())
	claim("scope", "usage:watch", "everything", "USAGE_READ", "usage_read", "usage:read,agents:write", "*", 5, []string{"usage:read"}, "usage:read\x00")

	header, claims := string(must(json.Marshal(good.header))), string(must(json.Marshal(good.claims)))
	for _, name := range []string{"iss", "aud", "exp", "nbf", "sub", "jti", "scope"} {
		value := string(must(json.Marshal(good.claims[name])))
		out = append(out, forgery{"claim twice " + name, good.signed(header, claims[:len(claims)-1]+`,"`+name+`":`+value+"}")})
	}
	for _, name := range []string{"alg", "kid", "typ"} {
		value := string(must(json.Marshal(good.header[name])))
		out = append(out, forgery{"header twice " + name, good.signed(`{"`+name+`":"none",`+header[1:len(header)-1]+`,"`+name+`":`+value+"}", claims)})
	}
	for i, text := range []string{
		"", "null", "[]", "5", `"x"`, "{}", claims + claims, claims + "x", claims[:len(claims)-1], "\xef\xbb\xbf" + claims, `{"a":` + strings.Repeat("[", 1000),
	} {
		out = append(out,
			forgery{fmt.Sprintf("claims %d", i), good.signed(header, text)},
			forgery{fmt.Sprintf("header %d", i), good.signed(text, claims)})
	}
	return append(out,
		forgery{"with a long claim", spoil(good, func(d *draft) { d.claims["name"] = strings.Repeat("x", maxSignedToken) })},
		forgery{"a subscription of a person", spoil(good, func(d *draft) {
			d.header["typ"] = subscriptionType
			d.claims["sub"] = globalid.ID{Type: globalid.User, Of: uuid.New()}.String()
		})})
}

// mutilations are good tokens with something cut off, put on or changed.
func mutilations(good draft) (out []forgery) {
	text := good.text()
	parts := strings.Split(text, ".")
	for n := range 12 {
		out = append(out, forgery{fmt.Sprintf("cut by %d", n+1), text[:len(text)-n-1]})
	}
	for n := 0; n < len(text); n += len(text) / 12 {
		out = append(out, forgery{fmt.Sprintf("with another character %d", n), text[:n] + other(text[n]) + text[n+1:]})
	}
	for name, text := range map[string]string{
		"no signature":         parts[0] + "." + parts[1] + ".",
		"no claims":            parts[0] + ".." + parts[2],
		"no header":            "." + parts[1] + "." + parts[2],
		"two parts":            parts[0] + "." + parts[1],
		"four parts":           text + "." + parts[2],
		"padded":               text + "=",
		"a space":              parts[0] + ". " + parts[1] + "." + parts[2],
		"a line end":           text[:20] + "\n" + text[20:],
		"parts swapped":        parts[1] + "." + parts[0] + "." + parts[2],
		"claims of another":    parts[0] + "." + encode(`{"iss":"`+issuerName+`"}`) + "." + parts[2],
		"zeros":                parts[0] + "." + parts[1] + "." + encode(strings.Repeat("\x00", 64)),
		"signed twice":         text + text,
		"a megabyte of dots":   strings.Repeat(".", 1<<20),
		"a megabyte of claims": parts[0] + "." + strings.Repeat("A", 1<<20) + "." + parts[2],
		"base64 of files":      strings.ReplaceAll(base64.StdEncoding.EncodeToString([]byte("{}")), "=", "+") + "." + parts[1] + "." + parts[2],
		"nothing":              "",
		"Bearer":               "Bearer " + text,
	} {
		out = append(out, forgery{name, text})
	}
	return out
}
