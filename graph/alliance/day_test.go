package alliance

import "testing"

// Consecutive days, where a month, a year, an era and the calendar end.
func TestDayNextAndPrev(t *testing.T) {
	for _, tt := range []struct{ day, next Day }{
		{FirstDay, -9999_0000 + 1_01},
		{2020_05_20, 2020_05_21},
		{2020_02_28, 2020_02_29}, {2020_02_29, 2020_03_01},
		{2019_02_28, 2019_03_01},
		{2019_12_31, 2020_01_01},
		{-1_0000 + 12_31, 1_01}, // from 2 BC to 1 BC
		{2_28, 2_29},            // year 0 is a leap year
		{-430_0000 + 3_31, -430_0000 + 4_01},
		{-431_0000 + 12_31, -430_0000 + 1_01},
		{9999_12_31, LastDay}, {LastDay, LastDay + 1},
	} {
		if tt.day != FirstDay && tt.day.Next() != tt.next {
			t.Errorf("after %d comes %d, want %d", tt.day, tt.day.Next(), tt.next)
		}
		if tt.next.Prev() != tt.day {
			t.Errorf("before %d comes %d, want %d", tt.next, tt.next.Prev(), tt.day)
		}
	}
}

// Every day in the calendar is that of one date, and in order.
func TestDayDate(t *testing.T) {
	count := 0
	for d := Day(-401_0000 + 1_01); d < 401_01_01; d = d.Next() {
		if date := d.Date(); date.First() != d || date.Last() != d || !d.valid() {
			t.Fatalf("day %d is the date %q, from %d to %d", d, date, date.First(), date.Last())
		}
		if d.Next() <= d || d.Next().Prev() != d {
			t.Fatalf("after day %d comes %d, and before that %d", d, d.Next(), d.Next().Prev())
		}
		count++
	}
	if want := 2*146_097 + 365 + 366; count != want { // two cycles of 400 years, and the years -401 and 400
		t.Errorf("there are %d days, want %d", count, want)
	}
}

func TestDayValid(t *testing.T) {
	for _, d := range []Day{FirstDay, LastDay, 2020_05_21, 2020_02_29, 1_01, -430_0000 + 12_31, minYear*1_0000 + 1_01} {
		if !d.valid() {
			t.Errorf("%d is not valid", d)
		}
	}
	for _, d := range []Day{0, 1, 1_01 - 1, 2019_02_29, 2020_05_00, 2020_13_01, 2020_00_01, FirstDay - 1, FirstDay + 1, LastDay + 1, -1, 10000_01_01} {
		if d.valid() {
			t.Errorf("%d is valid, the date %q", d, d.Date())
		}
	}
}

func TestDays(t *testing.T) {
	may := days{2020_05_01, 2020_05_31}
	for _, tt := range []struct {
		other days
		meets bool
	}{
		{always(), true}, {never(), false}, {may, true},
		{days{2020_05_31, 2020_06_30}, true}, {days{2020_06_01, 2020_06_30}, false},
		{days{2020_04_01, 2020_05_01}, true}, {days{2020_04_01, 2020_04_30}, false},
		{days{2020_05_20, 2020_05_10}, false},
	} {
		if got := may.meets(tt.other); got != tt.meets || tt.other.meets(may) != got || may.within(tt.other).empty() == got {
			t.Errorf("May meets %v: %t, want %t", tt.other, got, tt.meets)
		}
	}
	if may.empty() || !may.has(2020_05_31) || may.has(2020_06_01) || may.has(2020_04_30) {
		t.Error("May does not have its days")
	}
}
