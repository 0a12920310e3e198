import { area } from './area.ts';

export const home = area({
  en: {
    tab: 'Vitrine, a shop window that learns what to show',
    description:
      'Things for the house, chosen with care and set out by what you look at. Every pick says why it is here.',
    window: 'In the window',
    winter: 'Short days, good light.',
    spring: 'The windows are open again.',
    summer: 'Long days, light things.',
    autumn: 'The evenings are drawing in.',
    belowPersonal: 'We set these out with what you looked at in mind.',
    belowPopular: 'The things people here keep coming back to.',
    belowNew: 'The newest things on our shelves.',
    seeAll: (name: string) => `See all ${name.toLowerCase()}`,
    lookAround: 'Look around',
    doors: 'Every door of the house',
    things: (count: number) => (count === 1 ? '1 thing' : `${count} things`),
  },
  de: {
    tab: 'Vitrine, ein Schaufenster, das dazulernt',
    description:
      'Dinge fürs Zuhause, mit Sorgfalt ausgesucht und nach dem aufgestellt, was du ansiehst. Jede Empfehlung sagt, warum sie hier ist.',
    window: 'Im Schaufenster',
    winter: 'Kurze Tage, gutes Licht.',
    spring: 'Die Fenster stehen wieder offen.',
    summer: 'Lange Tage, leichte Dinge.',
    autumn: 'Die Abende kommen früher.',
    belowPersonal: 'Aufgestellt mit Blick auf das, was du angesehen hast.',
    belowPopular: 'Wozu die Leute hier immer wieder zurückkommen.',
    belowNew: 'Das Neueste in unseren Regalen.',
    seeAll: (name: string) => `Alles unter „${name}“`,
    lookAround: 'Sieh dich um',
    doors: 'Alle Türen des Hauses',
    things: (count: number) => `${count} Stück`,
  },
});
