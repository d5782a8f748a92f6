/** The commonest first names in Italy, of people of all ages; in lower case. */
const women = `adele agata agnese alba alessandra alessia alice anastasia angela anita anna annalisa annamaria antonella
  antonia antonietta arianna aurora barbara beatrice benedetta bianca bruna camilla carla carlotta carmela carmen carolina
  caterina cecilia chiara cinzia clara claudia concetta cristina daniela debora denise diana donatella elena eleonora
  elisa elisabetta emanuela emma erica erika ester eva fabiola federica fernanda filomena flavia francesca gabriella
  gaia gemma giada ginevra gioia giorgia giovanna giulia giuliana giuseppina grazia graziella greta ida ilaria immacolata
  irene isabella ivana jessica katia lara laura lavinia letizia licia lidia liliana linda lisa loredana lorena lucia
  luciana lucrezia luisa maddalena manuela mara margherita maria marianna marica marina marisa marta martina matilde
  melissa michela milena miriam mirella monica nadia nicoletta noemi ornella paola patrizia piera raffaella rebecca
  renata rita roberta romina rosa rosalia rosanna rosaria rossana rossella sabrina samanta samantha sandra sara serena
  silvana silvia simona sofia sonia stefania susanna sveva tatiana teresa tiziana valentina valeria vanessa vera
  veronica vincenza viola virginia vittoria viviana`;
const men = `achille adriano agostino alberto aldo alessandro alessio alex alfonso alfredo andrea angelo antonino antonio
  armando arturo attilio aurelio bartolomeo beniamino bruno calogero carlo carmelo carmine cesare christian ciro
  claudio corrado cosimo cristian cristiano dario davide diego dino domenico donato edoardo egidio elia elio emanuele
  emilio ennio enrico enzo ernesto ettore eugenio ezio fabio fabrizio fausto federico felice ferdinando fernando
  filippo flavio francesco franco fulvio gabriele gaetano gennaro gerardo giacomo giancarlo gianfranco gianluca gianluigi
  gianmarco gianni gianpaolo gino giorgio giovanni giuliano giulio giuseppe graziano guglielmo guido igor ivan ivano
  jacopo leonardo lorenzo luca luciano ludovico luigi manuel marcello marco mariano mario massimiliano massimo matteo
  mattia maurizio mauro michelangelo michele mirko nicola nicolo nicolò nunzio oreste orlando oscar osvaldo paolo
  pasquale piero pierluigi pietro raffaele raimondo renato renzo riccardo rinaldo roberto rocco rodolfo romano romeo
  rosario ruggero salvatore samuel samuele sandro santo saverio sebastiano sergio silvano silvio simone stefano
  tiziano tommaso ugo umberto valentino valerio vincenzo vito vittorio walter`;

export const firstNames: ReadonlySet<string> = new Set(`${women} ${men}`.split(/\s+/));
