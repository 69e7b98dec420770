-- Market data as it was received. Times are epoch nanoseconds; prices and sizes are counted in
-- units of 10^-9, so what is stored is exactly what was published.

CREATE TABLE instruments (
    id     INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    symbol TEXT    NOT NULL UNIQUE CHECK (symbol <> '')
);

-- No foreign key: it would be checked row by row and cost more than the COPY itself.
CREATE TABLE bars (
    symbol_id  INTEGER NOT NULL,
    timeframe  BIGINT  NOT NULL CHECK (timeframe > 0),
    from_at    BIGINT  NOT NULL,
    to_at      BIGINT  NOT NULL,
    learned_at BIGINT  NOT NULL,
    open       BIGINT  NOT NULL,
    high       BIGINT  NOT NULL,
    low        BIGINT  NOT NULL,
    close      BIGINT  NOT NULL,
    volume     BIGINT  NOT NULL,
    backfilled BOOLEAN NOT NULL,
    PRIMARY KEY (symbol_id, timeframe, from_at),
    CHECK (from_at < to_at),
    CHECK (low >= 0 AND low <= least(open, close) AND high >= greatest(open, close)),
    CHECK (volume >= 0)
);

CREATE TABLE corporate_actions (
    symbol      TEXT   NOT NULL,
    ex_date     DATE   NOT NULL,
    kind        TEXT   NOT NULL CHECK (kind IN ('SPLIT', 'DIVIDEND')),
    happened_at BIGINT NOT NULL,
    learned_at  BIGINT NOT NULL,
    split_from  BIGINT CHECK (split_from > 0),
    split_to    BIGINT CHECK (split_to > 0),
    per_share   BIGINT CHECK (per_share >= 0),
    -- a regular and a special dividend may share a day: the terms tell them apart
    UNIQUE NULLS NOT DISTINCT (symbol, ex_date, kind, split_from, split_to, per_share),
    CHECK ((kind = 'SPLIT') = (split_from IS NOT NULL AND split_to IS NOT NULL)),
    CHECK ((kind = 'DIVIDEND') = (per_share IS NOT NULL))
);

-- TimescaleDB makes the bars a hypertable of 30-day chunks; without it they are a plain table
-- of the same name.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb') THEN
        CREATE EXTENSION IF NOT EXISTS timescaledb;
        EXECUTE $hypertable$
            SELECT create_hypertable('bars', by_range('from_at', 2592000000000000))
        $hypertable$;
    ELSE
        RAISE NOTICE 'hypertables skipped: this server has no TimescaleDB';
    END IF;
END
$$;
