import { told } from './told.ts';

/** What the form of an answer should have been. */
export const expectations = {
  choice: told(
    ...(['una delle voci', 'one of the choices', 'una de las opciones', 'μία από τις επιλογές'] as const),
    ...(['jedna z możliwości', 'einer der Einträge', 'ett av alternativen', 'yksi vaihtoehdoista'] as const),
    ...(['una dintre variante', 'أحد الخيارات'] as const),
  ),
  choices: told(
    ...(['un elenco di voci', 'a list of choices', 'una lista de opciones', 'λίστα επιλογών'] as const),
    ...(['lista możliwości', 'eine Liste von Einträgen', 'en lista med alternativ', 'luettelo vaihtoehtoja'] as const),
    ...(['o listă de variante', 'قائمة خيارات'] as const),
  ),
  number: told(
    'un numero',
    'a number',
    'un número',
    'αριθμός',
    'liczba',
    'eine Zahl',
    'ett tal',
    'luku',
    'un număr',
    'رقم',
  ),
  text: told('un testo', 'a text', 'un texto', 'κείμενο', 'tekst', 'ein Text', 'en text', 'teksti', 'un text', 'نص'),
  boolean: told(
    ...(['vero o falso', 'true or false', 'verdadero o falso', 'αληθές ή ψευδές'] as const),
    ...(['prawda lub fałsz', 'wahr oder falsch', 'sant eller falskt', 'tosi tai epätosi'] as const),
    ...(['adevărat sau fals', 'صحيح أو خطأ'] as const),
  ),
  rows: told(
    ...([
      'una risposta per riga',
      'an answer for each row',
      'una respuesta por fila',
      'μία απάντηση ανά γραμμή',
    ] as const),
    ...(['odpowiedź w każdym wierszu', 'eine Antwort je Zeile', 'ett svar per rad', 'vastaus joka riville'] as const),
    ...(['câte un răspuns pe rând', 'إجابة لكل صف'] as const),
  ),
  blocks: told(
    ...(['un elenco di schede', 'a list of blocks', 'una lista de fichas', 'λίστα καρτελών'] as const),
    ...(['lista kart', 'eine Liste von Abschnitten', 'en lista med delar', 'luettelo osioita'] as const),
    ...(['o listă de fișe', 'قائمة بطاقات'] as const),
  ),
  answers: told(
    ...(['un oggetto con le risposte', 'an object with the answers', 'un objeto con las respuestas'] as const),
    ...(['αντικείμενο με τις απαντήσεις', 'obiekt z odpowiedziami', 'ein Objekt mit den Antworten'] as const),
    ...(['ett objekt med svaren', 'olio, jossa on vastaukset'] as const),
    ...(['un obiect cu răspunsurile', 'كائن يحتوي على الإجابات'] as const),
  ),
} as const;
