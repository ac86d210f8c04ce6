export const usage = `offrampkit-server: what a backend of Offramp Kit needs beside its requests

  offrampkit-server reconcile [--module ./offramp.js] [--once | --every 30s]
  offrampkit-server migrate [--database-url postgres://…] [--schema offrampkit]

reconcile   works on webhooks that wait, and asks about orders whose news stopped. Any number of
            these may run at once, beside servers that do the same: they share the work.
  --module  the file that exports your handler, as "offramp" or by default.
            Default: offramp.js, offramp.mjs or offramp.ts here
  --once    ends when what was due is done (this is the default)
  --every   goes on, with a pause of so long between rounds: 30s, 5m, 1h.
            SIGTERM and SIGINT end it when what has begun is done; a second one ends it at once

migrate     brings the tables of PostgreSQL to this version. SQLite does it by itself.
  --database-url  default: DATABASE_URL. An argument can be seen by everybody on the machine
  --schema        default: offrampkit

  --help, --version

Exit codes: 0 done; 1 it could not be done, or not all of it was; 2 the command was not understood.`
