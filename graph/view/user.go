package view

import (
	"cistern/ent"
	"cistern/graph/globalid"
)

// User is a person.
type User struct{ *ent.User }

// IsNode makes it one.
func (User) IsNode() {}

// ID is the global id.
func (u User) ID() globalid.ID { return globalid.ID{Type: globalid.User, Of: u.User.ID} }
