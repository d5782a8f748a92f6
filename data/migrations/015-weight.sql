-- A version of a survey's weights, as it was made: never changed, a new run is a new version. Answers have no row: what
-- one weighs follows from its class.
CREATE TABLE weight_version (
  survey         VARCHAR NOT NULL,
  version        INTEGER NOT NULL,        -- 1, 2, 3 … in each survey
  made_on        DATE NOT NULL,
  cursor         BIGINT NOT NULL,         -- the last answer it has seen
  responses      INTEGER NOT NULL,        -- answers that count among them
  kind           VARCHAR NOT NULL,        -- calibrated, design
  method         VARCHAR NOT NULL,        -- raking, linear, logit
  dimensions     VARCHAR NOT NULL,        -- JSON: their names and levels
  margins        VARCHAR NOT NULL,        -- JSON: names, counts, sources, years
  frame          VARCHAR,                 -- JSON: strata of a sample drawn by lot
  trim           VARCHAR,                 -- JSON: bounds, as multiples of the mean weight
  iterations     INTEGER NOT NULL,
  discrepancy    DOUBLE NOT NULL,         -- the largest |Σw − N| / N of all margins
  trimmed        INTEGER NOT NULL,        -- respondents at a bound
  deff           DOUBLE NOT NULL,         -- Kish's
  deff_residual  DOUBLE,                  -- median over the needs, what margins explain taken out
  PRIMARY KEY (survey, version)
);

CREATE TABLE weight_class (
  survey  VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  class   INTEGER NOT NULL,
  levels  INTEGER[] NOT NULL,             -- a place in each dimension's levels; null: no category
  n       INTEGER NOT NULL,
  weight  DOUBLE NOT NULL                 -- of each respondent
);
