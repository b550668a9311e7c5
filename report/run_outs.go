package report

import (
	"context"
	"time"

	"cistern/credit"
	"cistern/ent"
	"cistern/forecast"
)

// RunOuts is when the pool of the running period is expected to run out with each of some amounts granted on top: nil where it lasts
// until the reset, nothing is enforced, or there is too little use to tell.
func RunOuts(ctx context.Context, tx *ent.Tx, v View, more []credit.Amount) ([]*time.Time, error) {
	out := make([]*time.Time, len(more))
	if v.Period.Kind == credit.PeriodFree {
		return out, nil
	}
	in := v.aroundNow()
	agents, err := agentDays(ctx, tx, v.Contract, in)
	if err != nil {
		return nil, err
	}
	in.Used = v.Period.Used
	for _, a := range agents {
		in.Agents = append(in.Agents, a.Agent)
	}
	days := forecast.Make(in).Days
	if len(days) == 0 {
		return out, nil
	}
	for i, amount := range more {
		granted, err := v.Period.Credited.Plus(amount)
		if err != nil {
			return nil, err
		}
		in.Granted = &granted
		out[i] = forecast.RunsOutAt(in, days)
	}
	return out, nil
}
