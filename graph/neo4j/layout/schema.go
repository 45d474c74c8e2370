package layout

// Constraints returns the statements that make the constraints of things, and with them the indexes by which a load finds what its
// edges lead to, where they are not there yet.
func Constraints() []string {
	return []string{
		`CREATE CONSTRAINT entente_actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT entente_conflict_id IF NOT EXISTS FOR (n:Conflict) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT entente_source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT entente_relation_id IF NOT EXISTS FOR (n:Relation) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT entente_event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT entente_evidence_id IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE`,
	}
}

// Bookkeeping returns the statements that make the constraints of the nodes that loads keep to themselves, which have to be
// there before the lease is taken.
func Bookkeeping() []string {
	return []string{
		`CREATE CONSTRAINT _entente_dataset_id IF NOT EXISTS FOR (n:_Dataset) REQUIRE n.id IS UNIQUE`,
		`CREATE CONSTRAINT _entente_lease_id IF NOT EXISTS FOR (n:_Lease) REQUIRE n.id IS UNIQUE`,
	}
}

// Indexes returns the statements that make all other indexes. They are made sooner once the nodes are there.
func Indexes() []string {
	return []string{
		`CREATE INDEX entente_actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name)`,
		`CREATE INDEX entente_actor_type IF NOT EXISTS FOR (n:Actor) ON (n.type)`,
		`CREATE INDEX entente_actor_country IF NOT EXISTS FOR (n:Actor) ON (n.country)`,
		`CREATE INDEX entente_actor_wikidata IF NOT EXISTS FOR (n:Actor) ON (n.wikidata)`,
		`CREATE INDEX entente_actor_cow IF NOT EXISTS FOR (n:Actor) ON (n.cow)`,
		`CREATE INDEX entente_actor_gw IF NOT EXISTS FOR (n:Actor) ON (n.gw)`,
		`CREATE INDEX entente_actor_ucdp IF NOT EXISTS FOR (n:Actor) ON (n.ucdp)`,
		`CREATE INDEX entente_conflict_name IF NOT EXISTS FOR (n:Conflict) ON (n.name)`,
		`CREATE INDEX entente_relation_type IF NOT EXISTS FOR (n:Relation) ON (n.type)`,
		`CREATE INDEX entente_relation_from IF NOT EXISTS FOR (n:Relation) ON (n.from)`,
		`CREATE INDEX entente_relation_to IF NOT EXISTS FOR (n:Relation) ON (n.to)`,
		`CREATE INDEX entente_event_type IF NOT EXISTS FOR (n:Event) ON (n.type)`,
		`CREATE INDEX entente_event_from IF NOT EXISTS FOR (n:Event) ON (n.from)`,
		`CREATE INDEX entente_event_to IF NOT EXISTS FOR (n:Event) ON (n.to)`,
		`CREATE POINT INDEX entente_event_position IF NOT EXISTS FOR (n:Event) ON (n.position)`,
		`CREATE INDEX entente_evidence_stance IF NOT EXISTS FOR (n:Evidence) ON (n.stance)`,
		`CREATE INDEX entente_source_published IF NOT EXISTS FOR (n:Source) ON (n.published)`,
		`CREATE INDEX entente_source_publisher IF NOT EXISTS FOR (n:Source) ON (n.publisher)`,
		`CREATE INDEX _entente_event_day IF NOT EXISTS FOR (n:Event) ON (n._day, n.id)`,
		`CREATE INDEX _entente_source_day IF NOT EXISTS FOR (n:Source) ON (n._day, n.id)`,
		`CREATE FULLTEXT INDEX entente_names IF NOT EXISTS FOR (n:Actor|Conflict|Event|Source) ON EACH [n.name, n.aliases, n.title]
			OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'standard'}}`,
		`CREATE FULLTEXT INDEX _entente_keys IF NOT EXISTS FOR (n:Actor) ON EACH [n._keys]
			OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'whitespace'}}`,
	}
}
