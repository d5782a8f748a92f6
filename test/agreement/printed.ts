/** Tables of agreement as they were printed. */

const _ = null;

/** Krippendorff 2011, Computing Krippendorff's Alpha-Reliability: four observers, twelve units, gaps. */
export const twelve = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];

/** Three coders, fifteen units, 26 judgements that can be paired (Krippendorff 2004, Content Analysis). */
export const fifteen = [
  [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
  [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
  [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
];

/** Fleiss 1971, table 1: thirty patients, six psychiatrists each, five diagnoses. */
export const patients = [
  '00060',
  '03003',
  '01401',
  '00006',
  '03030',
  '20400',
  '00402',
  '20310',
  '20040',
  '00006',
  '10050',
  '11040',
  '03300',
  '10050',
  '02031',
  '00501',
  '30012',
  '51000',
  '02040',
  '10203',
  '00006',
  '01050',
  '02013',
  '20040',
  '10041',
  '05010',
  '40002',
  '02040',
  '10500',
  '00006',
].map((row) => [...row].map(Number));
