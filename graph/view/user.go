package view

import (
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/graph/globalid"
)

// User is a person.
type User struct{ *ent.User }

// IsNode makes it one.
func (User) IsNode() {}

// ID is the global id.
func (u User) ID() globalid.ID { return globalid.ID{Type: globalid.User, Of: u.User.ID} }

// userOf finds a person among those who are known; nil for nobody, and for somebody who is not known any more.
func userOf(id *uuid.UUID, known map[uuid.UUID]*ent.User) *User {
	if id == nil || known[*id] == nil {
		return nil
	}
	return &User{known[*id]}
}
