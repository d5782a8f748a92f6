/** What invitations say, in every language in which somebody may be invited. Plain text; `{name}` is replaced. */
import { fill } from '../../problem.ts';
import { say, type ProblemLanguage, type Sentence } from '../../problem-entry.ts';

const sentences = {
  subject: {
    it: 'Un invito: {title}',
    en: 'An invitation: {title}',
    es: 'Una invitación: {title}',
    el: 'Μια πρόσκληση: {title}',
    pl: 'Zaproszenie: {title}',
    de: 'Eine Einladung: {title}',
    sv: 'En inbjudan: {title}',
    fi: 'Kutsu: {title}',
  },
  again: {
    it: 'Un promemoria: {title}',
    en: 'A reminder: {title}',
    es: 'Un recordatorio: {title}',
    el: 'Μια υπενθύμιση: {title}',
    pl: 'Przypomnienie: {title}',
    de: 'Eine Erinnerung: {title}',
    sv: 'En påminnelse: {title}',
    fi: 'Muistutus: {title}',
  },
  hello: {
    it: 'Buongiorno {name},',
    en: 'Hello {name},',
    es: 'Hola, {name}:',
    el: 'Γεια σας {name},',
    pl: 'Dzień dobry, {name},',
    de: 'Guten Tag {name},',
    sv: 'Hej {name},',
    fi: 'Hei {name},',
  },
  why: {
    it: '{owner} chiede quali corsi di formazione servono. Le tue risposte aiutano a decidere quali corsi fare. Ci vogliono circa {minutes} minuti.',
    en: '{owner} is asking which training courses are needed. Your answers help to decide which courses to hold. It takes about {minutes} minutes.',
    es: '{owner} pregunta qué cursos de formación hacen falta. Sus respuestas ayudan a decidir qué cursos se harán. Se tarda unos {minutes} minutos.',
    el: 'Ο φορέας {owner} ρωτά ποια μαθήματα κατάρτισης χρειάζονται. Οι απαντήσεις σας βοηθούν να αποφασιστεί ποια μαθήματα θα γίνουν. Χρειάζονται περίπου {minutes} λεπτά.',
    pl: '{owner} pyta, jakie szkolenia są potrzebne. Twoje odpowiedzi pomagają zdecydować, które kursy się odbędą. Zajmie to około {minutes} minut.',
    de: '{owner} fragt, welche Kurse gebraucht werden. Deine Antworten helfen zu entscheiden, welche Kurse es geben soll. Es dauert etwa {minutes} Minuten.',
    sv: '{owner} frågar vilka kurser som behövs. Dina svar hjälper till att avgöra vilka kurser som ska hållas. Det tar ungefär {minutes} minuter.',
    fi: '{owner} kysyy, mitä koulutusta tarvitaan. Vastauksesi auttavat päättämään, mitä kursseja järjestetään. Vastaaminen kestää noin {minutes} minuuttia.',
  },
  reminded: {
    it: 'Ti abbiamo già scritto. Con questo link non è ancora arrivata una risposta. Se hai già risposto in un altro modo, grazie: non devi fare niente.',
    en: 'We wrote to you before. No answer has come in with this link yet. If you have answered in another way, thank you: there is nothing to do.',
    es: 'Ya le escribimos. Con este enlace todavía no ha llegado ninguna respuesta. Si ha respondido de otra forma, gracias: no tiene que hacer nada.',
    el: 'Σας έχουμε ήδη γράψει. Με αυτόν τον σύνδεσμο δεν έχει φτάσει ακόμη απάντηση. Αν έχετε απαντήσει με άλλον τρόπο, ευχαριστούμε: δεν χρειάζεται να κάνετε τίποτα.',
    pl: 'Pisaliśmy już do Ciebie. Z tym linkiem nie przyszła jeszcze odpowiedź. Jeśli odpowiedź została przekazana inaczej, dziękujemy: nic nie trzeba robić.',
    de: 'Wir haben dir schon geschrieben. Mit diesem Link ist noch keine Antwort angekommen. Wenn du anders geantwortet hast: Danke, du musst nichts tun.',
    sv: 'Vi har skrivit till dig tidigare. Inget svar har kommit in med den här länken ännu. Om du har svarat på annat sätt: tack, du behöver inte göra något.',
    fi: 'Olemme kirjoittaneet sinulle aiemmin. Tällä linkillä ei ole vielä tullut vastausta. Jos vastasit muulla tavalla, kiitos: sinun ei tarvitse tehdä mitään.',
  },
  free: {
    it: 'Sei libero di rispondere o no: se non rispondi non succede niente, e non perdi nessun aiuto.',
    en: 'You are free to answer or not: if you do not answer, nothing happens and you lose no support.',
    es: 'Usted decide si responde o no: si no responde no pasa nada, y no pierde ninguna ayuda.',
    el: 'Είστε ελεύθεροι να απαντήσετε ή όχι: αν δεν απαντήσετε, δεν συμβαίνει τίποτα και δεν χάνετε καμία βοήθεια.',
    pl: 'Odpowiedź jest dobrowolna: jeśli nie odpowiesz, nic się nie stanie i nie stracisz żadnej pomocy.',
    de: 'Du kannst antworten oder nicht: Wenn du nicht antwortest, passiert nichts, und du verlierst keine Hilfe.',
    sv: 'Du väljer själv om du vill svara: om du inte svarar händer ingenting, och du förlorar inget stöd.',
    fi: 'Voit vapaasti vastata tai olla vastaamatta: jos et vastaa, mitään ei tapahdu etkä menetä mitään tukea.',
  },
  apart: {
    it: 'Il link è personale e vale una volta. Sappiamo solo che è stato usato: il nome non viene salvato con le risposte.',
    en: 'The link is yours and counts once. We only learn that it was used: your name is not kept with the answers.',
    es: 'El enlace es personal y vale una sola vez. Solo sabemos que se ha usado: el nombre no se guarda con las respuestas.',
    el: 'Ο σύνδεσμος είναι προσωπικός και ισχύει μία φορά. Μαθαίνουμε μόνο ότι χρησιμοποιήθηκε: το όνομα δεν φυλάσσεται μαζί με τις απαντήσεις.',
    pl: 'Link jest osobisty i działa raz. Wiemy tylko, że został użyty: nazwiska nie zapisujemy razem z odpowiedziami.',
    de: 'Der Link ist persönlich und gilt einmal. Wir erfahren nur, dass er benutzt wurde: Dein Name wird nicht mit den Antworten gespeichert.',
    sv: 'Länken är personlig och gäller en gång. Vi ser bara att den har använts: namnet sparas inte med svaren.',
    fi: 'Linkki on henkilökohtainen ja kelpaa kerran. Näemme vain, että sitä on käytetty: nimeä ei tallenneta vastausten kanssa.',
  },
  open: {
    it: 'Rispondi qui (fino al {day}):',
    en: 'Answer here (until {day}):',
    es: 'Responda aquí (hasta el {day}):',
    el: 'Απαντήστε εδώ (έως {day}):',
    pl: 'Odpowiedz tutaj (do {day}):',
    de: 'Hier antworten (bis {day}):',
    sv: 'Svara här (till och med {day}):',
    fi: 'Vastaa tästä ({day} asti):',
  },
  stop: {
    it: 'Non vuoi più messaggi? Apri questo link:',
    en: 'No more messages? Open this link:',
    es: '¿No quiere más mensajes? Abra este enlace:',
    el: 'Δεν θέλετε άλλα μηνύματα; Ανοίξτε αυτόν τον σύνδεσμο:',
    pl: 'Nie chcesz więcej wiadomości? Otwórz ten link:',
    de: 'Keine Nachrichten mehr? Öffne diesen Link:',
    sv: 'Vill du inte ha fler meddelanden? Öppna den här länken:',
    fi: 'Etkö halua enää viestejä? Avaa tämä linkki:',
  },
} as const satisfies Record<string, Sentence>;

export type InvitationWord = keyof typeof sentences;

/** A sentence of an invitation in a language. */
export const invitationWords = (
  word: InvitationWord,
  language: ProblemLanguage,
  values: Readonly<Record<string, string | number>> = {},
): string => fill(say(sentences[word], language), values);
