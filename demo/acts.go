package demo

import (
	"context"
	"slices"
	"time"

	"cistern/audit"
	"cistern/billing"
	"cistern/credit"
	"cistern/ent"
	"cistern/guard"
	"cistern/notify"
)

// act is something that people did, in a transaction under the contract's lock. Done again it changes nothing.
type act struct {
	at time.Time
	do func(ctx context.Context, tx *ent.Tx, a billing.Account, now time.Time) error
}

// actsSince are all acts after an instant, in order.
func (s Story) actsSince(since time.Time) []act {
	acts := slices.Concat(s.starts(), s.raises(), s.fates())
	if s.acts != nil {
		acts = append(acts, s.acts(s)...)
	}
	acts = slices.DeleteFunc(acts, func(a act) bool { return a.at.Before(since) || a.at.Before(s.first.Start) })
	slices.SortStableFunc(acts, func(a, b act) int { return a.at.Compare(b.at) })
	return acts
}

// starts look at each billed period an hour after its start, as the job does.
func (s Story) starts() (acts []act) {
	if s.billedFrom == never {
		return nil
	}
	for p := s.billed; !p.Start.After(s.present.Start); p = s.calendar.Next(p) {
		acts = append(acts, act{p.Start.Add(time.Hour), func(ctx context.Context, tx *ent.Tx, a billing.Account, now time.Time) error {
			_, err := notify.PeriodStarted(ctx, tx, a.Period, now)
			return err
		}})
	}
	return acts
}

// caps are set soon after the present period began: a workspace and an agent are near theirs by now, and others have reached them.
func (s Story) caps() []act {
	at := s.present.Start.Add(9 * time.Hour)
	acts := []act{
		s.allocate(at, stores, 115),
		s.allocate(at, backOffice, 97),
		{at, func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
			return guard.SetCreationPolicy(ctx, tx, guard.CreationPolicy{
				Contract: s.id, Workspace: s.workspaceID(backOffice), Policy: credit.CreationOwners, Cause: by(s.owner, ""),
			}, now)
		}},
	}
	for i, a := range s.agents {
		switch a.Fate {
		case NearLimit:
			acts = append(acts, s.limit(at, i, 104))
		case AtLimit:
			acts = append(acts, s.limit(at, i, 97))
		default:
		}
	}
	return acts
}

// allocate caps a workspace at so many hundredths of what it has used when the demo is made.
func (s Story) allocate(at time.Time, workspace int, percent credit.Amount) act {
	var used credit.Amount
	for i, a := range s.agents {
		if a.Workspace == workspace {
			used += s.used(i, s.made)
		}
	}
	limit := whole(used * percent / 100)
	return act{at, func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
		return guard.SetAllocation(ctx, tx, guard.Allocation{
			Contract: s.id, Workspace: s.workspaceID(workspace), Limit: &limit, Cause: by(s.owner, "As agreed with finance"),
		}, now)
	}}
}

// limit caps an agent at so many hundredths of what it has used when the demo is made.
func (s Story) limit(at time.Time, agent int, percent credit.Amount) act {
	limit := whole(s.used(agent, s.made) * percent / 100)
	return act{at, func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
		_, err := guard.SetAgentLimit(ctx, tx, guard.AgentLimit{Switch: s.switchOf(s.agents[agent], ""), Limit: &limit}, now)
		return err
	}}
}

// whole credits, as people choose them.
func whole(a credit.Amount) credit.Amount { return a / credit.Credit * credit.Credit }

// fates are what has become of agents by the hand of a person.
func (s Story) fates() (acts []act) {
	for _, a := range s.agents {
		at := s.daysBefore(a.Ended).Add(10 * time.Hour)
		switch a.Fate {
		case Disabled:
			acts = append(acts, act{at, func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
				_, err := guard.Disable(ctx, tx, s.switchOf(a, "Books rooms twice; Priya is looking into it"), now)
				return err
			}})
		case Deleted:
			acts = append(acts, act{at, func(ctx context.Context, tx *ent.Tx, _ billing.Account, now time.Time) error {
				_, err := guard.DeleteAgent(ctx, tx, s.switchOf(a, ""), now)
				return err
			}})
		default:
		}
	}
	return acts
}

func (s Story) switchOf(a Agent, reason string) guard.Switch {
	return guard.Switch{Contract: s.id, Agent: s.agentID(a), Cause: by(s.owner, reason)}
}

func by(p Person, reason string) audit.Cause {
	return audit.Cause{Actor: audit.Actor{Kind: audit.User, ID: p.ID()}, Reason: reason}
}
