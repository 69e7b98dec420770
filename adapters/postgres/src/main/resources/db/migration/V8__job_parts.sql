-- A job divided among those who do its kind. What comes of a part can be made again.
CREATE TABLE job_parts (
    job      TEXT COLLATE "C" NOT NULL REFERENCES jobs,
    number   INTEGER          NOT NULL CHECK (number >= 0),
    recipe   TEXT             NOT NULL,
    state    TEXT             NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    fraction DOUBLE PRECISION NOT NULL DEFAULT 0 CHECK (fraction BETWEEN 0 AND 1),
    result   TEXT             NOT NULL DEFAULT '',
    taker    TEXT,
    heard_at TIMESTAMPTZ,
    PRIMARY KEY (job, number),
    CHECK ((taker IS NULL) = (heard_at IS NULL)),
    CHECK (state <> 'RUNNING' OR taker IS NOT NULL)
);
