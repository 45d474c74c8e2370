package network_test

import (
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// A datedTest is an explanation of what holds on some days.
type datedTest struct {
	explanationTest
	asOf string
}

// runAll compares the sentences with the wanted ones.
func runAll(t *testing.T, rule network.AlignmentRule, tests []datedTest) {
	t.Helper()
	for _, test := range tests {
		test.run(t, rule, alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date(test.asOf)}})
	}
}

// TestExplanationOfKinds names a kind with a time only if it holds throughout, and marks what is less certain than the rest.
func TestExplanationOfKinds(t *testing.T) {
	const entente = "egypt allied_with iraq; 1904-04-08/; kinds CONSULTATION"
	runAll(t, network.Direct, []datedTest{
		{explanationTest{"egypt iraq", entente + "; alleges 1904-04-08/ DEFENSE; denies 1904-04-08/ DEFENSE",
			"Allied (consultation; defense disputed) from 8 April 1904."}, "1913"},
		{explanationTest{"egypt iraq", entente + "; alleges 1904-04-08/ DEFENSE", "Allied (consultation; defense alleged) from 8 April 1904."}, "1913"},
		{explanationTest{"egypt iraq", entente + "; alleges 1913-03-10/ DEFENSE; denies 1913-03-10/ DEFENSE",
			"Allied (consultation) from 8 April 1904, with defense (disputed) from 10 March 1913."}, "1913"},
		{explanationTest{"egypt iraq", entente + "; denies 1904/ DEFENSE", "Allied (consultation) from 8 April 1904."}, "1913"},
		{explanationTest{"russia lna", "russia supports lna; 2018/; kinds WEAPONS; alleges 2018/ TROOPS AIR_SUPPORT",
			"Russia supports the Libyan National Army (weapons; troops and air support alleged) from 2018."}, "2019"},
		{explanationTest{"russia lna", "russia supports lna; alleged; 2018/; kinds WEAPONS; denies 2018/ WEAPONS; alleges 2018/",
			"Russia supports the Libyan National Army (alleged; weapons disputed) from 2018."}, "2019"},
		{explanationTest{"egypt iraq", "egypt allied_with iraq; 1891-08-27/; kinds CONSULTATION; asserts 1894-01-04/ DEFENSE",
			"Allied (consultation) from 27 August 1891, with defense from 4 January 1894."}, "1895"},
		{explanationTest{"egypt iraq", "egypt allied_with iraq; 1891-08-27/; kinds CONSULTATION; asserts 1894-01-04/ DEFENSE",
			"Allied (consultation) from 27 August 1891."}, "1893"},
		{explanationTest{"egypt iraq", "egypt allied_with iraq; 1902/; kinds DEFENSE; asserts 1902/1905-08-11 NEUTRALITY",
			"Allied (defense) from 1902, with neutrality until 11 August 1905."}, "1905"},
		{explanationTest{"egypt iraq", "egypt allied_with iraq; 1879/; kinds DEFENSE; asserts 1882-05-20/ NONAGGRESSION CONSULTATION; asserts 1887/ NEUTRALITY",
			"Allied (defense) from 1879, with neutrality from 1887."}, "1914"},
		{explanationTest{"egypt iraq", "egypt allied_with iraq; 1914/; against kuwait\negypt allied_with iraq; 1904/", "Allied from 1904."}, "1914"},
	})
}

// TestExplanationOfCoalitions names a coalition with a time only if both belong to it throughout.
func TestExplanationOfCoalitions(t *testing.T) {
	const league = "iraq part_of league; 1945-03-22/\njordan part_of league; 1945/"
	const cento = "\niraq part_of cento; 1989/\njordan part_of cento; 1989/"
	const commits = ", which commits its members to defense and consultation, "
	runAll(t, network.Direct, []datedTest{
		{explanationTest{"iraq jordan", league + cento, "Both belong to the Arab League" + commits + "from 22 March 1945."}, "1990"},
		{explanationTest{"iraq jordan", league + strings.ReplaceAll(cento, "1989/", "1945/"),
			"Both belong to the Arab League and CENTO from 22 March 1945."}, "1990"},
		{explanationTest{"iraq jordan", "iraq part_of league; 1945/1979-03\njordan part_of league; 1945/" + cento,
			"Both belong to the Arab League from 1945 to March 1979, and both belong to CENTO from 1989 to at least 2020."}, ""},
	})
	runAll(t, network.CommonFriend, []datedTest{
		{explanationTest{"iraq kuwait", league + "\nkuwait part_of league; 1961/" + cento + "\nkuwait part_of cento; 1990-08/",
			"Both belong to the Arab League with Jordan (at once from 1961)."}, "1990"},
	})
}

