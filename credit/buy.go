package credit

import "fmt"

// Offer is a line of the price list.
type Offer struct {
	Credits Amount // above zero
	Price   Money
}

// PurchaseEffect is what a purchase does once it is paid (D16).
type PurchaseEffect struct {
	Granted   Amount // at once; zero for an allowance that is bought in a free period, whose first reset grants it
	Charge    Money  // at once, for what is granted
	Allowance Amount // from then on, granted anew at every reset
	Recurring Money  // charged at every reset; of an allowance alone
}

// Buy says what it means to buy an offer (D16): more acts at once, whole and not prorated. An allowance that is not more than the
// present one is an *Error with CodeBadInput: less acts at the next service date and is no purchase.
func Buy(kind PurchaseKind, offer Offer, allowance Amount, period PeriodKind) (PurchaseEffect, error) {
	if kind == PurchaseTopUp {
		return PurchaseEffect{Granted: offer.Credits, Charge: offer.Price, Allowance: allowance}, nil
	}
	if offer.Credits <= allowance {
		return PurchaseEffect{}, &Error{
			Code: CodeBadInput, Field: "credits",
			Message: fmt.Sprintf("the allowance is %s credits a month already; buy more than that, or lower it from the next service date", allowance),
		}
	}
	e := PurchaseEffect{Charge: Money{Currency: offer.Price.Currency}, Allowance: offer.Credits, Recurring: offer.Price}
	if period == PeriodBilled {
		e.Granted = offer.Credits - allowance
		e.Charge = offer.Price.Share(e.Granted, offer.Credits)
	}
	return e, nil
}
