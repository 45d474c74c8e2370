package partition

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// A named network has a name for messages.
type named struct {
	name string
	n    int
	ties []Tie
}

// groups returns count groups of size mutual friends each; all other pairs are hostile.
func groups(count, size int) named {
	var ties []Tie
	for a := range count * size {
		for b := range a {
			ties = append(ties, Tie{b, a, a/size == b/size})
		}
	}
	return named{strconv.Itoa(count) + " groups of " + strconv.Itoa(size), count * size, ties}
}

// enemies returns n actors, all hostile to each other.
func enemies(n int) named { return named{strconv.Itoa(n) + " enemies", n, clique(n, false)} }

// evenly draws ties between any two actors with equal probability, half of them hostile (Erdős and Rényi 1959).
func evenly(n, ties int, seed uint64) named {
	r := recipe{actors: n, ties: ties, blocs: 1, noise: .5}
	name := "G(" + strconv.Itoa(n) + "," + strconv.Itoa(ties) + ") " + strconv.FormatUint(seed, 10)
	return named{name, n, r.draw(seed)}
}

// all returns n actors, all tied to each other with random signs.
func all(n int, seed uint64) named {
	random := rand.New(rand.NewPCG(seed, 3))
	ties := clique(n, true)
	for i := range ties {
		ties[i].Positive = random.IntN(2) == 0
	}
	return named{"K" + strconv.Itoa(n), n, ties}
}

// hoffmanSingleton returns the network of 50 actors, each with seven enemies, no two enemies with an enemy in common and any
// other two with one (Hoffman and Singleton 1960): five pentagons, five pentagrams, and vertex j of pentagon h tied to
// vertex h·i + j of pentagram i (Robertson 1969).
func hoffmanSingleton() named {
	var ties []Tie
	for h := range 5 {
		for j := range 5 {
			ties = append(ties, foes(5*h+j, 5*h+(j+1)%5), foes(25+5*h+j, 25+5*h+(j+2)%5))
			for i := range 5 {
				ties = append(ties, foes(5*h+j, 25+5*i+(h*i+j)%5))
			}
		}
	}
	return named{"Hoffman–Singleton", 50, ties}
}

// lesMisérables ties the characters of Hugo's novel who meet in a chapter, all hostile (Knuth, The Stanford GraphBase,
// 1993, without its weights).
func lesMisérables() named {
	var ties []Tie
	for _, one := range strings.Split(strings.ReplaceAll(encounters, "\n", "; "), "; ") {
		from, to, _ := strings.Cut(one, ":")
		a, _ := strconv.Atoi(from)
		for _, other := range strings.Fields(to) {
			b, _ := strconv.Atoi(other)
			ties = append(ties, foes(a, b))
		}
	}
	return named{"Les Misérables", 77, ties}
}

// encounters lists, for each character in the order of names, the later ones whom it meets.
const encounters = `0:25 58 70; 1:9 15 25 31 37 39 58 59 70 73; 2:6 17 21 24 30 31 35 40 46 49 55 67; 3:8 10 12 16 27 39 42 73; 4:34 49
5:23 26 27 29 44 71 76; 6:17 21 24 30 31 35 40 46 49 55 67 73; 7:70; 8:10 12 16 42 73; 9:15 25 31 37 59 70
10:12 16 42 73; 11:62; 12:16 42 73; 13:14 31; 14:31; 15:24 25 37 39 58 59 70 73; 16:42 73
17:21 24 30 31 35 40 46 49 67; 18:34 39 45 49 51 58 70 71 72 73 75; 19:62; 20:62; 21:24 25 30 31 35 40 46 49 55 67
22:62; 23:26 27 29 44 71 76; 24:30 31 35 39 40 46 49 55 67 73; 25:37 46 49 58 59 70; 26:27 29 44 71 76
27:29 39 44 48 58 65 69 70 71 73 76; 28:36 39 60 73; 29:44 71 76; 30:31 35 40 46 49 67
31:35 37 39 40 46 49 53 55 59 67 70 73; 32:62; 33:73; 34:45 47 49 51 73; 35:40 55 67; 37:39 58 59 70 73; 38:73
39:58 59 69 70 72 73 74 75; 40:46 49 55 67; 41:53; 42:73; 43:73; 44:71 76; 45:49 51; 46:49 61; 47:58; 48:73
49:51 66 70 71 73; 50:56 62 73; 51:52 57 73; 54:73; 56:62 73; 57:66; 58:70 73; 59:70 73; 60:73; 62:63 64 73; 65:69
66:70; 68:73; 69:73; 70:73; 71:76; 72:73; 73:74 75`
