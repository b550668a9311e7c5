package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

const (
	sessionIdle  = 12 * time.Hour      // a session that nobody used for so long is over
	sessionLife  = 14 * 24 * time.Hour // and so is one that began so long ago
	seenInterval = time.Minute         // how exactly its last use is known
	maxUserAgent = 300                 // bytes that are kept of the browser's name
)

// Sessions keeps who is signed in. A session is known by a random secret that only the browser has; its id in the database is the
// hash of that.
type Sessions struct {
	db      *sql.DB
	proxies Proxies
	now     func() time.Time
}

// NewSessions keeps sessions in a migrated database. The proxies say which requests came over TLS, and from where.
func NewSessions(db *sql.DB, proxies Proxies, now func() time.Time) *Sessions {
	return &Sessions{db, proxies, now}
}

// enter signs a person in, and gives the browser the cookie of the new session. The session that it may have had ends, so that nobody
// can have planted it.
func (s *Sessions) enter(w http.ResponseWriter, r *http.Request, user uuid.UUID) error {
	if err := s.end(r.Context(), s.secret(r)); err != nil {
		return err
	}
	secret, err := s.start(r.Context(), user, r.UserAgent())
	if err != nil {
		return err
	}
	http.SetCookie(w, s.proxies.cookie(r, sessionCookie, secret, sessionLife))
	return nil
}

// secret is what the browser knows its session by, empty when it has none.
func (s *Sessions) secret(r *http.Request) string { return s.proxies.secret(r, sessionCookie) }

// start begins a session of a person and returns its secret. It sweeps up those of the same person that are over.
func (s *Sessions) start(ctx context.Context, user uuid.UUID, userAgent string) (secret string, err error) {
	now := s.now()
	secret = newSecret()
	_, err = s.db.ExecContext(ctx, `
		with over as (
			delete from sessions where user_id = $2 and (expires_at <= $3 or seen_at <= $5)
		)
		insert into sessions (id, user_id, created_at, seen_at, expires_at, user_agent)
		values ($1, $2, $3, $3, $4, $6)`,
		sessionID(secret), user, now, now.Add(sessionLife), now.Add(-sessionIdle), storable(userAgent))
	if err != nil {
		return "", fmt.Errorf("start a session: %w", err)
	}
	return secret, nil
}

// viewer returns the person whose session it is, with what they may do now; nil when there is no such session or it is over.
func (s *Sessions) viewer(ctx context.Context, secret string) (*Viewer, error) {
	now := s.now()
	var user, handle uuid.UUID
	var seen time.Time
	var contracts pq.StringArray
	err := s.db.QueryRowContext(ctx, `
		select user_id, handle, seen_at, array(select contract_id from user_contracts c where c.user_id = s.user_id)
		from sessions s
		where id = $1 and expires_at > $2 and seen_at > $3`,
		sessionID(secret), now, now.Add(-sessionIdle)).Scan(&user, &handle, &seen, &contracts)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find a session: %w", err)
	}
	if now.Sub(seen) >= seenInterval {
		if err := s.touch(ctx, secret, now); err != nil {
			return nil, err
		}
	}
	viewer, err := loadPerson(ctx, s.db, user, contracts)
	if err != nil {
		return nil, err
	}
	viewer.session = handle
	return viewer, nil
}

// viewers is viewer for many sessions at once, by their secrets. Being asked about so does not count as use: a page that is left open
// does not keep its session.
func (s *Sessions) viewers(ctx context.Context, secrets []string) (map[string]*Viewer, error) {
	if len(secrets) == 0 {
		return nil, nil
	}
	secretOf := make(map[string]string, len(secrets))
	ids := make(pq.ByteaArray, len(secrets))
	for i, secret := range secrets {
		ids[i] = sessionID(secret)
		secretOf[string(ids[i])] = secret
	}
	now := s.now()
	rows, err := s.db.QueryContext(ctx, `
		select id, handle, user_id, array(select contract_id from user_contracts c where c.user_id = s.user_id)
		from sessions s
		where id = any($1) and expires_at > $2 and seen_at > $3`, ids, now, now.Add(-sessionIdle))
	if err != nil {
		return nil, fmt.Errorf("find sessions: %w", err)
	}
	defer rows.Close()
	viewers := make(map[string]*Viewer, len(secrets))
	contractsOf := map[uuid.UUID]pq.StringArray{}
	for rows.Next() {
		var id []byte
		var contracts pq.StringArray
		v := &Viewer{}
		if err := rows.Scan(&id, &v.session, &v.UserID, &contracts); err != nil {
			return nil, fmt.Errorf("find sessions: %w", err)
		}
		viewers[secretOf[string(id)]], contractsOf[v.UserID] = v, contracts
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find sessions: %w", err)
	}
	people, err := loadPeople(ctx, s.db, contractsOf)
	if err != nil {
		return nil, err
	}
	for _, v := range viewers {
		v.contracts = people[v.UserID].contracts
	}
	return viewers, nil
}

func (s *Sessions) touch(ctx context.Context, secret string, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `update sessions set seen_at = $2 where id = $1 and seen_at < $2`, sessionID(secret), now)
	if err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	return nil
}

// end deletes a session; one that is not there is no error.
func (s *Sessions) end(ctx context.Context, secret string) error {
	if _, err := s.db.ExecContext(ctx, `delete from sessions where id = $1`, sessionID(secret)); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// newSecret is 256 random bits in 43 characters.
func newSecret() string {
	var secret [32]byte
	_, _ = rand.Read(secret[:]) // it never fails
	return base64.RawURLEncoding.EncodeToString(secret[:])
}

// storable makes of a header what a text column takes.
func storable(userAgent string) string {
	return strings.ToValidUTF8(userAgent[:min(len(userAgent), maxUserAgent)], "")
}

func sessionID(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