// TestExplanationOfWar says that two are at war only while the conflict lasts.
func TestExplanationOfWar(t *testing.T) {
	const serbia = "iraq opposes kuwait; 1914-07-23/1918-11-03; in World War I; lasts 1914-07-28/1918-11-11"
	runAll(t, network.Direct, []datedTest{
		{explanationTest{"iraq kuwait", serbia, "Enemies from 23 July 1914."}, "1914-07-25"},
		{explanationTest{"iraq kuwait", serbia, "Enemies from 23 July 1914, and at war from 28 July 1914 (World War I)."}, "1914-07"},
		{explanationTest{"iraq kuwait", serbia, "At war from 28 July 1914 (World War I)."}, "1914-07-30"},
		{explanationTest{"iraq kuwait", serbia, "At war from 28 July 1914 to 3 November 1918 (World War I)."}, "1918-11"},
		{explanationTest{"iraq kuwait", "iraq opposes kuwait; 1911/1913; in War; lasts 1911-09/1912-10-18",
			"Enemies from 1911 to 1913, and at war from September 1911 to 18 October 1912 (War)."}, ""},
	})
	runAll(t, network.FriendOfEnemy, []datedTest{
		{explanationTest{"egypt iraq", serbia + "\negypt allied_with kuwait; 1914-07-23/", "From 23 July 1914, Egypt is allied with Kuwait, which opposes Iraq."},
			"1914-07-25"},
		{explanationTest{"egypt iraq", serbia + "\negypt allied_with kuwait; 1914-07-23/",
			"Egypt is allied with Kuwait, which is at war with Iraq (World War I; both at once from 28 July 1914)."}, "1914-07-30"},
	})
}

// TestExplanationAtOnce says that parts of a sentence hold at once if some of them do on other days, too.
func TestExplanationAtOnce(t *testing.T) {
	const italy = "egypt allied_with iraq; 1882-05-20/"
	runAll(t, network.FriendOfEnemy, []datedTest{
		{explanationTest{"egypt kuwait", italy + "\niraq opposes kuwait; 1894-01-04/", "Egypt is allied with Iraq, which opposes Kuwait (both at once from 4 January 1894)."},
			"1895"},
		{explanationTest{"egypt kuwait", italy + "\niraq opposes kuwait; 1882-05-20/", "From 20 May 1882, Egypt is allied with Iraq, which opposes Kuwait."}, "1895"},
		{explanationTest{"egypt kuwait", italy + "\niraq opposes kuwait; 1894/1896; disputed",
			"Egypt is allied with Iraq, which opposes Kuwait (disputed; both at once from 1894)."}, "1895"},
	})
	runAll(t, network.CommonFriend, []datedTest{
		{explanationTest{"egypt jordan", italy + "\njordan allied_with iraq; 1888-05-15/", "Both are allied with Iraq (at once from 15 May 1888)."}, "1895"},
		{explanationTest{"egypt jordan", italy + "\njordan allied_with iraq; 1882-05-20/", "Both are allied with Iraq from 20 May 1882."}, "1895"},
	})
	runAll(t, network.OpposedProxies, []datedTest{
		{explanationTest{"egypt turkey", italy + "\niraq opposes kuwait; 1894/\nkuwait allied_with turkey; 1891/",
			"Egypt is allied with Iraq, which opposes Kuwait, which is allied with Turkey (all at once from 1894)."}, "1895"},
	})
}

