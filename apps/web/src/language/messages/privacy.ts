import { area } from './area.ts';

export const privacy = area({
  en: {
    tab: 'Privacy · Vitrine',
    description: 'What we remember about a visit, what we never keep, and how to change it.',
    title: 'What we remember',
    intro:
      'To choose what to show, we note which products were opened, which were really visible on the screen and which were clicked, together with a random number that stands for your browser. No name, no address of your computer, nothing from other sites, and nobody else gets it.',
    answersTitle: 'Three answers',
    nothing: 'Nothing:',
    nothingMeans: 'pages look the same as for everyone, and no visit is recorded.',
    visit: 'This visit:',
    visitMeans: 'picks follow what you look at until you close the browser.',
    next: 'Next visits too:',
    nextMeans:
      'we know the browser again for half a year. Until you answer it is “This visit”. If your browser sends “do not track” or “global privacy control”, our pages send no notes at all.',
    chooseTitle: 'Your answer',
    cookiesTitle: 'Cookies',
    cookies:
      'One for the random number, one for your answer above, one for day or dusk if you chose it, one for your cart once something is in it, and one when you sign in. None of them can be read by a script.',
  },
  de: {
    tab: 'Datenschutz · Vitrine',
    description: 'Was wir uns von einem Besuch merken, was wir nie behalten und wie du es änderst.',
    title: 'Was wir uns merken',
    intro:
      'Um auszuwählen, was wir zeigen, notieren wir, welche Produkte geöffnet wurden, welche wirklich zu sehen waren und welche angeklickt wurden, zusammen mit einer Zufallszahl, die für deinen Browser steht. Kein Name, keine Adresse deines Rechners, nichts von anderen Seiten, und niemand sonst bekommt es.',
    answersTitle: 'Drei Antworten',
    nothing: 'Nichts:',
    nothingMeans: 'Die Seiten sehen aus wie für alle, und kein Besuch wird festgehalten.',
    visit: 'Diesen Besuch:',
    visitMeans: 'Die Auswahl folgt dem, was du ansiehst, bis du den Browser schließt.',
    next: 'Auch künftige:',
    nextMeans:
      'Wir erkennen den Browser ein halbes Jahr lang wieder. Bis du antwortest, gilt „Diesen Besuch“. Sendet dein Browser „Do Not Track“ oder „Global Privacy Control“, schicken unsere Seiten gar keine Notizen.',
    chooseTitle: 'Deine Antwort',
    cookiesTitle: 'Cookies',
    cookies:
      'Eins für die Zufallszahl, eins für deine Antwort oben, eins für Tag oder Dämmerung, wenn du gewählt hast, eins für deinen Warenkorb, sobald etwas darin liegt, und eins, wenn du dich anmeldest. Keins davon kann ein Skript lesen.',
  },
});
