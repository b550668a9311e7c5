package credit

import "io"

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

var purchaseStatuses = []PurchaseStatus{PurchasePending, PurchasePaid, PurchaseGranted, PurchaseFailed, PurchaseCanceled, PurchaseRefunded}

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
