/** Names that the list lost to a narrower character set, by ISTAT code. */
export const repairedNames = {
  '031019': 'San Floriano del Collio-Števerjan',
  '031022': "Savogna d'Isonzo-Sovodnje ob Soči",
  '032001': 'Duino Aurisina-Devin Nabrežina',
};

/** Sardinia's provinces have no shape, hence no line in the crosswalk. */
export const sardinianProvinces = {
  '090': 'Sassari',
  '091': 'Nuoro',
  '092': 'Cagliari',
  '095': 'Oristano',
  111: 'Sud Sardegna',
};

/** What the gazetteer calls a municipality: its English name, another spelling, or the place of the town hall. */
export const gazetteerNames = {
  '001272': 'Turin',
  '010025': 'Genoa',
  '015146': 'Milan',
  '017060': 'Cizzago-Comezzano',
  '020021': 'Montanara',
  '020030': 'Mantua',
  '020045': "Sant'Antonio",
  '020057': 'Mottella',
  '020071': 'Cerese',
  '020072': 'Villa Poma',
  '020073': 'Carbonara di Po',
  '027019': 'Lido di Jesolo',
  '027042': 'Venice',
  '028060': 'Padua',
  '032004': 'Dolina',
  '033006': 'Borgonovo Valtidone',
  '048017': 'Florence',
  '058091': 'Rome',
  '063049': 'Naples',
  '078157': 'Rossano',
  '080063': 'Reggio Calabria',
};

/** Places that the gazetteer lacks, or that share their name with a hamlet: [longitude, latitude]. */
export const points = {
  '077007': [16.431, 40.37], // Craco
  '001179': [7.79128, 45.43018], // Parella, not the quarter of Turin
  '001198': [7.18128, 44.9559], // Pomaretto in Val Chisone
  '029034': [12.03092, 44.98578], // Papozze
  '058035': [12.75495, 41.83454], // Colonna, not the square of Rome
  '090083': [9.61453, 41.00648], // Golfo Aranci
};

/** Islands and an exclave that the shapes leave out; their points are far from what is drawn of the province. */
export const undrawn = new Set(['015191', '059018', '063004', '063014', '071026']);
