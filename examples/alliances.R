#!/usr/bin/env Rscript
# The network in R: asks a running server of entente for its relations, builds a graph of igraph, prints a table of actors,
# and draws the network in alliances.png.
#
#   Rscript alliances.R [SERVER [DATE]]    (http://127.0.0.1:8080, and all days)
#
# Needs httr2 and igraph: apt-get install r-cran-httr2 r-cran-igraph r-cran-jsonlite, or install.packages(c("httr2", "igraph")).

suppressPackageStartupMessages({
  library(httr2)
  library(igraph)
})
options(width = 120)

given <- commandArgs(trailingOnly = TRUE)
server <- if (length(given) >= 1) given[1] else "http://127.0.0.1:8080"
date <- if (length(given) >= 2) given[2] # NULL asks for all days

# graphql sends a query and returns the answer, with the version of the facts in extensions$dataset.
graphql <- function(query, variables) {
  answer <- request(paste0(server, "/graphql")) |>
    req_body_json(list(query = query, variables = variables), null = "null") |>
    req_error(is_error = \(response) FALSE) |> # errors are in the answer, too, and say more
    req_perform() |>
    resp_body_json()
  if (!is.null(answer$errors)) stop(answer$errors[[1]]$message, call. = FALSE)
  answer
}

# Who stands with or against whom, also what is only denied, in pages of 500: the largest.
query <- "query ($date: Date, $after: String) {
  relations(first: 500, after: $after, where: {
    asOf: $date, statuses: [ASSERTED, ALLEGED, DISPUTED, DENIED],
    types: [SUPPORTS, ALLIED_WITH, GUARANTEES, OPPOSES, RECOGNIZES, PART_OF]
  }) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id type sign status independentSources
      subject { name } object { name }
      evidence(where: {stances: [DENIES]}) { id }
    }
  }
}"

rows <- list()
after <- NULL
repeat {
  answer <- graphql(query, list(date = date, after = after))
  page <- answer$data$relations
  rows <- c(rows, lapply(page$nodes, \(r) data.frame(
    from = r$subject$name, to = r$object$name, id = r$id, type = r$type,
    sign = c(POSITIVE = 1, NEUTRAL = 0, NEGATIVE = -1)[[r$sign]],
    status = r$status, sources = r$independentSources, denials = length(r$evidence)
  )))
  if (!page$pageInfo$hasNextPage) break
  after <- page$pageInfo$endCursor
}
if (length(rows) == 0) stop("nothing is known of ", date, ": ask for a date that the sources cover", call. = FALSE)
relations <- do.call(rbind, rows)
version <- answer$extensions$dataset

# The graph has an edge for each relation. Communities are of friends; `blocs` in the schema uses enemies, too.
network <- graph_from_data_frame(relations)
friends <- as.undirected(subgraph.edges(network, E(network)[sign > 0], delete.vertices = FALSE))
enemies <- as.undirected(subgraph.edges(network, E(network)[sign < 0], delete.vertices = FALSE))
set.seed(1) # of cluster_louvain and of the layout
communities <- membership(cluster_louvain(friends))

actors <- data.frame(
  actor = V(network)$name,
  relations = degree(network),
  friends = degree(friends),
  enemies = degree(enemies),
  denials = vapply(V(network)$name, \(name) sum(relations$denials[relations$from == name | relations$to == name]), 0),
  community = as.integer(communities)
)
cat(sprintf("%d relations of %d actors, from facts %s\n\n", ecount(network), vcount(network), version))
print(actors[order(-actors$relations, actors$actor), ], row.names = FALSE)

# The same as a file, without GraphQL.
filter <- if (!is.null(date)) paste0("?asOf=", date)
exported <- read.csv(paste0(server, "/export/relations.csv", filter))
cat("\nrelations.csv: the statuses of each type of relation\n\n")
print(table(exported$type, exported$status))

# Dyad-years: a row for each pair of states and year, with what regressions need, in all years of the facts.
covered <- graphql("{ dataset { from to } }", NULL)$data$dataset
years <- substr(c(covered$from, covered$to), 1, 4)
dyads <- read.csv(sprintf("%s/export/dyads.csv?from=%s&to=%s", server, years[1], years[2]), na.strings = "")
cat(sprintf("\ndyads.csv: %d dyad-years of %s to %s\n\n", nrow(dyads), years[1], years[2]))
print(colSums(dyads[c("alliance", "defense", "support12", "support21", "opposes")], na.rm = TRUE))

arrow <- ifelse(E(network)$type %in% c("ALLIED_WITH", "OPPOSES"), "-", ">") # these two are mutual
png("alliances.png", width = 1200, height = 900, res = 120)
plot(network,
  layout = layout_with_fr(network), margin = 0, vertex.color = communities, vertex.size = 6,
  vertex.label.dist = 1, vertex.label.color = "black", vertex.label.cex = .7, edge.arrow.size = .4, edge.arrow.mode = arrow,
  edge.color = c("firebrick", "grey60", "steelblue")[E(network)$sign + 2], edge.lty = ifelse(E(network)$denials > 0, 2, 1)
)
title(sub = paste("Blue: friendly, red: hostile, dashed: something is denied. Facts", version), cex.sub = .7)
invisible(dev.off())
