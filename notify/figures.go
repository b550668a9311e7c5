package notify

import (
	"encoding/json"
	"fmt"
	"time"

	"cistern/credit"
	"cistern/ent"
)

// ThresholdFigures are those of use that has reached a share of a cap.
type ThresholdFigures struct {
	Threshold int           `json:"threshold"` // in percent
	Used      credit.Amount `json:"used"`
	Cap       credit.Amount `json:"cap"` // granted for the period, the allocation or the agent's limit
	ResetsAt  time.Time     `json:"resetsAt"`
}

// ShortFigures are those of a billed period that started with too few credits.
type ShortFigures struct {
	Granted  credit.Amount `json:"granted"`
	Before   credit.Amount `json:"before"` // used in the period before
	ResetsAt time.Time     `json:"resetsAt"`
}

// SafetyHoldFigures are those of a new agent that spent fast.
type SafetyHoldFigures struct {
	Spent credit.Amount `json:"spent"` // in the hour
	Limit credit.Amount `json:"limit"` // for a new agent in an hour
	Hour  time.Time     `json:"hour"`  // when it began
}

// PurchaseFigures are those of a purchase that was granted or has failed.
type PurchaseFigures struct {
	Kind    credit.PurchaseKind `json:"kind"`
	Credits credit.Amount       `json:"credits"`
	Charge  credit.Money        `json:"charge"`
}

// RunOutFigures are those of a pool that is expected to run out before the reset.
type RunOutFigures struct {
	RunsOutAt time.Time     `json:"runsOutAt"`
	Used      credit.Amount `json:"used"`
	Granted   credit.Amount `json:"granted"`
	ResetsAt  time.Time     `json:"resetsAt"`
}

// Figures are what a notification tells: a pointer to the struct of its kind.
func Figures(n *ent.Notification) (figures any, err error) {
	switch n.Kind {
	case credit.NotifyPoolThreshold, credit.NotifyAllocationThreshold, credit.NotifyAgentLimitThreshold:
		figures = &ThresholdFigures{}
	case credit.NotifyBilledPeriodShort:
		figures = &ShortFigures{}
	case credit.NotifySafetyHold:
		figures = &SafetyHoldFigures{}
	case credit.NotifyPurchaseDone, credit.NotifyPurchaseFailed:
		figures = &PurchaseFigures{}
	case credit.NotifyRunOutForecast:
		figures = &RunOutFigures{}
	}
	if err := json.Unmarshal(n.Figures, figures); err != nil {
		return nil, fmt.Errorf("read the figures of notification %s: %w", n.ID, err)
	}
	return figures, nil
}
