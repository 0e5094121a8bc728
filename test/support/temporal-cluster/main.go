// Program hilo-test-temporal is a real Temporal server for tests, from Temporal's own module: `serve <config file>`
// runs the four services of a cluster in one process, `sql …` is temporal-sql-tool, which makes its tables.
package main

import (
	"fmt"
	"os"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	_ "go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql" // the driver of its persistence
	"go.temporal.io/server/temporal"
	"go.temporal.io/server/tools/sql"
)

func main() {
	if err := run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 3 && args[1] == "serve" {
		return serve(args[2])
	}
	if len(args) > 2 && args[1] == "sql" {
		return sql.RunTool(args[1:])
	}
	return fmt.Errorf("usage: hilo-test-temporal serve <config file> | sql <arguments of temporal-sql-tool>")
}

// serve runs every service until SIGINT or SIGTERM. Nobody proves who he is: the server listens on the loopback.
func serve(file string) error {
	cfg, err := config.Load(config.WithConfigFile(file))
	if err != nil {
		return err
	}
	server, err := temporal.NewServer(
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithConfig(cfg),
		temporal.WithLogger(log.NewZapLogger(log.BuildZapLogger(cfg.Log))),
		temporal.InterruptOn(temporal.InterruptCh()),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
	)
	if err != nil {
		return err
	}
	return server.Start()
}
