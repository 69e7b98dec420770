-- The trader's books. Amounts, prices and quantities in units of 10^-9; times in epoch
-- nanoseconds of market time, but for the lease, which lives by the database's clock.

CREATE TABLE leases (
    account    TEXT        PRIMARY KEY,
    holder     TEXT        NOT NULL CHECK (holder <> ''),
    epoch      BIGINT      NOT NULL CHECK (epoch > 0),
    expires_at TIMESTAMPTZ NOT NULL,
    released   BOOLEAN     NOT NULL
);

CREATE TABLE orders (
    account         TEXT   NOT NULL,
    id              TEXT   NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
    symbol          TEXT   NOT NULL,
    side            TEXT   NOT NULL CHECK (side IN ('BUY', 'SELL')),
    quantity        BIGINT NOT NULL CHECK (quantity > 0),
    pricing         TEXT   NOT NULL CHECK (pricing IN ('MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT')),
    stop_price      BIGINT,
    limit_price     BIGINT,
    time_in_force   TEXT   NOT NULL,
    decided_at      BIGINT NOT NULL,
    state           TEXT   NOT NULL,
    terminal        BOOLEAN NOT NULL,
    filled          BIGINT NOT NULL CHECK (filled >= 0),
    filled_notional BIGINT NOT NULL,
    broker_ids      TEXT[] NOT NULL,
    reason          TEXT   NOT NULL,
    changed_at      BIGINT NOT NULL,
    PRIMARY KEY (account, id),
    CHECK ((pricing IN ('STOP', 'STOP_LIMIT')) = (stop_price IS NOT NULL)),
    CHECK ((pricing IN ('LIMIT', 'STOP_LIMIT')) = (limit_price IS NOT NULL))
);
CREATE INDEX orders_that_may_move ON orders (account) WHERE NOT terminal;
CREATE INDEX orders_by_change ON orders (account, changed_at);
CREATE INDEX orders_by_decision ON orders (account, decided_at);

-- No foreign key to orders: a fill is never refused, not even one of an order we do not know.
CREATE TABLE fills (
    account     TEXT   NOT NULL,
    execution   TEXT   NOT NULL CHECK (execution <> ''),
    order_id    TEXT   NOT NULL,
    symbol      TEXT   NOT NULL,
    side        TEXT   NOT NULL CHECK (side IN ('BUY', 'SELL')),
    quantity    BIGINT NOT NULL CHECK (quantity > 0),
    price       BIGINT NOT NULL CHECK (price >= 0),
    fee         BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    learned_at  BIGINT NOT NULL,
    booked      BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (account, execution)
);
CREATE INDEX fills_by_order ON fills (account, order_id);
CREATE INDEX fills_by_time ON fills (account, learned_at);

CREATE TABLE activities (
    account     TEXT   NOT NULL,
    id          TEXT   NOT NULL CHECK (id <> ''),
    reason      TEXT   NOT NULL,
    symbol      TEXT,
    shares      BIGINT,
    cash        BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    learned_at  BIGINT NOT NULL,
    booked      BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (account, id),
    CHECK ((symbol IS NULL) = (shares IS NULL))
);

CREATE TABLE activity_watermark (
    account     TEXT PRIMARY KEY,
    activity_id TEXT NOT NULL
);

-- Kept in the transactions that write fills and activities; always their sum.
CREATE TABLE positions (
    account  TEXT   NOT NULL,
    symbol   TEXT   NOT NULL,
    quantity BIGINT NOT NULL,
    PRIMARY KEY (account, symbol)
);

CREATE TABLE ledger_postings (
    account     TEXT   NOT NULL,
    id          TEXT   NOT NULL CHECK (id <> ''),
    at          BIGINT NOT NULL,
    description TEXT   NOT NULL,
    booked      BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (account, id)
);

CREATE TABLE ledger_entries (
    account TEXT    NOT NULL,
    posting TEXT    NOT NULL,
    line    INTEGER NOT NULL,
    name    TEXT    NOT NULL CHECK (name <> ''),
    amount  BIGINT  NOT NULL,
    PRIMARY KEY (account, posting, line),
    FOREIGN KEY (account, posting) REFERENCES ledger_postings
);
CREATE INDEX ledger_entries_by_name ON ledger_entries (account, name) INCLUDE (amount);

CREATE TABLE targets (
    account    TEXT   NOT NULL,
    symbol     TEXT   NOT NULL,
    quantity   BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (account, symbol)
);

CREATE TABLE equity (
    account TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    equity  BIGINT NOT NULL,
    cash    BIGINT NOT NULL,
    peak    BIGINT NOT NULL,
    PRIMARY KEY (account, at)
);

CREATE TABLE trading_condition (
    account      TEXT   PRIMARY KEY,
    hold_names   TEXT[] NOT NULL,
    hold_reasons TEXT[] NOT NULL,
    killed       TEXT   NOT NULL,
    reducing     TEXT   NOT NULL,
    changed_at   BIGINT NOT NULL,
    CHECK (cardinality(hold_names) = cardinality(hold_reasons))
);
