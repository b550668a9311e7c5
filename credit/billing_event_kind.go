package credit

import "io"

// BillingEventKind says why money is to be charged or paid back.
type BillingEventKind string

// The values of BillingEventKind.
const (
	BillPurchase  BillingEventKind = "PURCHASE"  // a purchase, charged at once
	BillAllowance BillingEventKind = "ALLOWANCE" // the allowance that a reset granted
	BillRefund    BillingEventKind = "REFUND"    // the price of a purchase, to be paid back
)

var billingEventKinds = []BillingEventKind{BillPurchase, BillAllowance, BillRefund}

// Values lists what ent accepts.
func (BillingEventKind) Values() []string { return texts(billingEventKinds) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v BillingEventKind) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *BillingEventKind) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, billingEventKinds)
	return err
}
