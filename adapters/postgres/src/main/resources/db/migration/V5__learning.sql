-- What learning keeps. Times in epoch nanoseconds of market time.

-- Which strategy traded from when on, and by which model ('' for none).
CREATE TABLE strategy_reigns (
    account  TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    strategy TEXT   NOT NULL CHECK (strategy <> ''),
    model    TEXT   NOT NULL,
    recorded BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX strategy_reigns_by_time ON strategy_reigns (account, at);

-- Work that one service asks another for. `heard_at` is the only time of the database's own clock.
CREATE TABLE jobs (
    id           TEXT COLLATE "C" PRIMARY KEY CHECK (id <> ''),
    kind         TEXT             NOT NULL CHECK (kind IN ('DATASET', 'TRAINING')),
    request      TEXT             NOT NULL,
    cause        TEXT             NOT NULL,
    requested_at BIGINT           NOT NULL,
    visible_at   BIGINT           NOT NULL CHECK (visible_at >= requested_at),
    state        TEXT             NOT NULL
        CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELED')),
    fraction     DOUBLE PRECISION NOT NULL CHECK (fraction BETWEEN 0 AND 1),
    doing        TEXT             NOT NULL,
    cancel_asked BOOLEAN          NOT NULL DEFAULT false,
    output       TEXT             NOT NULL DEFAULT '',
    reason       TEXT             NOT NULL DEFAULT '',
    taker        TEXT,
    heard_at     TIMESTAMPTZ,
    CHECK ((taker IS NULL) = (heard_at IS NULL)),
    CHECK (state <> 'RUNNING' OR taker IS NOT NULL)
);
CREATE INDEX jobs_not_over ON jobs (kind, requested_at, id) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX jobs_by_request ON jobs (requested_at, id);

CREATE FUNCTION refuse_all_but_growth() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are never changed or deleted', replace(TG_TABLE_NAME, '_', ' ');
END
$$;

CREATE TABLE models (
    hash          TEXT    PRIMARY KEY CHECK (hash <> ''),
    feature_set   TEXT    NOT NULL,
    job           TEXT    NOT NULL,
    card          TEXT    NOT NULL,
    passed        BOOLEAN NOT NULL,
    trained_to    BIGINT  NOT NULL,
    registered_at BIGINT  NOT NULL,
    stage         TEXT    NOT NULL
        CHECK (stage IN ('CANDIDATE', 'SHADOW', 'CANARY', 'CHAMPION', 'RETIRED')),
    recorded      BIGINT  NOT NULL GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX one_model_is_champion ON models (stage) WHERE stage = 'CHAMPION';

CREATE TABLE model_steps (
    recorded   BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at         BIGINT NOT NULL,
    hash       TEXT   NOT NULL REFERENCES models,
    from_stage TEXT   NOT NULL,
    to_stage   TEXT   NOT NULL,
    who        TEXT   NOT NULL CHECK (who <> ''),
    reason     TEXT   NOT NULL
);
CREATE TRIGGER model_steps_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON model_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_all_but_growth();

-- No foreign key: what was tried counts also when it led to no model.
CREATE TABLE trials (
    recorded      BIGINT           PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    job           TEXT             NOT NULL,
    configuration TEXT             NOT NULL,
    sharpe        DOUBLE PRECISION NOT NULL,
    UNIQUE (job, configuration)
);
CREATE TRIGGER trials_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON trials
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_all_but_growth();

CREATE TABLE feature_sets (
    id      INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    version TEXT    NOT NULL UNIQUE CHECK (version <> ''),
    text    TEXT    NOT NULL
);

-- `floats` are 32-bit numbers, little-endian, as bytes: rows of 30 in an array are a tenth larger
-- and slower to write and to read, and an array's text form loses the payloads of NaNs. No foreign
-- keys, as in bars.
CREATE TABLE feature_vectors (
    at         BIGINT  NOT NULL,
    learned_at BIGINT  NOT NULL,
    set_id     INTEGER NOT NULL,
    symbol_id  INTEGER NOT NULL,
    floats     BYTEA   NOT NULL CHECK (length(floats) % 4 = 0),
    PRIMARY KEY (set_id, at, symbol_id)
);

CREATE TABLE forecasters (
    id    INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    model TEXT    NOT NULL UNIQUE CHECK (model <> '')
);

-- An outcome is NaN until it is known.
CREATE TABLE forecasts (
    at        BIGINT           NOT NULL,
    forecast  DOUBLE PRECISION NOT NULL,
    outcome   DOUBLE PRECISION NOT NULL DEFAULT 'NaN',
    model_id  INTEGER          NOT NULL,
    symbol_id INTEGER          NOT NULL,
    PRIMARY KEY (model_id, at, symbol_id)
);

CREATE TABLE drift_looks (
    feature TEXT COLLATE "C" NOT NULL,
    at      BIGINT           NOT NULL,
    model   TEXT COLLATE "C" NOT NULL,
    psi     DOUBLE PRECISION NOT NULL,
    p       DOUBLE PRECISION NOT NULL,
    drifted BOOLEAN          NOT NULL,
    PRIMARY KEY (feature, at, model)
);

CREATE TABLE skill_looks (
    model    TEXT             NOT NULL,
    at       BIGINT           NOT NULL,
    outcomes BIGINT           NOT NULL CHECK (outcomes >= 0),
    skill    DOUBLE PRECISION NOT NULL,
    error    DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (model, at)
);

CREATE TABLE learning_requests (
    id       TEXT   PRIMARY KEY CHECK (id <> ''),
    issuer   TEXT   NOT NULL,
    kind     TEXT   NOT NULL CHECK (kind IN ('TRAIN', 'CANCEL', 'PROMOTE', 'ROLLBACK')),
    subject  TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    recorded BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    outcome  TEXT
);
CREATE INDEX learning_requests_pending ON learning_requests (recorded) WHERE outcome IS NULL;

-- TimescaleDB makes what grows with the market hypertables of 30-day chunks, as in V1.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
        EXECUTE $hypertables$
            SELECT create_hypertable('feature_vectors', by_range('at', 2592000000000000)),
                   create_hypertable('forecasts', by_range('at', 2592000000000000))
        $hypertables$;
    END IF;
END
$$;
