package credit

import (
	"io"
	"slices"
)

// PurchaseStatus is how far an order for credits is (D16).
type PurchaseStatus string

// The values of PurchaseStatus.
const (
	PurchasePending  PurchaseStatus = "PENDING"
	PurchasePaid     PurchaseStatus = "PAID"
	PurchaseGranted  PurchaseStatus = "GRANTED"
	PurchaseFailed   PurchaseStatus = "FAILED"
	PurchaseCanceled PurchaseStatus = "CANCELED"
	PurchaseRefunded PurchaseStatus = "REFUNDED"
)

// The statuses in the only direction in which a purchase moves.
var purchaseStatuses = []PurchaseStatus{PurchasePending, PurchaseFailed, PurchaseCanceled, PurchasePaid, PurchaseGranted, PurchaseRefunded}

// CanBecome reports whether a purchase may move on to another status. It may skip some and never goes back, so that what a payment
// provider tells leads to the same end in whatever order, and however often, it arrives: a payment that succeeds after it has
// failed, or after its order was canceled, is one; one that was refunded stays so. Credits are granted for what is paid alone.
func (v PurchaseStatus) CanBecome(next PurchaseStatus) bool {
	if next == PurchaseGranted {
		return v == PurchasePaid
	}
	return slices.Index(purchaseStatuses, next) > slices.Index(purchaseStatuses, v)
}

// Values lists what ent accepts.
func (PurchaseStatus) Values() []string { return texts(purchaseStatuses) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v PurchaseStatus) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *PurchaseStatus) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, purchaseStatuses)
	return err
}

// PurchaseKind says whether an order changes the monthly allowance or tops up this period (D16).
type PurchaseKind string

// The values of PurchaseKind.
const (
	PurchaseAllowance PurchaseKind = "ALLOWANCE"
	PurchaseTopUp     PurchaseKind = "TOP_UP"
)

var purchaseKinds = []PurchaseKind{PurchaseAllowance, PurchaseTopUp}

// Values lists what ent accepts.
func (PurchaseKind) Values() []string { return texts(purchaseKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v PurchaseKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *PurchaseKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, purchaseKinds)
	return err
}
