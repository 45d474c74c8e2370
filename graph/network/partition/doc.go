// Package partition sorts the actors of a signed network into blocs so that as few ties as possible contradict them.
//
// # The problem
//
// A tie is positive or negative. A partition of the actors into blocs frustrates the positive ties across blocs and the
// negative ones within one. A network that two blocs leave without frustration is balanced (Harary 1953; Cartwright and
// Harary 1956), one that any number of blocs do is clusterable (Davis 1967). The least frustration with two blocs is the
// line index of imbalance, or frustration index (Harary 1959); with more it is the criterion of Doreian and Mrvar (1996,
// 2009), who ask for exactly k blocs, none empty; with any number of blocs it is correlation clustering (Bansal, Blum
// and Chawla 2004). All are NP-hard in general.
//
// # The method
//
// For at most k blocs, actors with one or two neighbours are taken out without loss and parallel ties merged (Hüffner,
// Betzler and Niedermeier 2007), and so are actors with the same ties as another, such as mutual friends with the same
// enemies (Guo 2009), or with a tie that outweighs all their others (Lange, Andres and Swoboda 2019); what is left falls
// into blocks, maximal parts without a cut vertex (Hopcroft and Tarjan 1973), which are solved one by one, since every
// cycle lies within one. In each, tabu search (Glover 1989; Palubeckis 2006) and iterated local search (Lourenço, Martin
// and Stützle 2003) in turn find a good partition and branch and cut proves it, or finds a better one: every partition
// covers, with the ties that it frustrates, each cycle with an odd number of negative ties (Barahona and Mahjoub 1986;
// Aref, Mason and Wilson 2020 compare such models), or for three blocs and more each cycle with a single negative one
// (Davis 1967) and each set of ties that k colours cannot satisfy. Where many are enemies of each other, rows of
// cliques say far more (Turán 1941; Chopra and Rao 1993), and so does the semidefinite relaxation, whose bound is
// computed once where the linear one does not close at once (Delorme and Poljak 1993; Goemans and Williamson 1995; Frieze
// and Jerrum 1997; by the mixing method of Wang, Chang and Kolter 2017). The linear relaxation is solved by the dual simplex
// method (Lemke 1954) with devex pricing (Forrest and Goldfarb 1992). Its bounds count only as far as they hold whatever
// the errors of rounding (Neumaier and Shcherbina 2004).
//
// For exactly k blocs, the answer for at most k serves where it has k blocs or falls into k parts at no cost. Where it
// does not, the same search runs over the whole network with one more kind of row: of each forest of positive ties that
// leaves c trees, k − c ties at least are frustrated, as otherwise fewer than k blocs remain (the spanning tree rows of
// the k-cut problem: Naor and Rabani 2001). Up to 64 actors, Russian doll search (Verfaillie, Lemaître and Schiex 1996)
// goes before it, as it proves dense networks where the relaxation is weak, and once more after 20 nodes.
//
// # What is guaranteed
//
// A [Result] with Optimal true is proven the best possible, and its blocs are a function of the number of actors, the
// set of ties and the number of blocs alone: neither the order of the ties nor the speed of the machine changes them.
// Which of several best partitions that is follows from the actors' order: each step of the search is a function of the
// edges sorted by their ends, random numbers have fixed seeds, and how work is shared between proof and local search
// is counted in steps, not in time.
//
// When the context ends first, or the network is too large for a proof, the result is the best partition found, with
// what bound was proven. A context with a deadline is used up to it: three quarters of the time for the proof, shared
// among the blocks, the rest and what the proof leaves for local search in those that it failed in. Then the blocs may
// differ from one run to the next by how far the machine came, and by that alone. Without a deadline local search ends
// after so many steps, so that even unproven blocs are always the same.
//
// # Limits
//
// A proof is tried for blocks of up to 50,000 ties and given up when the rows of the relaxation pass four million
// entries, some 100 MB, or 2,000 of them are tight at once. Real networks of 60 to 200 actors and up to 1,500 ties take
// milliseconds to seconds; 100,000 ties are within reach of the local search alone. Ties drawn without any plan are
// hard from some hundreds on: of 100 actors and 300 such ties two blocs are proven in seconds, of 200 and 600 not. Exactly k blocs are hard to prove
// where k is far above what the network falls into by itself and its actors are many and tied alike: six blocs of 24
// friends who are all tied take a fraction of a second, of 32 more than ten.
//
// # References
//
//   - Aref, Mason and Wilson, A modeling and computational study of the frustration index in signed networks, Networks 2020
//   - Bansal, Blum and Chawla, Correlation clustering, Machine Learning 2004
//   - Barahona and Mahjoub, On the cut polytope, Mathematical Programming 1986
//   - Cartwright and Harary, Structural balance: a generalization of Heider's theory, Psychological Review 1956
//   - Chopra and Rao, The partition problem, Mathematical Programming 1993
//   - Davis, Clustering and structural balance in graphs, Human Relations 1967
//   - Delorme and Poljak, Laplacian eigenvalues and the maximum cut problem, Mathematical Programming 1993
//   - Doreian and Mrvar, A partitioning approach to structural balance, Social Networks 1996; Partitioning signed social
//     networks, Social Networks 2009
//   - Forrest and Goldfarb, Steepest-edge simplex algorithms for linear programming, Mathematical Programming 1992
//   - Frieze and Jerrum, Improved approximation algorithms for MAX k-CUT and MAX BISECTION, Algorithmica 1997
//   - Glover, Tabu search, part I, ORSA Journal on Computing 1989
//   - Goemans and Williamson, Improved approximation algorithms for maximum cut and satisfiability problems using
//     semidefinite programming, Journal of the ACM 1995
//   - Guo, A more effective linear kernelization for cluster editing, Theoretical Computer Science 2009
//   - Harary, On the notion of balance of a signed graph, Michigan Mathematical Journal 1953; On the measurement of
//     structural balance, Behavioral Science 1959
//   - Hopcroft and Tarjan, Efficient algorithms for graph manipulation, Communications of the ACM 1973
//   - Hüffner, Betzler and Niedermeier, Optimal edge deletions for signed graph balancing, WEA 2007
//   - Lange, Andres and Swoboda, Combinatorial persistency criteria for multicut and max-cut, CVPR 2019
//   - Lemke, The dual method of solving the linear programming problem, Naval Research Logistics Quarterly 1954
//   - Lourenço, Martin and Stützle, Iterated local search, Handbook of Metaheuristics 2003
//   - Naor and Rabani, Tree packing and approximating k-cuts, SODA 2001
//   - Neumaier and Shcherbina, Safe bounds in linear and mixed-integer linear programming, Mathematical Programming 2004
//   - Palubeckis, Iterated tabu search for the unconstrained binary quadratic optimization problem, Informatica 2006
//   - Rump, Verification of positive definiteness, BIT Numerical Mathematics 2006
//   - Turán, On an extremal problem in graph theory, Matematikai és Fizikai Lapok 1941
//   - Verfaillie, Lemaître and Schiex, Russian doll search for solving constraint optimization problems, AAAI 1996
//   - Wang, Chang and Kolter, The mixing method: low-rank coordinate descent for semidefinite programming with diagonal
//     constraints, arXiv 2017
package partition
