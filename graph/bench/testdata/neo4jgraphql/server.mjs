// A GraphQL server of entente's graph by @neo4j/graphql, on a free port, which it prints.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createHandler } from "graphql-http/lib/use/http";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env;
const typeDefs = readFileSync(new URL("schema.graphqls", import.meta.url), "utf8");
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD));
const features = { filters: { String: { GT: true } } };
const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
const server = createServer(createHandler({ schema, context: {} }));
server.listen(0, "127.0.0.1", () => console.log(`endpoint http://127.0.0.1:${server.address().port}/graphql`));
process.on("SIGTERM", () => process.exit());
