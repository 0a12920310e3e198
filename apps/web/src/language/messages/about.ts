import { area } from './area.ts';

export const about = area({
  en: {
    tab: 'About · Vitrine',
    description: 'What Vitrine is: a shop window that learns what to show, and says why.',
    title: 'A window that learns',
    intro:
      'A vitrine is the glass front of a shop: the place where somebody decides, every evening, what to set out. Ours decides by looking. What people open, how things go together, what you came back to: that is what moves a kettle to the front.',
    whyTitle: 'Why is this here?',
    why: 'Each row says in a sentence why it is there, and each pick can say why it is in it. The sentence is made from the same numbers that chose the thing. When we do not know you, we say so and show what most people like.',
    goodsTitle: 'The goods',
    goods:
      'The demo shop is made up: the brands, the products and their drawings were made for it, and nothing can be delivered. The software is real and free; a shop with real goods can be opened on it.',
  },
  de: {
    tab: 'Über uns · Vitrine',
    description: 'Was Vitrine ist: ein Schaufenster, das dazulernt und sagt, warum.',
    title: 'Ein Fenster, das dazulernt',
    intro:
      'Eine Vitrine ist die Glasfront eines Ladens: der Ort, an dem jemand jeden Abend entscheidet, was hineinkommt. Unsere entscheidet durch Hinsehen. Was Leute öffnen, was zusammenpasst, wozu du zurückkommst: Das rückt einen Kessel nach vorn.',
    whyTitle: 'Warum ist das hier?',
    why: 'Jede Reihe sagt in einem Satz, warum sie da ist, und jedes Stück darin kann es auch. Der Satz entsteht aus denselben Zahlen, die das Stück gewählt haben. Wenn wir dich nicht kennen, sagen wir das und zeigen, was den meisten gefällt.',
    goodsTitle: 'Die Waren',
    goods:
      'Der Demo-Laden ist erfunden: Marken, Produkte und Zeichnungen wurden für ihn gemacht, geliefert werden kann nichts. Die Software ist echt und frei; mit ihr lässt sich ein Laden mit echten Waren eröffnen.',
  },
});
