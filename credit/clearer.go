package credit

import "io"

// Clearer is somebody who can take a blocker away (D9).
type Clearer string

// The values of Clearer.
const (
	ClearerWorkspaceAdmin Clearer = "WORKSPACE_ADMIN" // an owner or admin of the workspace
	ClearerOrgAdmin       Clearer = "ORG_ADMIN"
	ClearerOrgOwner       Clearer = "ORG_OWNER"
	ClearerAccountTeam    Clearer = "ACCOUNT_TEAM"
)

var clearers = []Clearer{ClearerWorkspaceAdmin, ClearerOrgAdmin, ClearerOrgOwner, ClearerAccountTeam}

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v Clearer) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *Clearer) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, clearers)
	return err
}

// ClearedBy says who can take the blocker away: whoever may do what ends it (D17), be it a switch, a limit, a purchase or a change of
// plan. Nobody brings a deleted agent back.
func (v BlockerCode) ClearedBy() []Clearer {
	switch v {
	case BlockerDisabledByAdmin, BlockerSafetyHold, BlockerAgentLimitReached:
		return clearers
	case BlockerAllocationReached:
		return []Clearer{ClearerOrgAdmin, ClearerOrgOwner, ClearerAccountTeam}
	case BlockerPoolExhausted:
		return []Clearer{ClearerWorkspaceAdmin, ClearerOrgOwner, ClearerAccountTeam}
	case BlockerPlanNotEligible:
		return []Clearer{ClearerAccountTeam}
	default:
		return nil
	}
}
