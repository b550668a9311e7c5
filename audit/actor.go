package audit

import "github.com/google/uuid"

// ActorKind says what kind of actor made a change.
type ActorKind string

// The values of ActorKind.
const (
	User     ActorKind = "USER"
	Token    ActorKind = "TOKEN"
	System   ActorKind = "SYSTEM"   // the program by itself, such as a reset
	Operator ActorKind = "OPERATOR" // whoever runs the program, by its command line
)

// Actor is who made a change.
type Actor struct {
	Kind ActorKind
	ID   uuid.UUID // of the user or the token; zero for the other kinds
}
