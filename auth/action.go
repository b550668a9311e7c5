package auth

import (
	"fmt"
	"io"
	"strconv"
)

// Action is something that a viewer may be allowed to do. The API names it on every field (@allow).
type Action string

// The values of Action.
const (
	Public          Action = "PUBLIC"
	SignedIn        Action = "SIGNED_IN"
	Parent          Action = "PARENT"
	ViewWorkspace   Action = "VIEW_WORKSPACE"
	ViewContract    Action = "VIEW_CONTRACT"
	ViewDashboard   Action = "VIEW_DASHBOARD"
	WatchUsage      Action = "WATCH_USAGE"
	CreateAgents    Action = "CREATE_AGENTS"
	ManageAgents    Action = "MANAGE_AGENTS"
	SetPolicy       Action = "SET_CREATION_POLICY"
	SetAllocation   Action = "SET_ALLOCATION"
	MoveClock       Action = "MOVE_CLOCK"
	BuyCredits      Action = "BUY_CREDITS"
	ManageContract  Action = "MANAGE_CONTRACT"
	CreateContracts Action = "CREATE_CONTRACTS"
	ViewAssigned    Action = "VIEW_ASSIGNED"
	KeepBooks       Action = "KEEP_BOOKS"
	WriteRuns       Action = "WRITE_RUNS"

	ManageMembers  Action = "MANAGE_MEMBERS"
	ManageOfficers Action = "MANAGE_OFFICERS"
	ManageTokens   Action = "MANAGE_TOKENS"
	ViewAuditLog   Action = "VIEW_AUDIT_LOG"
)

// MarshalGQL writes the word as GraphQL and JSON have it.
func (a Action) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(a))) }

// UnmarshalGQL refuses any other word.
func (a *Action) UnmarshalGQL(in any) error {
	text, _ := in.(string)
	if _, known := permissions[Action(text)]; !known {
		return fmt.Errorf("%v is not an action", in)
	}
	*a = Action(text)
	return nil
}
