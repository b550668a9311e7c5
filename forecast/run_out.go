package forecast

import "time"

// runsOutAt takes the use of a day to be even.
func runsOutAt(in Input, days []Day) *time.Time {
	if in.Granted == nil {
		return nil
	}
	granted, from, used := *in.Granted, in.Now, in.Used
	if used >= granted {
		return &from
	}
	for i, day := range days {
		end := in.Ahead[i].End
		if day.Expected >= granted {
			part := float64(granted-used) / float64(day.Expected-used)
			at := from.Add(time.Duration(part * float64(end.Sub(from))))
			return &at
		}
		from, used = end, day.Expected
	}
	return nil
}
