/** The text of a GraphQL document, bundled as it is or without the spaces that mean nothing. */
declare module "*.graphql" {
  const text: string;
  export default text;
}

/** Style sheets are bundled into the page's own. */
declare module "*.css";
