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
