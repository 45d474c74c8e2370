package search

import (
	"slices"
	"testing"

	"entente/graph/alliance"
)

// others returns actors whose names are often written otherwise.
func others() *alliance.Facts {
	return alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{
			newActor("abdulrahman", "Abd al-Rahman al-Rashed", ""),
			newActor("ansar-al-sharia", "Ansar al-Sharia", ""),
			newActor("badr", "Badr Organisation", "", "منظمة بدر"),
			newActor("egypt", "Egypt", "", "Égypte", "مصر"),
			newActor("france", "France", ""),
			newActor("haftar", "Khalifa Haftar", "", "خليفة حفتر", "Халифа Хафтар"),
			newActor("hezbollah", "Hezbollah", "", "حزب الله"),
			newActor("houthis", "Ansar Allah", "", "Houthis", "أنصار الله"),
			newActor("iran", "Islamic Republic of Iran", ""),
			newActor("lebanese-army", "Lebanese Armed Forces", "", "الجيش اللبناني"),
			newActor("nusra", "Jabhat al-Nusra", "", "جبهة النصرة"),
			newActor("pakistan", "Pakistan", ""),
			newActor("qaeda", "al-Qaeda", ""),
			newActor("hezb-i-islami", "Hezb-e-Islami Gulbuddin", ""),
			newActor("plo", "Palestine Liberation Organization", ""),
			newActor("polisario", "Frente Polisario", ""),
			newActor("russia", "Russia", "", "Russian Federation", "Россия", "Rusya"),
			newActor("sisi", "Abdel Fattah el-Sisi", ""),
			newActor("taliban", "Taliban", ""),
			newActor("uae", "United Arab Emirates", "", "UAE"),
			newActor("ziaulhaq", "Muhammad Ziaulhaq", ""),
		},
		Events:  []*alliance.Event{newEvent("truce", "Cease-fire in the south", "Marshals agree to it.", "", "")},
		Sources: []*alliance.Source{{ID: "monitor", Title: "A report", Publisher: "AlMonitor"}},
	})
}

// Each is found first by a name with what sources add, leave out, or transcribe otherwise.
func TestSearchLoosely(t *testing.T) {
	index := New(others())
	for _, test := range []struct{ want, query string }{
		// Articles, in several languages.
		{"russia", "the Russian Federation"},
		{"russia", "of the Russian Federation"},
		{"france", "la France"},
		{"egypt", "l'Égypte"},
		{"iran", "the Islamic Republic of Iran"},
		{"iran", "Islamic Republic Iran"},
		// Ranks, titles and offices.
		{"haftar", "General Haftar"},
		{"haftar", "Gen. Khalifa Haftar"},
		{"haftar", "Field Marshal Khalifa Haftar"},
		{"haftar", "maréchal Haftar"},
		{"haftar", "el mariscal Haftar"},
		{"haftar", "маршал Хафтар"},
		{"haftar", "المشير خليفة حفتر"},
		{"sisi", "President Sisi"},
		{"sisi", "President al-Sisi"},
		// What kind of body it is.
		{"uae", "UAE forces"},
		{"uae", "the UAE's armed forces"},
		{"uae", "UAE-backed militias"},
		{"taliban", "Taliban fighters"},
		{"taliban", "the Taliban movement"},
		{"badr", "Badr militia"},
		{"russia", "Rusya hükümeti"},
		{"lebanese-army", "the Lebanese army"},
		{"polisario", "Polisario Front"},
		{"polisario", "the Polisario"},
		// Names transcribed from Arabic.
		{"houthis", "Ansarullah"},
		{"houthis", "Ansarallah"},
		{"houthis", "Ansarollah"},
		{"houthis", "the Ansarullah movement"},
		{"houthis", "Ansar Ullah"},
		{"hezbollah", "Hizb Allah"},
		{"hezbollah", "Hizbullah"},
		{"hezbollah", "Hizb ullah fighters"},
		{"nusra", "Nusra Front"},
		{"nusra", "the Nusra Front"},
		{"nusra", "al-Nusra Front"},
		{"nusra", "Jabhat an-Nusra"},
		{"nusra", "Jabhat Nusra"},
		{"nusra", "alnusra"},
		{"nusra", "el-Nusra"},
		{"sisi", "elsisi"},
		{"sisi", "Abdel-Fattah Al-Sisi"},
		{"abdulrahman", "Abdulrahman"},
		{"abdulrahman", "Abdelrahman al Rashed"},
		{"abdulrahman", "Abd el-Rahman"},
		{"ziaulhaq", "Zia-ul-Haq"},
		{"ziaulhaq", "Zia al-Haq"},
		{"ansar-al-sharia", "Ansar ash-Sharia"},
		{"ansar-al-sharia", "Ansaralsharia"},
		// The article of Arabic.
		{"nusra", "جبهة نصرة"},
		{"lebanese-army", "جيش لبناني"},
		{"qaeda", "Alqaida"},
		{"qaeda", "al-Qa'ida fighters"},
		{"hezb-i-islami", "Hizb-i Islami"},
		{"abdulrahman", "Abd-al-Rahman"},
		// Forms of states.
		{"pakistan", "the Islamic Republic of Pakistan"},
		{"egypt", "Federal Republic of Egypt"},
		{"houthis", "Houthi-led rebels"},
		// Hyphens.
		{"truce", "ceasefire"},
		{"monitor", "al monitor"},
		{"monitor", "Al-Monitor"},
	} {
		t.Run(test.query, func(t *testing.T) {
			hits, err := index.Search(t.Context(), alliance.SearchQuery{Text: test.query, First: 10})
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(hits); len(got) == 0 || got[0] != test.want {
				t.Errorf("got %q, want %s first", got, test.want)
			}
		})
	}
}

// What is found loosely comes after all that has the words of the query, also if only a description has them.
func TestSearchLooselyAfterExactly(t *testing.T) {
	index := New(alliance.NewFacts(alliance.Facts{Actors: []*alliance.Actor{
		newActor("exact", "Nusra Front", ""), newActor("said", "A", "It is with the Nusra Front, of which all there speak so well."),
		newActor("loose", "Jabhat al-Nusra", ""), newActor("looser", "Nusra", ""),
	}}))
	hits, err := index.Search(t.Context(), alliance.SearchQuery{Text: "Nusra Front", First: 10})
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(hits); !slices.Equal(got, []string{"exact", "said", "looser", "loose"}) || hits[2].Score != 0.55 {
		t.Errorf("got %q, %+v", got, hits)
	}
}

// Nothing is left of a query that has only such words, so it is not read loosely.
func TestSearchLooselyForNothing(t *testing.T) {
	for _, query := range []string{"", "the", "forces", "the front", "general", "2510", "al", "国民军", "haftar"} {
		got := Looser(query)
		for _, reading := range got {
			if len(reading) == 0 || slices.Equal(reading, terms(Words(query))) {
				t.Errorf("%s: got %v", query, got)
			}
		}
	}
	index := New(others())
	for _, query := range []string{"the", "forces", "of the army of"} {
		if got := ask(t, index, alliance.SearchQuery{Text: query, First: 20}); len(got) > 3 {
			t.Errorf("%s: got %q", query, got)
		}
	}
}
