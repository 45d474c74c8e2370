package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
)

// databaseFlags say how a database is opened.
type databaseFlags struct {
	User         string        `env:"NEO4J_USERNAME" default:"neo4j" help:"User of the database (${default}). The password is in NEO4J_PASSWORD."`
	Database     string        `env:"NEO4J_DATABASE" help:"Name of the database, if it is not the user's home database."`
	PasswordFile string        `env:"NEO4J_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File that contains the password."`
	Wait         time.Duration `default:"1m" placeholder:"TIME" help:"How long to wait for a database that is starting (${default}). What waiting cannot mend, such as a wrong password, ends at once."`
}

// check returns what is wrong with the flags.
func (d *databaseFlags) check() error {
	if d.Wait < 0 {
		return fmt.Errorf("--wait %v is negative: write how long to wait, such as 5m, or 0s", d.Wait)
	}
	return nil
}

// retryTime is how long a statement is tried again if the database goes away while facts are loaded.
const retryTime = 30 * time.Second

// open connects to a database, and tries again while it is starting.
func (d *databaseFlags) open(ctx context.Context, uri, password string, to io.Writer) (*bolt.DB, error) {
	config := bolt.Config{
		URI: uri, User: cmp.Or(d.User, "neo4j"), Password: password, Database: d.Database, RetryTime: retryTime,
	}
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for began, told := time.Now(), false; ; told = true {
		db, err := bolt.Open(ctx, config)
		if !errors.Is(err, alliance.ErrUnavailable) || bolt.Permanent(err) || ctx.Err() != nil || time.Since(began) >= d.Wait {
			return db, err
		}
		if !told {
			fmt.Fprintf(to, "%v; trying again for %v\n", err, d.Wait)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}
