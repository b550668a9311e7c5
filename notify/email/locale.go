package email

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cistern/credit"
)

// locale is how a language writes figures.
type locale struct {
	group, point string // of a number
	day, minute  func(time.Time) string
}

var locales = map[string]locale{
	"en": {
		group: ",", point: ".",
		day:    func(t time.Time) string { return t.Format("January 2, 2006") },
		minute: func(t time.Time) string { return t.Format("January 2, 2006 at 3:04 PM") },
	},
	"vi": {
		group: ".", point: ",",
		day:    vietnameseDay,
		minute: func(t time.Time) string { return t.Format("15:04") + " ngày " + vietnameseDay(t) },
	},
}

func vietnameseDay(t time.Time) string {
	return fmt.Sprintf("%d tháng %d, %d", t.Day(), t.Month(), t.Year())
}

// credits are whole, with one decimal under ten, as the dashboard shows them.
func (l locale) credits(a credit.Amount) string {
	const tenth = credit.Credit / 10
	if a < 10*credit.Credit {
		tenths := int64((a + tenth/2) / tenth)
		return l.decimal(tenths, 1)
	}
	return l.decimal(int64((a+credit.Credit/2)/credit.Credit), 0)
}

// minorDigits are the currencies whose minor unit is not a hundredth.
var minorDigits = map[string]int{"VND": 0, "JPY": 0, "KRW": 0}

func (l locale) money(m credit.Money) string {
	digits, known := minorDigits[m.Currency]
	if !known {
		digits = 2
	}
	amount := l.decimal(m.AmountMinor, digits)
	if digits == 2 && !strings.Contains(amount, l.point) {
		amount += l.point + "00"
	}
	return amount + " " + m.Currency
}

// decimal writes a count, not negative, of units of 10^-places, grouped by thousands and without a fraction of zero.
func (l locale) decimal(units int64, places int) string {
	digits := strconv.FormatInt(units, 10)
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, fraction := digits[:len(digits)-places], digits[len(digits)-places:]
	var out strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteString(l.group)
		}
		out.WriteRune(digit)
	}
	if strings.Trim(fraction, "0") != "" {
		out.WriteString(l.point + fraction)
	}
	return out.String()
}
