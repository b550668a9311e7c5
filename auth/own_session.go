package auth

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// OwnSession is a session as the person whose it is sees it.
type OwnSession struct {
	Handle    uuid.UUID
	UserAgent string // what the browser called itself when it began
	CreatedAt time.Time
	SeenAt    time.Time // exact to a minute
	ExpiresAt time.Time // when it is over, used or not
	Current   bool      // whether the request came with it
}

// shownSessions bounds the list; whoever has more ends them all.
const shownSessions = 100

// List returns the sessions of the person who calls that are not over, the last used first.
func (s *Sessions) List(ctx context.Context, v *Viewer) ([]OwnSession, error) {
	now := s.now()
	rows, err := s.db.QueryContext(ctx, `
		select handle, user_agent, created_at, seen_at, expires_at, handle = $4
		from sessions
		where user_id = $1 and expires_at > $2 and seen_at > $3
		order by handle = $4 desc, seen_at desc, handle
		limit $5`,
		v.UserID, now, now.Add(-sessionIdle), v.session, shownSessions)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	defer rows.Close()
	var list []OwnSession
	for rows.Next() {
		var o OwnSession
		if err := rows.Scan(&o.Handle, &o.UserAgent, &o.CreatedAt, &o.SeenAt, &o.ExpiresAt, &o.Current); err != nil {
			return nil, fmt.Errorf("list sessions: %w", err)
		}
		list = append(list, o)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return list, nil
}

// End ends one session of the person who calls. One that is not theirs, or over, is no error: it is over for them.
func (s *Sessions) End(ctx context.Context, v *Viewer, handle uuid.UUID) error {
	if _, err := s.db.ExecContext(ctx, `delete from sessions where user_id = $1 and handle = $2`, v.UserID, handle); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// EndOthers ends all sessions of the person who calls but the one that they call with.
func (s *Sessions) EndOthers(ctx context.Context, v *Viewer) error {
	if _, err := s.db.ExecContext(ctx, `delete from sessions where user_id = $1 and handle <> $2`, v.UserID, v.session); err != nil {
		return fmt.Errorf("end other sessions: %w", err)
	}
	return nil
}

// EndAll ends all sessions of the person who calls.
func (s *Sessions) EndAll(ctx context.Context, v *Viewer) error {
	if _, err := s.db.ExecContext(ctx, `delete from sessions where user_id = $1`, v.UserID); err != nil {
		return fmt.Errorf("end all sessions: %w", err)
	}
	return nil
}
