-- Official outlines of territories. Of the versions that stand, the newest one that has a region is drawn there.
CREATE TABLE shape_version (
  id          INTEGER PRIMARY KEY,
  imported_on DATE NOT NULL,
  who         VARCHAR NOT NULL,           -- an account, or 'command'
  file        VARCHAR NOT NULL,
  hash        VARCHAR NOT NULL,           -- SHA-256 of the file
  source      VARCHAR NOT NULL,           -- whom to credit on the map
  vintage     INTEGER NOT NULL,           -- the year that the outlines are of
  licence     VARCHAR NOT NULL,
  stands      BOOLEAN NOT NULL            -- false: taken back, the one before it is drawn again
);

CREATE TABLE shape_part (
  version  INTEGER NOT NULL,
  level    VARCHAR NOT NULL,              -- country, region, province, municipality
  region   VARCHAR NOT NULL,              -- code of the region that it lies in; '' for countries
  codes    VARCHAR[] NOT NULL,            -- territories of the list that it draws
  detail   DOUBLE NOT NULL,               -- metres: smaller bends were left out
  topology VARCHAR NOT NULL,              -- TopoJSON on the grid of data/topology.ts
  PRIMARY KEY (version, level, region)
);

CREATE VIEW shape_in_use AS
SELECT part.*, version.source, version.vintage, version.licence
FROM shape_part AS part JOIN shape_version AS version ON version.id = part.version
WHERE version.stands
QUALIFY row_number() OVER (PARTITION BY part.level, part.region ORDER BY part.version DESC) = 1;
