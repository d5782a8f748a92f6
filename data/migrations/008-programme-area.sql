-- Areas belong to a programme: two programmes may divide the same municipalities, each in its own way.
CREATE TABLE programme_area (
  programme       VARCHAR NOT NULL,
  municipality_id INTEGER NOT NULL,
  area_id         INTEGER NOT NULL,
  PRIMARY KEY (programme, municipality_id)
);

INSERT INTO programme_area
SELECT area.programme, place.id, area.id
FROM territory AS place JOIN territory AS area ON area.id = place.area_id
WHERE place.level = 'municipality' AND area.programme IS NOT NULL;

-- One column held one division, that of the programme loaded last. Where there were several, the next loading of each
-- writes its own again, even if its folder has not changed.
UPDATE programme SET hash = ''
WHERE id IN (SELECT programme FROM territory WHERE level = 'area')
  AND (SELECT count(DISTINCT programme) FROM territory WHERE level = 'area') > 1;

ALTER TABLE territory DROP COLUMN area_id;
