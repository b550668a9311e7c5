package credit

import (
	"io"
	"slices"
)

// NotificationKind says what people are told about (D14).
type NotificationKind string

// The values of NotificationKind.
const (
	NotifyPoolThreshold       NotificationKind = "POOL_THRESHOLD"
	NotifyAllocationThreshold NotificationKind = "ALLOCATION_THRESHOLD"
	NotifyAgentLimitThreshold NotificationKind = "AGENT_LIMIT_THRESHOLD"
	NotifyBilledPeriodShort   NotificationKind = "BILLED_PERIOD_SHORT"
	NotifySafetyHold          NotificationKind = "SAFETY_HOLD"
	NotifyPurchaseDone        NotificationKind = "PURCHASE_DONE"
	NotifyPurchaseFailed      NotificationKind = "PURCHASE_FAILED"
	NotifyRunOutForecast      NotificationKind = "RUN_OUT_FORECAST"
)

var notificationKinds = []NotificationKind{NotifyPoolThreshold, NotifyAllocationThreshold, NotifyAgentLimitThreshold, NotifyBilledPeriodShort, NotifySafetyHold, NotifyPurchaseDone, NotifyPurchaseFailed, NotifyRunOutForecast}

// NotificationKinds are all of them, in the order in which people are shown them.
func NotificationKinds() []NotificationKind { return slices.Clone(notificationKinds) }

// Values lists what ent accepts.
func (NotificationKind) Values() []string { return texts(notificationKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v NotificationKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *NotificationKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, notificationKinds)
	return err
}
