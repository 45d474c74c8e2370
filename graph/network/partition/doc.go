// Package partition divides the actors of a signed network into blocs such that as few ties as possible contradict them.
//
// # The problem
//
// A tie is positive or negative. A partition of the actors into blocs frustrates the positive ties across blocs and the
// negative ones within them. A network is balanced if some partition into two blocs frustrates no tie (Harary 1953;
// Cartwright and Harary 1956), and clusterable if some partition into any number of blocs does (Davis 1967). The least
// frustration with two blocs is the line index of imbalance, or frustration index (Harary 1959); with more it is the
// criterion of Doreian and Mrvar (1996, 2009), who ask for exactly k blocs, none empty; with any number of blocs it is
// correlation clustering (Bansal, Blum and Chawla 2004). All of these problems are NP-hard.
//
// # The method
//
// For at most k blocs, the network is first reduced without changing the optimum: actors with one or two neighbours are
// removed and parallel ties merged (Hüffner, Betzler and Niedermeier 2007), and so are actors with the same ties as
// another, such as mutual friends with the same enemies (Guo 2009). The rest is split into blocks, maximal subgraphs
// without a cut vertex (Hopcroft and Tarjan 1973). As every cycle lies within one block, the blocks are solved one by one.
//
// In each block, a portfolio of tabu search (Glover 1989; Palubeckis 2006) and iterated local search (Lourenço, Martin and
// Stützle 2003) finds a good partition, and branch and cut proves it optimal or finds a better one. The ties that a
// partition frustrates cover each cycle with an odd number of negative ties (Barahona and Mahjoub 1986; Aref, Mason and
// Wilson 2020 compare such models). For three or more blocs they cover each cycle with a single negative tie (Davis
// 1967) and each set of ties that k colours cannot satisfy. Where many actors are enemies of each other, the rows of
// cliques are much stronger (Turán 1941; Chopra and Rao 1993), and so is the bound of the semidefinite relaxation
// (Delorme and Poljak 1993; Goemans and Williamson 1995; Frieze and Jerrum 1997), which the mixing method computes once,
// after the root of the search (Wang, Chang and Kolter 2017). The dual simplex method (Lemke 1954) with devex pricing
// (Forrest and Goldfarb 1992) solves the linear relaxation. Rounding errors cannot invalidate its bounds (Neumaier and
// Shcherbina 2004).
//
// For exactly k blocs, the answer for at most k is optimal if it has k blocs or can be divided into k at no cost.
// Otherwise the same search runs on the whole network with one more kind of row: of each forest of positive ties with c
// trees, any partition into k blocs frustrates at least k − c ties (the spanning tree rows of the k-cut problem: Naor and
// Rabani 2001). Up to 64 actors, Russian doll search (Verfaillie, Lemaître and Schiex 1996) comes first, briefly, and
// again after 20 nodes: it proves dense networks for which the relaxation is weak.
//
// # What is guaranteed
//
// If a [Result] is Optimal, it is proven to be the best possible, and its blocs are a function of the number of actors,
// the set of ties and the number of blocs alone: neither the order of the ties nor the speed or the architecture of the
// machine changes them. If several partitions are optimal, the order of the actors determines which one is returned:
// each step of the search is a function of the edges sorted by their ends, random numbers have fixed seeds, the work is
// divided between proof and local search by steps rather than by time, and products are rounded before they are added,
// as some processors would otherwise fuse the two operations.
//
// If the context ends first, or the network is too large for a proof, the result is the best partition found, with the
// bound that was proven. All of the time until a deadline is used: three quarters for proofs, shared among the blocks,
// the rest and whatever the proofs leave for local search in the blocks without one. How far the machine gets then
// decides which blocs are found. Without a deadline, local search ends after a fixed number of steps, so that even
// unproven blocs are always the same.
//
// # Limits
//
// A proof is tried for blocks of up to 50,000 ties. It is given up when the rows of the relaxation have more than four
// million entries, some 100 MB, or more than 2,000 of them are tight at once. Real networks of 60 to 200 actors and up to
// 1,500 ties take milliseconds to seconds; networks of 100,000 ties are within reach of local search alone. Random signs
// are hard from some hundreds of ties on: two blocs of 100 actors with 300 such ties are proven optimal in seconds, of 200
// actors with 600 they are not. Exactly k blocs are hard to prove if k is far above the number into which a network with
// many similar actors falls by itself: six blocs of 24 mutual friends take a fraction of a second, of 32 more than ten.
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
