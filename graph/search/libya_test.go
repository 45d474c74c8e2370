package search

import "entente/graph/alliance"

// newActor returns an actor, with an optional description.
func newActor(id, name, description string, aliases ...string) *alliance.Actor {
	return &alliance.Actor{ID: id, Name: name, Description: alliance.Text(description), Aliases: aliases}
}

// newEvent returns an event, at a place unless that is empty.
func newEvent(id, title, description, place, mode string) *alliance.Event {
	e := &alliance.Event{ID: id, Title: title, Description: alliance.Text(description), Mode: alliance.Text(mode)}
	if place != "" {
		e.Place = &alliance.Place{Name: place}
	}
	return e
}

// libya returns some of the actors, events, conflicts and sources of the war in Libya.
func libya() *alliance.Facts {
	return alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{
			newActor("egypt", "Egypt", "", "Misr", "مصر", "جمهورية مصر العربية", "Египет", "Mısır"),
			newActor("france", "France", "", "French Republic", "Франция", "فرنسا", "法国"),
			newActor("germany", "Germany", "", "Deutschland", "Große Koalition"),
			newActor("gna", "Government of National Accord", "Recognised by the U.N. and based in Tripoli; the other side is the LNA.",
				"GNA", "حكومة الوفاق الوطني", "民族团结政府"),
			newActor("greece", "Greece", "", "Ελλάς", "Hellas"),
			newActor("haftar", "Khalifa Haftar", "Field marshal who leads the Libyan National Army.",
				"Jalifa Haftar", "Khalifa Hifter", "Heftar", "خليفة حفتر", "المشير خَلِيفَة حَفْتَر", "Халифа Хафтар", "哈利法·哈夫塔尔"),
			newActor("libya", "Libya", "", "ليبيا", "利比亚"),
			newActor("lna", "Libyan National Army", "Forces of Haftar, against the GNA and Turkey.", "LNA", "Haftar army",
				"Libyan Arab Armed Forces", "الجيش الوطني الليبي", "利比亚国民军"),
			newActor("mali", "Mali", ""),
			newActor("qatar", "Qatar", "", "قطر", "Катар"),
			newActor("russia", "Russia", "", "Russian Federation", "Россия", "Российская Федерация", "روسيا", "Rusya", "러시아"),
			newActor("turkey", "Turkey", "", "Türkiye", "Republic of Türkiye", "تركيا", "Турция"),
			newActor("uae", "United Arab Emirates", "", "U.A.E.", "الإمارات العربية المتحدة", "Объединённые Арабские Эмираты"),
			newActor("united-kingdom", "United Kingdom", "", "UK", "Great Britain"),
			newActor("united-nations", "United Nations", "An organisation of states and its organs.", "UN", "ООН", "الأمم المتحدة", "聯合國"),
		},
		Events: []*alliance.Event{
			newEvent("tarhuna-strikes", "Five air operations in Tarhuna", "The GNA destroys two military vehicles.", "Tarhuna", "air strike"),
			newEvent("resolution-2510", "Resolution 2510 of the Security Council", "The UN endorses the Berlin conference.", "New York", ""),
			newEvent("resolution-2511", "Resolution 2511 of the Security Council", "", "New York", ""),
			newEvent("truce-call", "Russia and Turkey call for a cessation of hostilities in Libya", "", "", "telephone"),
		},
		Conflicts: []*alliance.Conflict{
			{ID: "libya-2014", Name: "Second Libyan Civil War", Description: "GNA against LNA in Libya."},
		},
		Sources: []*alliance.Source{
			{ID: "al-monitor", Title: "Haftar's forces lose Tarhuna", Publisher: "Al-Monitor"},
			{ID: "anadolu", Title: "Sarraj'a destek: Türkiye'den açıklama", Publisher: "Anadolu Ajansı"},
		},
	})
}

// things returns everything that can be found in a data set, in no particular order.
func things(facts *alliance.Facts) []alliance.SearchResult {
	var all []alliance.SearchResult
	all = appendThings(all, facts.Sources)
	all = appendThings(all, facts.Conflicts)
	all = appendThings(all, facts.Events)
	return appendThings(all, facts.Actors)
}
