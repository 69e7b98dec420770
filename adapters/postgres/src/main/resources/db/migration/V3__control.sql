-- What people asked for, what services say of themselves, and who did what.

CREATE TABLE operator_commands (
    id          TEXT        PRIMARY KEY,
    issuer      TEXT        NOT NULL,
    steering    TEXT        NOT NULL,
    hold        TEXT        NOT NULL,
    reason      TEXT        NOT NULL,
    happened_at BIGINT      NOT NULL,
    learned_at  BIGINT      NOT NULL,
    recorded    BIGINT      NOT NULL GENERATED ALWAYS AS IDENTITY,
    handled_at  TIMESTAMPTZ
);
CREATE INDEX operator_commands_not_handled ON operator_commands (recorded)
    WHERE handled_at IS NULL;

CREATE TABLE audit_events (
    id      BIGINT      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at      TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    who     TEXT        NOT NULL,
    what    TEXT        NOT NULL,
    subject TEXT        NOT NULL,
    details TEXT        NOT NULL
);

CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are never changed or deleted';
END
$$;

CREATE TRIGGER audit_events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_history();

CREATE TABLE service_heartbeats (
    service TEXT   PRIMARY KEY,
    state   TEXT   NOT NULL,
    detail  TEXT   NOT NULL,
    at      BIGINT NOT NULL
);
