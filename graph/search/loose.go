package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Looser returns further readings of a query, each as [Readings] does: they leave out or respell what sources write
// differently. Articles (the Russian Federation), ranks and offices (General Haftar), and what kind of body something is
// (UAE forces, Nusra Front) are left out; names transcribed from Arabic are one word or several (Ansarullah, Ansar Allah),
// with or without its article; and a word may be two (ceasefire). None leaves out all of the query.
func Looser(query string) [][]Term {
	words := Words(query)
	bare := without(words, articles)
	core := without(bare, titles)
	if len(core) == 0 {
		core = bare
	}
	var readings [][]Term
	add := func(reading []Term) {
		known := func(r []Term) bool { return slices.Equal(r, reading) }
		if slices.ContainsFunc(reading, func(t Term) bool { return !single(t.Word) }) && !slices.ContainsFunc(readings, known) {
			readings = append(readings, reading)
		}
	}
	for _, shorter := range [][]string{bare, core} {
		if len(shorter) < len(words) {
			add(terms(shorter))
		}
	}
	if core = distinct(core); len(core) > mostRespelt {
		return readings
	}
	for i := range core {
		eachSplit(core[i], func(parts []Term) { add(replaced(core, i, parts)) })
	}
	for _, joined := range joinedNames(slices.DeleteFunc(without(words, titles), func(w string) bool { return articles[w] && !joinedArticles[w] })) {
		add(joined)
	}
	if definite := inArabic(core); definite != nil {
		add(definite)
	}
	return readings
}

// mostRespelt is the number of words up to which a query is respelt: the readings of longer ones would be too many.
const mostRespelt = 4

// without returns the words that are not in a set.
func without(words []string, set map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return set[w] })
}

// distinct returns the words without repetitions, in order.
func distinct(words []string) []string {
	var list []string
	for _, w := range words {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

// replaced returns the terms of words, with others in the place of one.
func replaced(words []string, i int, by []Term) []Term {
	list := terms(slices.Concat(words[:i], words[i+1:]))
	for _, t := range by {
		list = insert(list, t)
	}
	return list
}

// The lengths in letters of the parts that a word is split into, of words that are split, and of joined articles.
const leastPart, leastSplit, mostSplit, articleLetters = 3, 6, 20, 2

// eachSplit calls visit with each way to read a word as two, of which the second may have an article: ceasefire is
// cease-fire, Abdulrahman Abd al-Rahman. An article alone is left out, so that alqaida finds al-Qaeda. The other parts
// match as they are, but for the name of God, of which transcriptions differ: Ansarullah is Ansar Allah.
func eachSplit(word string, visit func([]Term)) {
	letters := []rune(word)
	if len(letters) < leastSplit || len(letters) > mostSplit || hasDigit(word) || paired(word) {
		return
	}
	if name, ok := cutArticle(word); ok {
		visit([]Term{{Word: name, Edits: min(edits(name), 1)}})
	}
	for i := leastPart; i <= len(letters)-leastPart; i++ {
		first, second := string(letters[:i]), string(letters[i:])
		if ofGod[second] {
			visit(terms([]string{first, "allah"}))
			continue
		}
		visit([]Term{{Word: first}, {Word: second}})
		if name, ok := cutArticle(second); ok {
			visit([]Term{{Word: first}, {Word: name}})
		}
	}
}

// cutArticle returns a word without the article that it begins with, and reports whether a name is left.
func cutArticle(word string) (name string, ok bool) {
	letters := []rune(word)
	if len(letters) < articleLetters+leastPart || !joinedArticles[string(letters[:articleLetters])] {
		return "", false
	}
	return string(letters[articleLetters:]), true
}

// joinedNames returns readings of words in which two, or two with an article between them, are one, as transcribed:
// Ansar Allah is Ansarullah, and Abd el-Rahman Abdulrahman. Such a word may be misspelt, since vowels differ.
func joinedNames(words []string) (readings [][]Term) {
	join := func(from, to int, word string) {
		word = clip(word)
		rest := terms(slices.Concat(words[:from], words[to:]))
		readings = append(readings, insert(rest, Term{Word: word, Edits: edits(word)}))
	}
	for i := 1; i < len(words); i++ {
		switch {
		case single(words[i-1]):
		case ofGod[words[i]]:
			join(i-1, i+1, words[i-1]+"ullah")
		case i+1 < len(words) && joinedArticles[words[i]] && !single(words[i+1]):
			join(i-1, i+2, words[i-1]+"ul"+words[i+1])
		}
	}
	return readings
}

// inArabic returns the terms of words with the article of Arabic, which is written as part of a word, or nil if there is
// none to add.
func inArabic(words []string) []Term {
	definite := slices.Clone(words)
	for i, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.Is(unicode.Arabic, r) && !strings.HasPrefix(w, "ال") {
			definite[i] = clip("ال" + w)
		}
	}
	if slices.Equal(definite, words) {
		return nil
	}
	return terms(definite)
}

// wordSet returns the words of a text as a set.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range Words(text) {
		set[w] = true
	}
	return set
}

// What readings leave out; each is a word as [Words] returns it.
var (
	// articles are articles and the like, also those of Arabic before letters that they are pronounced like.
	articles = wordSet(`the a an of and in for al el ul as es ash esh ar er an en at et ad ed az ez adh ath
		der die das den dem des von und la le les los las lo il i gli du de del della y et o os da do dos`)
	// joinedArticles are those of Arabic that are written as part of a name.
	joinedArticles = wordSet("al el ul ال")
	// ofGod are transcriptions of the name of God at the end of other names.
	ofGod = wordSet("allah ullah ollah ellah illah")
	// titles are ranks, titles and offices before names, and words for what kind of force, body or party something is.
	titles = wordSet(`general gen field marshal colonel col major maj captain capt lieutenant lt brigadier brig commander
		admiral sergeant president vice prime minister pm foreign king queen prince princess crown emir amir sultan sheikh shaykh
		sheik imam ayatollah mullah mufti sayyid hajji pope sir lord lady mr mrs ms dr prof professor chairman chancellor secretary
		senator ambassador envoy leader warlord rebel comrade
		forces force army armies military troops soldiers fighters militia militias militants rebels insurgents guerrillas
		loyalists mercenaries group groups faction factions front movement party government govt regime administration
		authorities authority state brigade brigades battalion battalions division regiment command unit units organization
		organisation coalition alliance bloc network republic kingdom sultanate federation empire people islamic democratic
		federal led backed aligned affiliated armed
		jabhat jabha jabhah jaysh jaish harakat haraka harakah liwa kataib katibat katiba quwwat quwat jamaat jamaa tanzim
		hukumat dawlat
		général maréchal colonel armée gouvernement mouvement parti forces mariscal coronel ejército fuerzas gobierno frente
		movimiento partido ministro presidente président ministre Feldmarschall Oberst Armee Streitkräfte Truppen Regierung
		Bewegung Partei Präsident generale maresciallo esercito forze governo fronte mareşal ordu ordusu hükümet hükümeti
		kuvvetleri cephesi hareketi partisi başkanı generali
		генерал маршал фельдмаршал полковник президент министр армия войска силы правительство фронт движение партия
		المشير اللواء العقيد العميد الفريق الجنرال الرئيس الشيخ الأمير الملك قوات القوات جيش الجيش حكومة الحكومة جبهة
		الجبهة حركة الحركة حزب ميليشيا كتائب لواء تنظيم`)
)
