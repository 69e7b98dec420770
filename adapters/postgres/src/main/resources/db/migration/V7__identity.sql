-- Whose prices this database holds, and what else its services have to agree on.

CREATE TABLE identity (
    name  TEXT        PRIMARY KEY,
    value TEXT        NOT NULL,
    at    TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp()
);
