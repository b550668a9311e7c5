package credit

import "io"

// BlockerCode is a reason why an agent may not start a run now (D9).
type BlockerCode string

// The values of BlockerCode.
const (
	BlockerPlanNotEligible   BlockerCode = "PLAN_NOT_ELIGIBLE"
	BlockerAgentDeleted      BlockerCode = "AGENT_DELETED"
	BlockerDisabledByAdmin   BlockerCode = "DISABLED_BY_ADMIN"
	BlockerSafetyHold        BlockerCode = "SAFETY_HOLD"
	BlockerPoolExhausted     BlockerCode = "POOL_EXHAUSTED"
	BlockerAllocationReached BlockerCode = "ALLOCATION_REACHED"
	BlockerAgentLimitReached BlockerCode = "AGENT_LIMIT_REACHED"
)

var blockerCodes = []BlockerCode{BlockerPlanNotEligible, BlockerAgentDeleted, BlockerDisabledByAdmin, BlockerSafetyHold, BlockerPoolExhausted, BlockerAllocationReached, BlockerAgentLimitReached}

// Values lists what ent accepts.
func (BlockerCode) Values() []string { return texts(blockerCodes) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v BlockerCode) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *BlockerCode) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, blockerCodes)
	return err
}