// TestExplanationOfStatus puts a status on the days that it is of.
func TestExplanationOfStatus(t *testing.T) {
	const enemies = "iraq opposes kuwait; 1886-11-13/; denies 1904-10-15/1908-10-05"
	runAll(t, network.Direct, []datedTest{
		{explanationTest{"iraq kuwait", enemies + "\niraq allied_with kuwait; 1904-10-15/1908", "Enemies from 13 November 1886 (disputed from 15 October 1904), though allied from 15 October 1904."},
			"1905"},
		{explanationTest{"iraq kuwait", enemies, "Enemies from 13 November 1886."}, "1904-10-14"},
		{explanationTest{"iraq kuwait", enemies, "Enemies from 13 November 1886 (disputed from 15 October 1904 to 5 October 1908)."}, "1913"},
		{explanationTest{"iraq kuwait", enemies + "; denies 1888/1889", "Enemies from 13 November 1886 (at times disputed)."}, "1913"},
		{explanationTest{"iraq kuwait", enemies + "; denies 1886-11-13/1887", "Enemies from 13 November 1886 (disputed until 1887)."}, "1890"},
		{explanationTest{"iraq kuwait", "iraq opposes kuwait; 1886/; denies 1905/1905", "Enemies from 1886 (disputed in 1905)."}, "1906"},
		{explanationTest{"iraq kuwait", "iraq opposes kuwait; 1886/; denies 1886/", "Enemies (disputed) from 1886."}, "1905"},
	})
	runAll(t, network.CommonEnemy, []datedTest{
		{explanationTest{"iraq egypt", enemies + "\negypt opposes kuwait; 1886-11-13/",
			"Both oppose Kuwait from 13 November 1886 (Iraq: disputed from 15 October 1904)."}, "1905"},
		{explanationTest{"iraq egypt", enemies + "\negypt opposes kuwait; 1886-11-13/",
			"Both oppose Kuwait from 13 November 1886 (Iraq: at times disputed)."}, "1913"},
	})
}

// TestExplanationOfLife ends what is presumed with the life of an actor.
func TestExplanationOfLife(t *testing.T) {
	const line = "iraq allied_with kuwait; 1882/; kinds CONSULTATION; published 1914-12-31; life kuwait /1915-05"
	for _, test := range []explanationTest{
		{"iraq kuwait", line, "Allied (consultation) from 1882 to May 1915 (presumed after 1914)."},
		{"iraq kuwait", line + "; asserts 1890/ DEFENSE", "Allied (consultation) from 1882 to May 1915 (presumed after 1914), with defense from 1890."},
		{"iraq kuwait", line + "; asserts 1890/1900 DEFENSE; asserts 1915/ NEUTRALITY",
			"Allied (consultation) from 1882 to May 1915 (presumed after 1914), with neutrality from 1915 (presumed)."},
	} {
		test.run(t, network.Direct, alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("1915"), Presumed: true}})
	}
}

// TestTensionExplanationAtOnce names no actor as the subject twice.
func TestTensionExplanationAtOnce(t *testing.T) {
	for _, test := range []struct{ lines, want string }{
		{
			"iraq opposes kuwait; 1900/\niraq guarantees jordan; 1878/\njordan allied_with kuwait; 1914-08-02/",
			"Iraq opposes Kuwait, yet guarantees Jordan, which is allied with Kuwait (all at once from 2 August 1914 to at least 2020).",
		},
		{
			"iraq opposes kuwait; 1900/\nkuwait guarantees jordan; 1900/\njordan recognizes iraq; 1900/",
			"From 1900 to at least 2020, Kuwait opposes Iraq, yet guarantees Jordan, which recognizes Iraq.",
		},
		{
			"iraq opposes kuwait; 1900/\negypt allied_with iraq; 1900/; alleged\negypt allied_with kuwait; 1901/",
			"Iraq opposes Kuwait, yet both are allied with Egypt (Iraq: alleged; all at once from 1901 to at least 2020).",
		},
	} {
		if got := tension(t, strings.Split(test.lines, "\n")); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.lines, got, test.want)
		}
	}
}
