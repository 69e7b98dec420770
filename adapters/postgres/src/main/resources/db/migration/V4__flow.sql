-- Alerts about unusual options trading as they were received. Times are epoch nanoseconds; strikes,
-- contracts and amounts are counted in units of 10^-9.

-- The day is the exchange's. It is part of what an alert is named by, whereas the time at which it
-- happened differs a little by the way it came; so the day, not the time, tells alerts apart.
CREATE TABLE flow_alerts (
    symbol_id   INTEGER NOT NULL,
    trade_day   DATE    NOT NULL,
    id          TEXT    NOT NULL CHECK (id <> ''),
    happened_at BIGINT  NOT NULL,
    learned_at  BIGINT  NOT NULL,
    rule        TEXT    NOT NULL,
    is_call     BOOLEAN NOT NULL,
    strike      BIGINT  NOT NULL CHECK (strike > 0),
    expiry      DATE    NOT NULL,
    contracts   BIGINT  NOT NULL CHECK (contracts >= 0),
    premium     BIGINT  NOT NULL CHECK (premium >= 0),
    ask_premium BIGINT  NOT NULL CHECK (ask_premium >= 0),
    bid_premium BIGINT  NOT NULL CHECK (bid_premium >= 0),
    PRIMARY KEY (symbol_id, trade_day, id)
);
CREATE INDEX flow_alerts_learned ON flow_alerts (symbol_id, learned_at);
CREATE INDEX flow_alerts_happened ON flow_alerts (symbol_id, happened_at);

-- With TimescaleDB they are a hypertable of 30-day chunks; without it a plain table of the same
-- name.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb') THEN
        EXECUTE $hypertable$
            SELECT create_hypertable('flow_alerts', by_range('trade_day', INTERVAL '30 days'))
        $hypertable$;
    END IF;
END
$$;
