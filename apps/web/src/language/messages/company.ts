import { area } from './area.ts';

/** The shop's own words: who it is, and on which terms it would sell. Plain paragraphs, so that a shop can set its own. */
export const company = area({
  en: {
    imprint: {
      tab: 'Imprint · Vitrine',
      description: 'Who runs this shop and how to reach them.',
      title: 'Imprint',
      parts: {
        who: 'Vitrine Demo, a made-up company that runs this demo shop. It has no address in the real world: whoever opens a shop on Vitrine puts the legal name, the address, the register and the tax number here.',
        reach: 'E-mail: hello@vitrine.example. Nobody reads it, because the address is made up too.',
        answers: 'Responsible for what stands here: the owner of Vitrine Demo.',
      },
    },
    terms: {
      tab: 'Terms · Vitrine',
      description: 'On which terms the shop sells.',
      title: 'Terms',
      parts: {
        demo: 'This is a demo shop. What is ordered here is not sold, not paid for and not delivered, and nobody owes anybody anything.',
        prices: 'Prices are final and include tax. What delivery costs stands in the cart, before anything is ordered.',
        order:
          'An order is placed with the last button of the checkout. Until it is paid you can cancel it yourself, on its page; its goods are kept for you meanwhile.',
        account: 'An account can be closed at any time, and what we keep about you can be taken along first.',
      },
    },
    delivery: {
      tab: 'Delivery and returns · Vitrine',
      description: 'How things would reach you, and how they would come back.',
      title: 'Delivery and returns',
      parts: {
        cost: 'Delivery has one price for each order, and none once the order is large enough. The cart says both, and how much is missing.',
        way: 'The demo shop sends nothing. A real one says here who carries its parcels, where to, and how long that takes.',
        back: 'Whoever buys from a shop in the European Union may give things back within fourteen days, without a reason. A real shop says here where to, and who pays for the way back.',
      },
    },
    contact: {
      tab: 'Write to us · Vitrine',
      description: 'How to reach the shop.',
      title: 'Write to us',
      parts: {
        mail: 'A real shop gives its address here. Ours is hello@vitrine.example, and it is made up.',
        order: 'About an order: its page says where it is, and lets you cancel it while it is unpaid.',
        own: 'About what we remember: the page on privacy changes it, and your account takes it along or deletes it.',
      },
    },
  },
  de: {
    imprint: {
      tab: 'Impressum · Vitrine',
      description: 'Wer diesen Laden führt und wie du uns erreichst.',
      title: 'Impressum',
      parts: {
        who: 'Vitrine Demo, eine erfundene Firma, die diesen Demo-Laden führt. In der wirklichen Welt hat sie keine Anschrift: Wer mit Vitrine einen Laden eröffnet, trägt hier Name, Anschrift, Register und Steuernummer ein.',
        reach: 'E-Mail: hello@vitrine.example. Gelesen wird sie nicht, denn auch die Adresse ist erfunden.',
        answers: 'Verantwortlich für den Inhalt: die Inhaberin von Vitrine Demo.',
      },
    },
    terms: {
      tab: 'AGB · Vitrine',
      description: 'Zu welchen Bedingungen der Laden verkauft.',
      title: 'Unsere AGB',
      parts: {
        demo: 'Das ist ein Demo-Laden. Was du hier bestellst, wird weder verkauft noch bezahlt noch geliefert, und niemand schuldet jemandem etwas.',
        prices:
          'Preise sind Endpreise und enthalten die Steuer. Was der Versand kostet, steht im Warenkorb, bevor du etwas bestellst.',
        order:
          'Du bestellst mit dem letzten Knopf der Kasse. Solange die Bestellung nicht bezahlt ist, kannst du sie auf ihrer Seite selbst stornieren; so lange halten wir die Ware für dich zurück.',
        account: 'Dein Konto kannst du jederzeit schließen und vorher mitnehmen, was wir über dich gespeichert haben.',
      },
    },
    delivery: {
      tab: 'Versand und Rückgabe · Vitrine',
      description: 'Wie die Dinge zu dir kämen und wie zurück.',
      title: 'Versand und Rückgabe',
      parts: {
        cost: 'Der Versand kostet je Bestellung einen festen Preis und ab einem bestimmten Wert nichts. Beides steht im Warenkorb, auch wie viel noch fehlt.',
        way: 'Der Demo-Laden verschickt nichts. Ein echter sagt hier, wer seine Pakete bringt, wohin und wie lange das dauert.',
        back: 'Wer in der Europäischen Union online kauft, kann innerhalb von vierzehn Tagen ohne Grund widerrufen. Ein echter Laden sagt hier, wohin die Dinge gehen und wer den Rückweg bezahlt.',
      },
    },
    contact: {
      tab: 'Schreib uns · Vitrine',
      description: 'Wie du den Laden erreichst.',
      title: 'Schreib uns',
      parts: {
        mail: 'Ein echter Laden nennt hier seine Adresse. Unsere ist hello@vitrine.example, und sie ist erfunden.',
        order:
          'Zu einer Bestellung: Ihre Seite sagt, wie es um sie steht, und dort kannst du sie stornieren, solange sie nicht bezahlt ist.',
        own: 'Zu dem, was wir uns merken: Auf der Seite zum Datenschutz änderst du es, und in deinem Konto nimmst du es mit oder löschst es.',
      },
    },
  },
});
